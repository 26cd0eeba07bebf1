"""Wrong installations: CPD Servers and CPD Proxies, with their association and their switch."""

from machines.mutants.installation.bases import multi, small

LIST = "connections = "
STAT = '{ to = "stat_1" },'
WIZARD = LIST + '[{{ to = "{}", set_in = "Outbound Contact Wizard" }}]\nswitch'
SECOND = """[[application]]
name = "second"
type = "T-Server"

[[application]]
"""
SWITCH = """[[switch]]
name = "second_switch"
t_server = "{}"

[[switch]]
"""
TABLE = '[[switch]]\nname = "main"\nt_server = "tserver"\n'
ONE, CPD_PROXY = "a_cpd_server_has_one_t_server", "cpd_proxy_lists_its_cpd_servers"

faults = [
    small("cpd_of_a_group_by_wizard", "The Wizard associates a CPD Server with one group.",
          "cpd_server_of_a_group_is_not_set_in_the_wizard",
          ("sales", "switch", WIZARD.format("cpd"))),
    multi("cpd_proxy_of_a_group_by_wizard", "The Wizard associates a CPD Proxy with one group.",
          "cpd_proxy_of_a_group_is_not_set_in_the_wizard",
          ("service", "switch", WIZARD.format("berlin_proxy"))),
    multi("cpd_with_two_t_servers", "A CPD Server lists T-Servers of two sites.", ONE,
          ("berlin_cpd_2", '{ to = "berlin_ts" }', '{ to = "berlin_ts" }, { to = "munich_ts" }'),
          at=("berlin_cpd_2", LIST)),
    small("t_server_with_two_switches", "The T-Server of a CPD Server has two switches.", ONE,
          ("main", "[[switch]]\n", SWITCH.format("tserver")), at=("cpd", LIST)),
    multi("cpd_pair_on_two_switches", "The backup of a CPD Server is at the other site.", ONE,
          ("berlin_cpd_1b", '"berlin_ts"', '"munich_ts"'), at=("berlin_cpd_1b", LIST)),
    multi("switch_without_a_cpd_server", "One of several switches has no CPD Server.",
          "every_switch_has_a_cpd_server", ("munich_cpd", '"munich_ts"', '"berlin_ts"'),
          ("munich_cpd_2", '"munich_ts"', '"berlin_ts"'), at=("munich", "name")),
    small("t_server_without_a_cpd_server", "No switch is described, and one has no CPD Server.",
          "every_switch_has_a_cpd_server", ("main", TABLE, SECOND.rpartition("[[")[0]),
          ("sales", 'switch = "main"\n', ""),
          ("ocs", '{ to = "stat" }', '{ to = "stat" }, { to = "second" }'), at=("second", "name")),
    small("cpd_listed_by_its_t_server", "The T-Server lists the CPD Server.",
          "cpd_server_lists_its_t_server", ("tserver", "type", LIST + '[{ to = "cpd" }]\ntype'),
          ("cpd", '{ to = "tserver" }', "")),
    small("cpd_without_a_t_server", "A CPD Server lists no T-Server.",
          "cpd_server_lists_its_t_server", ("cpd", '{ to = "tserver" }', ""), at=("cpd", LIST)),
    multi("cpd_proxy_without_cpd_servers", "A CPD Proxy lists no CPD Server.",
          "a_cpd_proxy_has_cpd_servers", ("munich_proxy", '{ to = "munich_cpd" }', ""),
          ("ocs", STAT, STAT + ' { to = "munich_cpd" },'),
          ("ocs_b", STAT, STAT + ' { to = "munich_cpd" },'),
          at=("munich_proxy", LIST)),
    multi("cpd_proxy_on_two_switches", "A CPD Proxy lists CPD Servers of two sites.",
          "a_cpd_proxy_stays_on_one_switch",
          ("munich_proxy", "[{", '[{ to = "berlin_cpd_2" }, {'),
          at=("munich_proxy", LIST)),
    multi("cpd_proxy_with_a_backup_elsewhere", "The backup of a CPD behind a proxy is elsewhere.",
          "a_cpd_proxy_stays_on_one_switch", ("berlin_cpd_1b", '"berlin_ts"', '"munich_ts"'),
          at=("berlin_proxy", LIST)),
    multi("cpd_lists_its_proxy", "A CPD Server lists the CPD Proxy.", CPD_PROXY,
          ("munich_cpd", "[{", '[{ to = "munich_proxy" }, {')),
]  # fmt: skip
