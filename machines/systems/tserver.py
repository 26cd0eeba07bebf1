"""OCS and T-Server: a pair in warm standby, a pair in hot standby, one alone, and statistics."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.switch import Call
from machines.environment.tserver import Board, HotPair, TServerDialog
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.parts import server, tries
from machines.tserver import PairedTServerConnection
from machines.tserver_single import SingleTServerConnection, TServerStatistics

DIALING = ("record.claim", "record.hand_over", "call.place", "call.end", "call.report")
KEPT = ("line", "connecting", "session", "person")


def _ends(paired, detector, hearers):
    """The servers and wires of a connection: machines, roles, reads, and what is fair there."""
    ends = ("primary", "backup") if paired else ("primary",)
    wires = [f"{end}_wire" for end in ends]
    heard = " | ".join(f"{wire}.open" for wire in wires)
    machines = {"dialog": TServerDialog, "detector": detector, "clock": Clock}
    roles = {f"link.{end}": f"{end}_wire" for end in ends} | {"detector.wire": " ".join(wires)}
    reads = {
        "session.connected": "link.up",
        "dialog.connected": heard,
        "clock.held": "dialog.working",
    }
    for end in ends:
        parts = server(end, "link", "detector dialog", "", "".join(set(ends) - {end}))
        machines, roles, reads = machines | parts[0], roles | parts[1], reads | parts[2]
        roles[f"{end}_wire.call"] = hearers
    fair = ("clock.tick", *tries(*ends), "dialog.register_ocs", "dialog.answer")
    return machines, roles, reads, fair


def _records(name, connection, detector, mode, hot=False):
    """OCS, its records, and one T-Server or a pair."""
    paired = connection is PairedTServerConnection
    machines, roles, reads, fair = _ends(paired, detector, "call")
    heard = reads["dialog.connected"]
    machines |= {"call": Call} | ({"primary": HotPair} if hot else {})
    roles |= {"link.management": "", "clock.timer": "link detector record"}
    roles |= {} if detector is TcpContract else {"record.detector": ""}
    ocs = {"link": connection, "session": DialingSession, "record": CallRecord}
    return System(
        name=name,
        client="OCS",
        server="T-Server or SIP Server",
        mode=mode,
        processes={"ocs": ocs, ENVIRONMENT: machines},
        group=("record", "call"),
        members=3,
        roles=roles,
        reads=reads | {"record.session_running": "session.running", "call.wire_open": heard},
        fair=(*fair, *DIALING),
        tags=("hot",) if hot else (),
        topics=("tserver", "registration", *KEPT, "record", "outcome"),
    )


def _statistics(name, connection, mode):
    """OCS and a T-Server or a pair: its statistics, and a registration that may be refused."""
    paired = connection is PairedTServerConnection
    machines, roles, reads, fair = _ends(paired, AddpContract, "")
    roles |= {
        "link.record": "",
        "statistics.dn": "board",
        "clock.timer": "link detector",
    }
    reads |= {"statistics.connected": "link.up", "dialog.strict": "dialog.registering"}
    ocs = {"link": connection, "session": DialingSession}
    ocs |= {"statistics": TServerStatistics}
    return System(
        name=name,
        client="OCS",
        server="T-Server or SIP Server",
        mode=f"{mode}, statistics, registration",
        processes={"ocs": ocs, ENVIRONMENT: machines | {"board": Board, "management": Board}},
        roles=roles,
        reads=reads,
        fair=(*fair, "statistics.publish"),
        tags=("refusals",),
        topics=("tserver", "registration", *KEPT[:2]),
    )


tserver_warm = _records("tserver_warm", PairedTServerConnection, AddpContract, "warm standby, ADDP")
tserver_single = _records(
    "tserver_single", SingleTServerConnection, TcpContract, "no backup, TCP only"
)
tserver_hot = _records(
    "tserver_hot", SingleTServerConnection, AddpContract, "hot standby, ADDP", hot=True
)
tserver_statistics = _statistics(
    "tserver_statistics", PairedTServerConnection, "warm standby"
)
tserver_refused = _statistics("tserver_refused", SingleTServerConnection, "no backup")
