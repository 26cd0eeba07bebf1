"""OCS and Configuration Server, with and without a backup, beside a session that dials."""

from dialonce import ENVIRONMENT, System
from machines.config import PairedConfigConnection, SingleConfigConnection
from machines.cpd import NoBackupConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.receivers import Receiver
from machines.environment.stopwatch import Stopwatch
from machines.session import DialingSession
from machines.systems.parts import server, tries


def _dialing():
    """A session and the connection to a CPD Server that it needs."""
    machines, roles, reads = server("primary", "link", "detector")
    roles |= {f"link.{who}": "" for who in ("record", "management", "statistics")}
    roles |= {"primary_wire.call": ""}
    roles |= {"link.primary": "primary_wire", "detector.wire": "primary_wire"}
    return machines | {"detector": AddpContract}, roles, reads | {"session.connected": "link.up"}


def _config(name, connection, detector, mode):
    """OCS, its Configuration Server or a pair, and a session that does not depend on it."""
    paired = connection is PairedConfigConnection
    ends = ("config_primary", "config_backup") if paired else ("config_primary",)
    environment, roles, reads = _dialing()
    environment |= {"config_detector": detector, "stopwatch": Stopwatch, "clock": Clock}
    environment |= {"management": Receiver}
    for end in ends:
        other = "".join(set(ends) - {end})
        parts = server(end, "config stopwatch", "config_detector", "management", other)
        environment, roles, reads = environment | parts[0], roles | parts[1], reads | parts[2]
        roles[f"{end}_wire.call"] = ""
        roles[f"config.{end.removeprefix('config_')}"] = f"{end}_wire stopwatch"
    roles |= {
        "config.detector": "config_detector" if detector is TcpContract else "",
        "config_detector.wire": " ".join(f"{end}_wire" for end in ends),
        "clock.timer": "link config detector config_detector stopwatch",
    }
    ocs = {"config": connection, "link": NoBackupConnection, "session": DialingSession}
    return System(
        name=name,
        client="OCS",
        server="Configuration Server",
        mode=mode,
        processes={"ocs": ocs, ENVIRONMENT: environment},
        roles=roles,
        reads=reads | {"clock.held": ""},
        fair=("clock.tick", "config.transmit", *tries("primary", *ends)),
        tags=("config_tcp",) if detector is TcpContract else ("config_addp",),
        topics=("config", "session", "person"),
    )


config_pair = _config("config_pair", PairedConfigConnection, AddpContract, "backup, ADDP")
config_single = _config("config_single", SingleConfigConnection, TcpContract, "no backup, TCP only")
