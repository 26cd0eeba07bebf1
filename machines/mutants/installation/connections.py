"""Wrong installations: connections that are missing, or stand in the wrong list."""

from machines.mutants.installation.bases import addp, multi, small

LIST = "connections = "
TS, CPD = f"    {addp('tserver', 10, 20)},\n", f"    {addp('cpd')},\n"
IDLE = """[[application]]
name = "idle"
type = "{}"
connections = [{{ to = "{}" }}]

"""
SITE = """[[application]]
name = "new_ts"
type = "T-Server"

[[application]]
name = "new_cpd"
type = "CPD Server"
connections = [{ to = "new_ts" }]

[[switch]]
name = "new"
t_server = "new_ts"

"""
OLD = 'release = "8.1.5"', 'release = "7.2"'

faults = [
    small("ocs_without_a_db_server", "Neither OCS nor its calling list leads to a DB Server.",
          "ocs_reaches_its_db_servers", ("dap", 'db_server = "db"\n', ""), at=("ocs", LIST)),
    small("t_server_not_listed", "OCS does not list the T-Server on whose switch it dials.",
          "t_servers_are_in_the_list_of_ocs", ("ocs", TS, ""), at=("ocs", LIST)),
    small("t_server_listed_by_the_group", "The T-Server is listed at the campaign group only.",
          "t_servers_are_in_the_list_of_ocs", ("ocs", TS, ""),
          ("sales", "switch", LIST + '[{ to = "tserver" }]\nswitch'), at=("ocs", LIST)),
    small("site_not_listed", "No OCS lists the T-Server of a site where nobody dials.",
          "t_servers_are_in_the_list_of_ocs", ("main", "[[switch]]", SITE + "[[switch]]"),
          ("ocs", '    { to = "stat" },', '    { to = "new_cpd" }, { to = "stat" },'),
          at=("new", "t_server")),
    small("ocs_without_a_stat_server", "OCS has no connection to a Stat Server.",
          "ocs_reaches_a_stat_server", ("ocs", '    { to = "stat" },\n', ""), at=("ocs", LIST)),
    multi("second_ocs_without_a_stat_server", "The Communication DNs are those of another OCS.",
          "ocs_reaches_a_stat_server",
          ("crm", "Third-Party Application", "Outbound Contact Server"),
          ("crm", "type", LIST + '[{ to = "berlin_ts" }, { to = "dap" }]\ntype'),
          at=("crm", LIST)),
    small("no_configuration_server", "There is no Configuration Server.",
          "there_is_a_configuration_server", ("confserv", "Configuration", "Stat"),
          ("ocs", f"    {addp('confserv', 20, 20)},\n", '    { to = "confserv" },\n'),
          at=("ocs", "name")),
    small("cpd_not_listed", "No OCS lists the CPD Server.",
          "every_cpd_server_is_connected_to_ocs", ("ocs", CPD, ""), at=("cpd", "name")),
    multi("cpd_proxy_not_listed", "No OCS lists a CPD Proxy.",
          "every_cpd_proxy_is_connected_to_ocs",
          ("munich_cpd", "[[app", IDLE.format("CPD Proxy Server", "munich_cpd") + "[[app"),
          at=("idle", "name")),
    multi("ocs_pair_without_a_way", "The backup OCS is too old for the direct link.",
          "an_ocs_pair_has_a_way_between_its_members", ("ocs_b", *OLD),
          ("berlin", '"ocs"', '""'), ("munich", '"ocs"', '""'), at=("ocs_b", OLD[1])),
    multi("interaction_server_without_ocs", "Interaction Server has no connection to OCS.",
          "interaction_server_is_connected_to_ocs",
          ("chat", '{ to = "ocs", port_id = "esp" }', ""), at=("chat", LIST)),
    multi("backup_without_a_connection", "The backup OCS lacks a connection of its primary.",
          "the_backup_ocs_has_the_connections_of_its_primary",
          ("ocs_b", '    { to = "dap" },\n', ""),
          ("ocs_b", '"db", tls = true', '"db"'), ("db", "tls = true", "tls = false"),
          ("db_b", "tls = true", "tls = false"), ("ocs", '"db", tls = true', '"db"'),
          at=("ocs_b", LIST)),
    multi("ocm_of_the_backup", "An OCM lists the backup OCS, and not the primary.",
          "clients_list_the_primary_ocs", ("ocm_1", '"ocs"', '"ocs_b"')),
    multi("interaction_server_of_the_backup", "Interaction Server lists the backup OCS only.",
          "clients_list_the_primary_ocs", ("chat", '"ocs"', '"ocs_b"')),
    multi("ocm_without_ocs", "An OCM lists no OCS.", "user_interfaces_reach_what_they_work_on",
          ("ocm_1", '{ to = "ocs" }, ', ""), at=("ocm_1", LIST)),
]  # fmt: skip
