"""Clients of a pair in warm standby, with nothing beside them but a count of their tries."""

from dialonce import ENVIRONMENT, System
from machines.config import PairedConfigConnection
from machines.cpd import WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import ADDP_CONTRACTS
from machines.environment.tries import TryCount
from machines.environment.tserver import TServerDialog
from machines.systems.parts import server, tries
from machines.tserver import PairedTServerConnection

ENDS = ("primary", "backup")
SILENCE_TICKS = 2  # ADDP's timeout: a silent connection outlasts the time for an answer (TS-22)


def _tries(name, connection, kind, more=None, reads=None, fair=()):
    """A client and two servers; `more` are machines of the environment that answer the client."""
    more, reads = more or {}, {"clock.held": ""} | (reads or {})
    machines = {"detector": ADDP_CONTRACTS[SILENCE_TICKS], "clock": Clock} | more
    roles = {"detector.wire": "primary_wire backup_wire", "clock.timer": "link detector"}
    for end, other in (ENDS, ENDS[::-1]):
        count, hearers = f"{end}_count", " ".join(["detector", *more])
        parts = server(end, "link", hearers, "primary_count backup_count", other)
        machines |= parts[0] | {count: TryCount}
        roles |= parts[1] | {f"{end}_wire.peer": f"{other}_wire {other}_count"}
        roles |= {f"link.{end}": f"{end}_wire {count}", f"{end}_wire.call": ""}
        reads |= parts[2]
    silent = {each.split(".")[0] for each in connection.outputs} - {*ENDS, *more}
    return System(
        name=name,
        client="OCS",
        server=kind,
        mode="every try of a pair",
        processes={"ocs": {"link": connection}, ENVIRONMENT: machines},
        roles=roles | {f"link.{role}": "" for role in silent},
        reads=reads,
        fair=("clock.tick", *tries(*ENDS), *fair),
        topics=("tries", *(("connecting",) if kind != "Configuration Server" else ())),
    )


tries_cpd = _tries("tries_cpd", WarmStandbyConnection, "CPD Server or DB Server")
tries_tserver = _tries(
    "tries_tserver",
    PairedTServerConnection,
    "T-Server or SIP Server",
    {"dialog": TServerDialog},
    {"dialog.connected": "primary_wire.open | backup_wire.open", "clock.held": "dialog.working"},
    ("dialog.register_ocs", "dialog.answer"),
)
tries_config = _tries("tries_config", PairedConfigConnection, "Configuration Server")
