"""Wrong installations: ADDP that is set in the wrong place, or to wrong values."""

from machines.mutants.installation.bases import addp, multi, small

LIST = "connections = "
OWN = '[{ to = "ocs", protocol = "addp", local_timeout = 10 }]'
GROUP = "switch"


def _values(name, said, rule, table, right, entry, make=small):
    """Every way in which the values of an entry can be wrong: no ADDP, off, too long, negative."""
    on = 'protocol = "addp"'
    cases = {
        "has_a_timeout_without_addp": ("a timeout, but is not switched on.", "remote_timeout = 10"),
        "has_no_timeout": ("no timeout on either side.", on),
        "is_in_milliseconds": ("a timeout in milliseconds.", f"{on}, local_timeout = 10_000"),
        "is_negative": ("a negative timeout.", f"{on}, remote_timeout = -1"),
    }
    for case, (sentence, values) in cases.items():
        broken = rule[0] if case == "has_a_timeout_without_addp" else rule[-1]
        edit = (table, right, f'{{ to = "{entry}", {values} }}')
        yield make(f"{name}_{case}", f"ADDP to {said} has {sentence}", broken, edit)


def _elsewhere(name, said, rule, server, entry, right):
    """ADDP that is set in the list of the server, or of a campaign group only."""
    more = [("ocs", f"    {right},\n", "")] if right else []
    return [
        small(f"{name}_set_by_the_server", f"ADDP to {said} is set in the list of the server.",
              rule, (server, "type", f"{LIST}{OWN}\ntype")),
        small(f"{name}_set_by_the_group", f"ADDP to {said} is set at a campaign group only.", rule,
              ("sales", GROUP, f"{LIST}[{addp(entry)}]\n{GROUP}"), *more),
    ]  # fmt: skip


TS, CPD, CONF = addp("tserver", 10, 20), addp("cpd"), addp("confserv", 20, 20)
T_RULES = ["addp_to_t_server_is_switched_on"]
C_RULES = ["addp_to_cpd_server_is_switched_on", "addp_to_cpd_server_is_set_in_ocs_in_seconds"]
CONF_RULES = ["addp_to_configuration_server_is_switched_on",
              "addp_to_configuration_server_has_seconds"]  # fmt: skip
PROXY_RULES = ["addp_to_cpd_proxy_is_set_in_ocs_in_seconds"]
BEHIND_RULES = ["addp_from_cpd_proxy_is_switched_on"]
OBN_RULES = ["addp_to_obn_manager_is_set_in_ocs"]
NAMES = "addp_to_configuration_server_names_confserv"

faults = [
    *_values("addp_to_t_server", "T-Server", T_RULES, "ocs", TS, "tserver"),
    *_values("addp_to_cpd", "CPD Server", C_RULES, "ocs", CPD, "cpd"),
    *_values("addp_to_confserv", "Configuration Server", CONF_RULES, "ocs", CONF, "confserv"),
    *_values("addp_to_cpd_proxy", "CPD Proxy", PROXY_RULES, "ocs",
             addp("berlin_proxy", 10, 20), "berlin_proxy", multi),
    *_values("addp_behind_cpd_proxy", "a CPD Server behind a proxy", BEHIND_RULES,
             "berlin_proxy", addp("berlin_cpd_1", 5, 5), "berlin_cpd_1", multi),
    *_values("addp_to_obn", "OBN Manager", OBN_RULES, "ocs", addp("obn"), "obn", multi),
    *_elsewhere("addp_to_t_server", "T-Server", "addp_to_t_server_is_set_in_ocs", "tserver",
                "tserver", TS),
    *_elsewhere("addp_to_confserv", "Configuration Server", NAMES, "confserv", "confserv", CONF),
    small("addp_to_cpd_set_by_the_group", "ADDP to CPD Server is set at a campaign group only.",
          C_RULES[1], ("sales", GROUP, f"{LIST}[{addp('cpd')}]\n{GROUP}"),
          ("ocs", f"    {CPD},\n", "")),
    small("addp_to_cpd_set_by_the_server", "ADDP to CPD Server is set in the list of the server.",
          C_RULES[1], ("cpd", '{ to = "tserver" }', '{ to = "tserver" }, ' + OWN[1:-1])),
    multi("addp_to_cpd_proxy_set_by_the_server", "ADDP to CPD Proxy is set in its own list.",
          PROXY_RULES[0], ("munich_proxy", '{ to = "munich_cpd" }',
                           '{ to = "munich_cpd" }, ' + OWN[1:-1])),
    small("addp_to_another_name", "ADDP to Configuration Server does not name confserv.", NAMES,
          ("ocs", '"confserv"', '"config"'), ("confserv", '"confserv"', '"config"')),
    multi("addp_to_obn_set_by_the_group", "ADDP to OBN Manager is set at a campaign group only.",
          OBN_RULES[0], ("notices", '{ to = "obn" }', addp("obn")),
          *((member, f"    {addp('obn')},\n", "") for member in ("ocs", "ocs_b"))),
    multi("addp_to_obn_left_out_in_ocs", "ADDP to OBN Manager is set at a group, and not in OCS.",
          OBN_RULES[0], ("notices", '{ to = "obn" }', addp("obn")),
          *((member, addp("obn"), '{ to = "obn" }') for member in ("ocs", "ocs_b"))),
]  # fmt: skip
