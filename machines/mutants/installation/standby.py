"""Wrong installations: standby that is not allowed, and pairs that are none."""

from machines.mutants.installation.bases import COLD, HOT, NONE, WARM, multi, small

TYPE = "type ="

faults = [
    small("ocs_in_warm_standby_alone", "An OCS in warm standby has no backup.",
          "a_pair_of_ocs_is_in_warm_standby", ("ocs", TYPE, WARM + TYPE)),
    multi("ocs_pair_without_a_mode", "An OCS has a backup, and no redundancy type.",
          "a_pair_of_ocs_is_in_warm_standby", ("ocs", WARM + "backup", "backup")),
    multi("ocs_backup_without_a_mode", "The backup OCS is not in the mode of its primary.",
          "a_pair_of_ocs_is_in_warm_standby", ("ocs_b", WARM, "")),
    multi("cpd_backup_without_a_mode", "The backup CPD Server is not in the mode of its primary.",
          "a_pair_of_cpd_servers_is_in_warm_standby", ("berlin_cpd_1b", WARM, NONE)),
    multi("cpd_proxy_in_warm_standby_alone", "A CPD Proxy in warm standby has no backup.",
          "a_pair_of_cpd_servers_is_in_warm_standby", ("munich_proxy", TYPE, WARM + TYPE)),
    small("cpd_in_cold_standby", "A CPD Server is in cold standby.",
          "no_outbound_component_is_in_cold_standby", ("cpd", TYPE, COLD + TYPE)),
    small("ocs_in_hot_standby", "An OCS is in hot standby.",
          "no_outbound_component_is_in_hot_standby", ("ocs", TYPE, HOT + TYPE)),
    multi("backup_cpd_proxy_in_hot_standby", "The backup of a CPD Proxy is in hot standby.",
          "no_outbound_component_is_in_hot_standby", ("berlin_proxy_b", WARM, HOT)),
    multi("ocm_in_hot_standby", "An OCM is in hot standby.",
          "no_outbound_component_is_in_hot_standby", ("ocm_1", TYPE, HOT + TYPE)),
    multi("db_in_hot_standby", "A DB Server is in hot standby.",
          "a_pair_of_db_servers_is_in_warm_standby", ("db", WARM, HOT)),
    multi("db_in_warm_standby_alone", "A DB Server in warm standby has no backup.",
          "a_pair_of_db_servers_is_in_warm_standby", ("db", 'backup = "db_b"\n', ""),
          at=("db", WARM)),
    multi("t_servers_in_two_modes", "A T-Server is in hot standby, and its backup in warm.",
          "a_pair_of_t_servers_agrees_on_its_mode", ("berlin_ts_b", HOT, WARM)),
    small("t_server_without_its_backup", "A T-Server in warm standby has no backup.",
          "a_pair_of_t_servers_agrees_on_its_mode", ("tserver", 'backup = "tserver_b"\n', ""),
          at=("tserver", WARM)),
    small("stat_in_warm_standby", "A Stat Server is in warm standby.",
          "a_stat_server_has_no_standby", ("stat", TYPE, WARM + TYPE)),
    small("stat_in_hot_standby", "A Stat Server is in hot standby.",
          "a_stat_server_has_no_standby", ("stat", TYPE, HOT + TYPE)),
]  # fmt: skip
