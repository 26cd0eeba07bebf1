"""`dialonce check --deployment`: the systems of an installation, with its modes and its times."""

import json

import pytest
from cli_run import complaint, dialonce

from dialonce import catalog
from dialonce.check import HOLDS, check
from dialonce.cli.deployment import deployment_of, introduction
from dialonce.cli.validate import read_description
from dialonce.description import read_text
from machines.installation.timing import Timing
from machines.mutants.installation.bases import FOLDER
from machines.systems.addp import heartbeat
from machines.systems.installed import DETECTION, choose

SMALL, MULTI_SITE, BROKEN = (FOLDER / f"{n}.toml" for n in ("small", "multi_site", "broken"))
FORMAT = catalog.formats()["installation"]
SYSTEMS = catalog.systems()
CLAIMS = list(catalog.properties().values())


def chosen(file, *edits, known=SYSTEMS):
    """The connections of a file after some edits."""
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return [*choose(read_text(text, file.name, FORMAT).view, known.values())]


def connections(file, *edits, known=SYSTEMS):
    """The connections of a file after some edits, by client and server."""
    return {f"{each.client} to {each.server}": each for each in chosen(file, *edits, known=known)}


def names(found):
    """The names of the systems of a connection."""
    return {system.name for system in found.systems}


def test_the_small_installation_has_exactly_its_systems():
    """Each connection has the systems of its server and mode, with its detection."""
    found = connections(SMALL)

    assert names(found["ocs to tserver"]) == {
        "tserver_warm", "tserver_statistics", "agents", "tries_tserver", "dial_path",
        "dial_path_outage", "addp_1_2",
    }  # fmt: skip
    assert names(found["ocs to cpd"]) == {
        "cpd_single_addp", "dial_path", "dial_path_outage", "addp_1_1",
    }  # fmt: skip
    assert names(found["ocs to db"]) >= {"db_single", "dial_path", "tcp"}
    assert names(found["ocs to confserv"]) == {"config_single_addp", "addp_1_1"}
    assert names(found["ocs to stat"]) == {"stat_several", "tcp"}
    assert names(found["cpd to tserver"]) == {"ct_warm", "tcp"}


def test_the_large_installation_has_exactly_its_systems():
    """Pairs, hot standby, GVP, chat and several servers have systems of their own."""
    found = connections(MULTI_SITE)

    assert names(found["ocs to db"]) >= {"db_warm_tcp", "dial_path_failover", "tcp"}
    assert names(found["ocs to berlin_ts"]) >= {"tserver_hot", "dial_path_failover"}
    assert names(found["ocs to munich_ts"]) >= {"tserver_warm", "addp_3_2"}
    assert names(found["ocs to confserv"]) >= {"config_pair", "addp_1_1"}
    assert names(found["ocs to munich_cpd_2"]) >= {"cpd_single_addp", "cpd_several", "addp_2_3"}
    assert names(found["ocs to berlin_cpd_2"]) >= {"cpd_single", "cpd_several", "tcp"}
    assert names(found["ocs to obn"]) == {"obn_full", "addp_1_1"}
    assert names(found["chat to ocs"]) == {"ixn_server", "tcp"}
    assert names(found["ocs to stat_1"]) >= {"stat_several", "stat_sites"}
    assert names(found["berlin_cpd_1 to berlin_ts"]) >= {"ct_single"}
    assert "tserver_warm" not in names(found["ocs to berlin_ts"])
    assert found["ocs to ocs_b"].mode == "warm standby"


def test_mode_and_detection_choose_the_system():
    """Without ADDP, without a backup, or with one, other systems are taken."""
    plain = '{ to = "cpd", protocol = "addp", local_timeout = 10, remote_timeout = 10 }'
    pair = ('name = "cpd"\n', 'name = "cpd"\nredundancy = "warm standby"\nbackup = "cpd_b"\n')
    other = ('[[application]]\nname = "db"', '[[application]]\nname = "cpd_b"\n'
             'type = "CPD Server"\n[[application]]\nname = "db"')  # fmt: skip

    assert "cpd_single" in names(connections(SMALL, (plain, '{ to = "cpd" }'))["ocs to cpd"])
    assert "cpd_warm_addp" in names(connections(SMALL, pair, other)["ocs to cpd"])
    warm = connections(SMALL, pair, other, (plain, '{ to = "cpd" }'))["ocs to cpd"]
    assert {"cpd_warm", "tcp"} <= names(warm)
    assert not names(warm) & {"cpd_single", "cpd_warm_addp"}


LIST = '    { to = "stat" },\n'
SECOND = """[[application]]
name = "{}"
type = "{}"
{}
[[application]]
name = "db\""""


def with_another(name, kind, *lines):
    """The edit by which the small installation has one application more."""
    return '[[application]]\nname = "db"', SECOND.format(name, kind, "\n".join(lines))


def test_what_an_installation_lacks_may_be_down_in_its_systems():
    """An OCM alone, a lone OCS, and one site with CCPulse+ have systems with more than that."""
    ocm = with_another("ocm", "Outbound Contact Manager", 'connections = [{ to = "ocs" }]')
    old = ocm[0], ocm[1].replace("type =", 'release = "7.2"\ntype =', 1)
    pulse = with_another("pulse", "CCPulse+", 'connections = [{ to = "stat" }]')

    assert names(connections(SMALL, ocm)["ocm to ocs"]) == {
        "ocm_silent", "ocm_several", "ocm_login", "tcp",
    }  # fmt: skip
    assert names(connections(SMALL, old)["ocm to ocs"]) == {"ocm_dialog", "ocm_login", "tcp"}
    assert names(connections(SMALL, pulse)["pulse to stat"]) == {"stat_sites", "tcp"}


def test_a_backup_in_cold_standby_is_none_for_its_clients():
    """Nobody connects to it before people have started it."""
    cold = ('redundancy = "warm standby"\nbackup', 'redundancy = "cold standby"\nbackup')
    found = connections(SMALL, cold)

    own = names(found["ocs to tserver"])
    assert own >= {"agents", "dial_path", "tserver_single_addp", "addp_1_2"}
    assert not own & {"tserver_warm", "tserver_hot", "tserver_statistics", "tries_tserver"}
    assert names(found["cpd to tserver"]) == {"ct_single", "tcp"}
    assert found["ocs to tserver"].mode == "cold standby"


def test_a_pair_has_what_its_release_and_its_dn_give():
    """Before release 7.5 nothing stands for its sessions; without a DN nothing tells of one."""
    pair = ('release = "8.1.5"', 'release = "7.2"\nredundancy = "warm standby"\nbackup = "ocs_b"')
    new = pair[0], pair[1].replace("7.2", "8.1.5")
    backup = with_another("ocs_b", "Outbound Contact Server", 'redundancy = "warm standby"')
    dn = ('t_server = "tserver"', 't_server = "tserver"\ncommunication_dns = [{ number = "8" }]')
    synchronised = {"ha_sync", "ha_sequence", "ha_predictive"}

    found = [each for each in chosen(SMALL, pair, backup, dn) if each.server == "ocs_b"]
    assert [(each.mode, [*each.values]) for each in found] == [
        ("warm standby", []), ("sessions by the Communication DN alone", []),
    ]  # fmt: skip
    assert found[1].systems == ()
    assert not names(found[0]) & {"ha_dn", "tcp", *synchronised}
    assert names(connections(SMALL, new, backup)["ocs to ocs_b"]) & {"ha_dn", *synchronised} == (
        synchronised
    )
    assert names(connections(SMALL, new, backup, dn)["ocs to ocs_b"]) >= {"ha_dn", *synchronised}


def test_a_backup_with_other_values_has_its_own_connection():
    """Where the lists of a pair differ in ADDP, both are verified."""
    text = MULTI_SITE.read_text(encoding="utf-8")
    head, _, tail = text.rpartition("local_timeout = 15")
    view = read_text(f"{head}local_timeout = 5{tail}", "f.toml", FORMAT).view
    made = {f"{e.client} to {e.server}": e for e in choose(view, SYSTEMS.values())}

    assert made["ocs to munich_ts"].seconds == (15.0, 30.0)
    assert made["ocs_b to munich_ts"].seconds == (5.0, 10.0)
    assert "addp_1_2" in names(made["ocs_b to munich_ts"])
    assert [name for name in made if name.startswith("ocs_b")] == ["ocs_b to munich_ts"]


def test_what_the_chapter_says_nothing_of_is_named(tmp_path):
    """Two T-Servers that list each other are no connection of Outbound: no verdict needs them."""
    other = with_another("other", "T-Server", 'connections = [{ to = "tserver" }]')
    path = tmp_path / "site.toml"
    path.write_text(SMALL.read_text(encoding="utf-8").replace(*other), encoding="utf-8")

    assert connections(SMALL, other)["other to tserver"].outside
    deployment = deployment_of(str(path))
    assert [each["client"] for each in deployment.facts["outside"]] == ["other"]
    assert deployment.missing == []
    said = " ".join(" ".join(introduction(deployment)).split())
    assert "nothing is specified of them: other to tserver." in said


def test_a_connection_without_a_system_is_said():
    """With no system for it, a connection is there all the same."""
    known = {name: s for name, s in SYSTEMS.items() if not name.startswith("config")}

    assert connections(SMALL, known=known)["ocs to confserv"].systems == ()


def test_members_that_are_servers_are_counted():
    """A system whose members are servers gets as many as the installation has."""
    import dataclasses

    counted = dataclasses.replace(SYSTEMS["cpd_single_addp"], counts="CPD Server")
    found = connections(SMALL, known={"counted": counted})

    assert [system.members for system in found["ocs to cpd"].systems][:1] == [1]


@pytest.mark.parametrize(
    ("seconds", "ticks"),
    [
        ((10, 10), (1, 1)), ((10, 20), (1, 2)), ((20, 10), (2, 1)), ((15, 10), (3, 2)),
        ((3600, 1), (8, 1)), ((1, 3600), (1, 8)), ((100, 101), (7, 8)), ((101, 100), (8, 7)),
        ((10, 0), (2, 0)), ((0, 10), (0, 2)), ((7, 5), (7, 5)), ((300, 400), (3, 4)),
        ((1, 16), (1, 8)), ((0, 0), (0, 0)),
    ],
)  # fmt: skip
def test_seconds_become_ticks_in_their_ratio(seconds, ticks):
    """The ratio is kept where 1 to 8 ticks can; the faster side stays the faster one."""
    assert Timing(*seconds).ticks == ticks


def test_bounds_are_those_of_addp_and_of_tcp():
    """With ADDP a silence is noticed from T to 2T; without, by TCP, or never."""
    assert Timing(10, 20).bound == (10.0, 20.0)
    assert Timing(10, 20).noticed == "after 10 to 20 s, on the other side 20 to 40 s"
    assert Timing(0, 20).bound is None
    assert "924.6 s" in Timing(0, 20).noticed


@pytest.mark.parametrize(
    "ticks", [(1, 1), (1, 2), (2, 1), (3, 2), (2, 3), (8, 1), (1, 8), (2, 0), (0, 2), (4, 3)]
)
def test_every_ratio_of_timeouts_holds(ticks):
    """Both sides of ADDP keep their bounds, and the contract that stands for it, for any ratio."""
    report = check(heartbeat(*ticks), CLAIMS)

    assert {f.property.name: f.verdict for f in report.findings if f.verdict != HOLDS} == {}


ADDP = ', protocol = "addp", local_timeout = 5 }'
TO_TCP = [
    (f'{{ to = "{to}", protocol = "addp", local_timeout = {a}, remote_timeout = {b} }}',
     f'{{ to = "{to}" }}')
    for to, a, b in (("tserver", 10, 20), ("cpd", 10, 10), ("confserv", 20, 20))
]  # fmt: skip
TO_ADDP = [
    ('{ to = "dap" }', '{ to = "dap"' + ADDP),
    ('"warm standby"\nbackup', '"hot standby"\nbackup'),
]
ALONE = [('redundancy = "warm standby"\nbackup = "tserver_b"\n', "")]
HOT = [*TO_TCP, TO_ADDP[1]]


def _exchanged():
    """Every system that an installation gets with another detection than it was declared with."""
    files = [(MULTI_SITE, ()), (SMALL, TO_TCP), (SMALL, TO_ADDP), (SMALL, ALONE), (SMALL, HOT)]
    found = {}
    for file, edits in files:
        for each in connections(file, *edits).values():
            found |= {s.name: s for s in each.systems if s.name not in SYSTEMS}
    return {name: system for name, system in found.items() if not name.startswith("addp")}


@pytest.mark.parametrize(("name", "system"), _exchanged().items())
def test_a_system_with_other_detection_holds(name, system):
    """With ADDP and with TCP alone, what holds in a declared system holds in its twin."""
    report = check(system, CLAIMS, 1 if system.group else None)

    assert set(system.mode.split(", ")) & DETECTION
    assert {f.property.name: f.verdict for f in report.findings if f.verdict != HOLDS} == {}


def checked(text, tmp_path, *more):
    """The JSON of a check of an installation, and its exit code."""
    path = tmp_path / "site.toml"
    path.write_text(text, encoding="utf-8")
    result = dialonce("check", "--deployment", path, "--json", *more, modules=None)
    return json.loads(result.stdout), result.exit_code


TINY = """
[[application]]
name = "bare"
type = "Configuration Server"
[[application]]
name = "chat"
type = "Interaction Server"
connections = [{ to = "ocs" }]
[[application]]
name = "ocs"
type = "Outbound Contact Server"
reconnect_timeout = 7
connections = [{ to = "bare", protocol = "addp", local_timeout = 30, remote_timeout = 10 }]
"""


def test_check_verifies_an_installation_that_breaks_rules(tmp_path):
    """What can be read is verified, and the findings are counted."""
    found, code = checked(TINY, tmp_path)

    told = found["deployment"]
    by_server = {each["server"]: each for each in told["connections"]}
    assert told["findings"] > 3
    assert by_server["bare"]["noticed_seconds"] == [30.0, 60.0]
    assert by_server["bare"]["values"][1] == "Reconnect Timeout 7 s = 2 ticks"
    assert by_server["bare"]["systems"] == ["config_single_addp", "addp_3_1"]
    assert {s["name"] for s in found["systems"]} >= {"config_single_addp", "addp_3_1", "ixn_server"}
    assert all(system["verdict"] == "HOLDS" for system in found["systems"])
    assert code == (3 if any(not each["systems"] for each in told["connections"]) else 0)


def test_check_says_what_an_installation_has(tmp_path):
    """Each connection has its mode, its values, its bound and its systems in words."""
    path = tmp_path / "site.toml"
    path.write_text(TINY, encoding="utf-8")

    said = dialonce("check", "--deployment", path, modules=None).stdout

    assert f"dialonce validate {path}" in said
    assert "  ocs to bare, no backup\n" in said
    assert "ADDP local 30 s, remote 10 s: 3 : 1 ticks" in said
    assert "noticed after 30 to 60 s" in " ".join(said.split())
    assert "by config_single_addp, addp_3_1" in said


def test_check_names_what_no_system_stands_for(tmp_path, monkeypatch):
    """A connection that nobody verifies makes the verdict undecided, with exit code 3."""
    known = {n: s for n, s in catalog.systems().items() if not n.startswith("ixn")}
    monkeypatch.setattr(catalog, "systems", lambda: known)

    path = tmp_path / "site.toml"
    path.write_text(TINY, encoding="utf-8")

    result = dialonce("check", "--deployment", path, modules=None)

    assert result.exit_code == 3
    assert "NO SYSTEM YET: not verified" in result.stdout
    assert "chat to ocs" in " ".join(result.stdout.split("UNDECIDED: ")[-1].split())


def test_invalid_deployment_is_one_line(tmp_path):
    """A file that cannot be read, and names beside the file, are refused."""
    assert "it cannot be read" in complaint(dialonce("check", "--deployment", "none.toml",
                                                     modules=None))  # fmt: skip
    both = dialonce("check", "config_pair", "--deployment", SMALL, modules=None)
    assert "leave out their names" in complaint(both)
    assert "no format is declared" in complaint(dialonce("check", "--deployment", SMALL))
    assert "no format is declared" in complaint(dialonce("validate", SMALL))


def test_every_shipped_file_tells_its_connections():
    """Also the broken one: what can be read can be looked at."""
    assert len(connections(BROKEN)) > 15
    assert read_description(str(BROKEN)).file == str(BROKEN)
