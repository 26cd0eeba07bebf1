"""Right installations of many shapes have no finding: no false alarm."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialonce import catalog
from dialonce.description import read_text
from dialonce.rule import judge

FORMAT = catalog.formats()["installation"]
RULES = [rule for rule in catalog.rules().values() if rule.must]
ADDP = st.sampled_from(["", ', protocol = "addp", local_timeout = 10, remote_timeout = 20',
                        ', protocol = "addp", remote_timeout = 3600',
                        ', protocol = "addp", local_timeout = 1'])  # fmt: skip


def app(name, kind, *keys, connections=()):
    """An application with its list."""
    listed = ["connections = [", *(f"  {{ {entry} }}," for entry in connections), "]"]
    head = ["[[application]]", f'name = "{name}"', f'type = "{kind}"']
    return "\n".join([*head, *keys, *(listed if connections else []), ""])


def paired(name, kind, mode, connections=(), keys=()):
    """A pair in this mode; with none, one application."""
    if not mode:
        return [app(name, kind, *keys, connections=connections)]
    told = f'redundancy = "{mode}"'
    first = app(name, kind, told, f'backup = "{name}_b"', *keys, connections=connections)
    return [first, app(f"{name}_b", kind, told, *keys, connections=connections)]


def to(name, more=""):
    """An entry of a list."""
    return f'to = "{name}"{more}'


@st.composite
def installations(draw):
    """An installation that breaks no rule, with sites, modes, ADDP, proxies and so on by chance."""
    sites = draw(st.integers(1, 3))
    warm = st.sampled_from(["", "warm standby"])
    proxied, chat, gvp, tls = (draw(st.booleans()) for _ in range(4))
    over_dn = draw(st.booleans())
    ports = 'ports = [{ port = 5050 }, { port = 5051, id = "esp", type = "ESP" }]'
    lists, parts, switches, groups = [], [], [], []
    for n in range(sites):
        kind = draw(st.sampled_from(["T-Server", "SIP Server"]))
        parts += paired(f"ts{n}", kind, draw(st.sampled_from(["", "warm standby", "hot standby"])))
        parts += paired(f"cpd{n}", "CPD Server", draw(warm), [to(f"ts{n}", draw(ADDP))])
        lists.append(to(f"ts{n}", draw(ADDP)))
        if proxied:
            behind = [to(f"cpd{n}", draw(ADDP))]
            parts += paired(f"proxy{n}", "CPD Proxy Server", draw(warm), behind)
        lists.append(to(f"proxy{n}" if proxied else f"cpd{n}", draw(ADDP)))
        dn = f'{{ number = "8{n}", outbound_contact_server = "ocs", stat_servers = ["stat"] }}'
        told = f"communication_dns = [{dn}]" if over_dn else ""
        switches.append(f'[[switch]]\nname = "sw{n}"\nt_server = "ts{n}"\n{told}\n')
        obn = '\nconnections = [{ to = "obn" }]' if gvp and not n else ""
        groups.append(f'[[campaign_group]]\nname = "g{n}"\nocs = "ocs"\nswitch = "sw{n}"{obn}\n')
    lists += [to("db", ", tls = true" if tls else ""), to("dap")]
    lists += [] if over_dn else [to("stat")]
    lists += [to("confserv", draw(ADDP))] if draw(st.booleans()) else []
    if gvp:
        parts.append(app("obn", "OBN Manager", 'host = "h"', "ports = [{ port = 1 }]"))
        lists += [to("obn", draw(ADDP))] if draw(st.booleans()) else []
    if chat:
        parts.append(app("ixn", "Interaction Server", connections=[to("ocs", ', port_id = "esp"')]))
    parts += paired("ocs", "Outbound Contact Server", draw(warm), lists, [ports])
    parts += paired("db", "DB Server", draw(warm))
    parts += paired("confserv", "Configuration Server", draw(warm))
    parts += [app("dap", "Database Access Point", 'db_server = "db"'), app("stat", "Stat Server")]
    ui = draw(st.sampled_from(["Outbound Contact Manager", "Genesys Administrator", ""]))
    parts += [app("ui", ui, connections=[to("ocs")])] if ui else []
    return "\n".join([*draw(st.permutations(parts)), *switches, *groups])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(installations())
def test_a_right_installation_of_any_shape_has_no_finding(text):
    """Whatever is paired, proxied, secured or left out by the guide's leave, no rule is broken."""
    found = judge(read_text(text, "f.toml", FORMAT), RULES, {})

    assert [(f.rule.name, f.text) for f in found] == []


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(installations())
def test_every_line_of_an_installation_is_known(text):
    """The line of each table is where its name stands, whatever the order of the file."""
    description = read_text(text, "f.toml", FORMAT)
    lines = text.split("\n")

    for path, line in description.lines.items():
        if path and isinstance(path[-1], str):
            assert str(path[-1]) in lines[line - 1]


SMALLEST = """
[[application]]
name = "ocs"
type = "Outbound Contact Server"
connections = [{ to = "ts" }, { to = "db" }, { to = "stat" }]
[[application]]
name = "ts"
type = "SIP Server"
[[application]]
name = "db"
type = "DB Server"
[[application]]
name = "stat"
type = "Stat Server"
[[application]]
name = "confserv"
type = "Configuration Server"
"""
VARIATIONS = {
    "as it is": (),
    "quoted keys": (('name = "ocs"', '"name" = "ocs"'),),
    "a dotted list": (('[[application]]\nname = "ts"', '[["application"]]\nname = "ts"'),),
    "hot T-Servers": (
        ('name = "ts"\n', 'name = "ts"\nbackup = "ts2"\nredundancy = "hot standby"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "ts2"\ntype = "SIP Server"\n'
         'redundancy = "hot standby"\n[[application]]\nname = "db"'),
    ),
    "cold T-Servers": (
        ('name = "ts"\n', 'name = "ts"\nbackup = "ts2"\nredundancy = "cold standby"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "ts2"\ntype = "T-Server"\n'
         'redundancy = "cold standby"\n[[application]]\nname = "db"'),
    ),
    "a tool of another name": (('name = "confserv"', 'name = "config"'),),
    "a CPD Server by the Wizard": (
        ('{ to = "ts" }', '{ to = "ts" }, { to = "cpd", set_in = "Outbound Contact Wizard" }'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "cpd"\ntype = "CPD Server"\n'
         'connections = [{ to = "ts" }]\n[[application]]\nname = "db"'),
    ),
    "restart with all of it": (
        ('name = "ocs"\n', 'name = "ocs"\nauto_restart = true\nhost = "h"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "lca"\nhost = "h"\n'
         'type = "Local Control Agent"\n[[application]]\nname = "scs"\n'
         'type = "Solution Control Server"\n[[application]]\nname = "sci"\n'
         'type = "Solution Control Interface"\n[[application]]\nname = "db"'),
    ),
    "two Stat Servers and CCPulse+": (
        ('{ to = "stat" }', '{ to = "stat" }, { to = "stat2" }'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "stat2"\ntype = "Stat Server"\n'
         '[[application]]\nname = "pulse"\ntype = "CCPulse+"\n'
         'connections = [{ to = "stat" }, { to = "stat2" }]\n[[application]]\nname = "db"'),
    ),
    "a group that dials on no switch of the file": (
        ('[[application]]\nname = "db"',
         '[[campaign_group]]\nname = "mail"\nocs = "ocs"\n[[application]]\nname = "db"'),
    ),
    "an application of which nothing is asked": (
        ('[[application]]\nname = "db"', '[[application]]\nname = "desktop"\ntype = "Other"\n'
         'connections = [{ to = "confserv", tls = true }]\n[[application]]\nname = "db"'),
    ),
    "a Stat Server with a backup for CCPulse+": (
        ('name = "stat"\n', 'name = "stat"\nbackup = "stat2"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "stat2"\ntype = "Stat Server"\n'
         '[[application]]\nname = "pulse"\ntype = "CCPulse+"\n'
         'connections = [{ to = "stat" }]\n[[application]]\nname = "db"'),
    ),
    "two OCS, and a Stat Server that one feeds directly and one over a DN": (
        ('[[application]]\nname = "db"', '[[application]]\nname = "ocs2"\n'
         'type = "Outbound Contact Server"\nconnections = [{ to = "ts" }, { to = "db" }]\n'
         '[[switch]]\nname = "s"\nt_server = "ts"\n[[switch.communication_dns]]\nnumber = "8"\n'
         'outbound_contact_server = "ocs2"\nstat_servers = ["stat"]\n'
         '[[application]]\nname = "db"'),
    ),
    "secured ports on both sides of a pair, which is listed twice": (
        ('{ to = "db" }', '{ to = "db", tls = true }, { to = "db2", tls = true }, { to = "dap" }'),
        ('name = "db"\n', 'name = "db"\nbackup = "db2"\nredundancy = "warm standby"\n'
         'ports = [{ port = 1, tls = true }]\n'),
        ('[[application]]\nname = "stat"', '[[application]]\nname = "db2"\ntype = "DB Server"\n'
         'redundancy = "warm standby"\nports = [{ port = 1, tls = true }]\n[[application]]\n'
         'name = "dap"\ntype = "Database Access Point"\ndb_server = "db"\n'
         '[[application]]\nname = "stat"'),
    ),
    "an Interaction Server, and a backup of which no port is told": (
        ('name = "ocs"\n', 'name = "ocs"\nbackup = "ocs2"\nredundancy = "warm standby"\n'
         'ports = [{ port = 1 }, { port = 2, id = "esp", type = "ESP" }]\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "ocs2"\n'
         'type = "Outbound Contact Server"\nredundancy = "warm standby"\nconnections = '
         '[{ to = "ts" }, { to = "db" }, { to = "stat" }]\n[[application]]\nname = "ixn"\n'
         'type = "Interaction Server"\nconnections = [{ to = "ocs", port_id = "esp" }]\n'
         '[[application]]\nname = "db"'),
    ),
    "a pair before release 7.5 with a Communication DN": (
        ('name = "ocs"\n', 'name = "ocs"\nrelease = "7.2"\nbackup = "ocs2"\n'
         'redundancy = "warm standby"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "ocs2"\nrelease = "7.2.000.05"\n'
         'type = "Outbound Contact Server"\nredundancy = "warm standby"\nconnections = '
         '[{ to = "ts" }, { to = "db" }, { to = "stat" }]\n[[switch]]\nname = "s"\n'
         't_server = "ts"\ncommunication_dns = [{ number = "8", outbound_contact_server = "ocs" }]'
         '\n[[application]]\nname = "db"'),
    ),
    "an OCM that lists both OCS": (
        ('name = "ocs"\n', 'name = "ocs"\nbackup = "ocs2"\nredundancy = "warm standby"\n'),
        ('[[application]]\nname = "db"', '[[application]]\nname = "ocs2"\n'
         'type = "Outbound Contact Server"\nredundancy = "warm standby"\nconnections = '
         '[{ to = "ts" }, { to = "db" }, { to = "stat" }, { to = "ocs" }]\n[[application]]\n'
         'name = "ocm"\ntype = "Outbound Contact Manager"\nconnections = '
         '[{ to = "ocs" }, { to = "ocs2" }]\n[[application]]\nname = "db"'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_small_variation_has_no_finding(name):
    """What the guide allows in a small installation is no finding."""
    text = SMALLEST
    for old, new in VARIATIONS[name]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert tomllib.loads(text)

    found = judge(read_text(text, "f.toml", FORMAT), RULES, {})

    assert [(f.rule.name, f.text) for f in found] == []
