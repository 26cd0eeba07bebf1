"""Wrong installations: Interaction Server, OBN Manager, Stat Servers, restart and TLS."""

from machines.mutants.installation.bases import multi, small

LIST = "connections = "
ESP = ', { port = 5051, id = "esp", type = "ESP" }'
THIRD = '[[application]]\nname = "crm"\ntype = "Third-Party Application"\n\n[[application]]\n'
HOSTS = "obn_manager_has_a_host_and_a_port"
RESTART = "auto_restart_has_its_management_layer"
PEER = "ocs_is_a_server_for_interaction_server"
LISTED = '    { to = "stat_2" },\n'

faults = [
    multi("interaction_server_as_server", "OCS lists Interaction Server.", PEER,
          ("ocs", LISTED, LISTED + '    { to = "chat" },\n'),
          ("ocs_b", LISTED, LISTED + '    { to = "chat" },\n'), at=("ocs", '    { to = "chat" }')),
    multi("ocs_without_an_esp_port", "OCS has no port of type ESP.",
          "ocs_has_an_esp_port_for_interaction_server", ("ocs", ESP, ""), at=("ocs", "ports")),
    multi("default_port_as_esp_port", "OCS takes the answers on its default port.",
          "ocs_has_an_esp_port_for_interaction_server",
          ("ocs", "{ port = 5050 }" + ESP, '{ port = 5050, type = "ESP" }')),
    multi("backup_ocs_without_an_esp_port", "The backup OCS has no port of type ESP.",
          "ocs_has_an_esp_port_for_interaction_server", ("ocs_b", ESP, ""), at=("ocs_b", "ports")),
    multi("interaction_server_on_the_default_port", "Interaction Server names the default PortID.",
          "interaction_server_names_the_esp_port", ("chat", ', port_id = "esp"', ""),
          at=("chat", LIST)),
    multi("interaction_server_on_another_port", "Interaction Server names an unknown PortID.",
          "interaction_server_names_the_esp_port", ("chat", '"esp"', '"chat"'),
          at=("chat", LIST)),
    multi("no_obn_manager", "The OBN Manager that a group lists has no application.", HOSTS,
          ("notices", '"obn"', '"gvp"')),
    multi("obn_manager_without_a_host", "The OBN Manager gives OCS no host.", HOSTS,
          ("obn", 'host = "gvp1"\n', "")),
    multi("obn_manager_without_a_port", "The OBN Manager gives OCS no port.", HOSTS,
          ("obn", "ports = [{ port = 7070 }]", "")),
    multi("obn_manager_of_no_group", "No campaign group lists the OBN Manager.",
          "obn_manager_is_in_the_list_of_a_group", ("notices", '{ to = "obn" }', ""),
          at=("obn", "name")),
    multi("communication_dn_without_ocs", "A Communication DN does not name its OCS.",
          "each_communication_dn_names_its_ocs",
          ("munich", '"8100", outbound_contact_server = "ocs"', '"8100"')),
    multi("communication_dn_of_another", "A Communication DN names what is no OCS.",
          "each_communication_dn_names_its_ocs", ("munich", '"ocs"', '"ocm_1"')),
    small("third_party_without_a_dn", "A third party is told of no campaign.",
          "third_parties_have_a_communication_dn", ("ga", "[[application]]\n", THIRD),
          at=("crm", "name")),
    small("stat_server_that_is_not_fed", "A Stat Server gets no statistics.",
          "every_stat_server_is_fed",
          ("ga", "[[application]]\n", THIRD.replace("crm", "idle").replace(
              "Third-Party Application", "Stat Server")), at=("idle", "name")),
    small("restart_without_management", "OCS restarts without LCA, SCS and SCI.", RESTART,
          ("ocs", "reconnect", "auto_restart = true\nreconnect")),
    multi("restart_without_an_agent", "OCS restarts on a host without LCA.", RESTART,
          ("lca_1", "dial1", "dial9"), at=("ocs", "auto_restart")),
    multi("restart_without_scs", "OCS restarts without Solution Control Server.", RESTART,
          ("scs", "Solution Control Server", "Solution Control Interface"),
          at=("ocs", "auto_restart")),
    multi("restart_without_sci", "OCS restarts without Solution Control Interface.", RESTART,
          ("sci", "Solution Control Interface", "CCPulse+"), at=("ocs", "auto_restart")),
    multi("tls_on_an_open_port", "TLS meets a port that is not secured.",
          "tls_meets_a_secured_port", ("db", "tls = true", "tls = false"),
          at=("ocs", '    { to = "db"')),
    multi("tls_with_ocm", "OCM is connected by TLS.", "ocm_and_the_wizard_have_no_tls",
          ("ocm_1", '{ to = "ocs" }', '{ to = "ocs", tls = true }')),
    multi("ocm_on_a_secured_port", "OCM names a secured port.", "ocm_and_the_wizard_have_no_tls",
          ("ocs", ESP, ESP + ', { port = 5052, id = "safe", tls = true }'),
          ("ocm_1", '"ocs"', '"ocs", port_id = "safe"'), at=("ocm_1", LIST)),
    multi("tls_with_the_wizard", "The Wizard is connected by TLS.",
          "ocm_and_the_wizard_have_no_tls",
          ("scs", "type", LIST + '[{ to = "ocs", tls = true }]\ntype'),
          ("scs", "Solution Control Server", "Outbound Contact Wizard"),
          ("ocs", "auto_restart = true", "auto_restart = false")),
    multi("tls_to_db_without_a_dap", "OCS lists no DAP to the DB Server that it reaches by TLS.",
          "tls_to_db_server_needs_a_dap", ("ocs", '    { to = "dap" },\n', ""),
          ("ocs_b", '    { to = "dap" },\n    ', "    "), at=("ocs", '    { to = "db"')),
    multi("tls_to_db_with_an_empty_dap", "The DAP in the list of OCS leads to no DB Server.",
          "tls_to_db_server_needs_a_dap", ("dap", 'db_server = "db"\n', ""),
          at=("ocs", '    { to = "db"')),
]  # fmt: skip
