"""OCS and CPD Server: a pair in warm standby, one server without a backup, several at once."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.operator import Operator
from machines.environment.receivers import Receiver
from machines.environment.switch import Call
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.parts import server, tries

KEPT = ("line", "connecting", "session", "person")


def _cpd(name, connection, detector, mode, by_hand=False):
    """OCS, its records, and one CPD Server or a pair."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    wires = [f"{end}_wire" for end in ends]
    environment = {"detector": detector, "clock": Clock}
    environment |= {"management": Receiver, "statistics": Receiver, "call": Call}
    environment |= {"operator": Operator} if by_hand else {}
    roles = {"detector.wire": " ".join(wires), "clock.timer": "link detector record"}
    roles |= {f"link.{end}": f"{end}_wire" for end in ends}
    roles |= {} if detector is TcpContract else {"record.detector": ""}
    reads = {
        "clock.held": "",
        "session.connected": "link.up",
        "record.session_running": "session.running",
        "call.wire_open": " | ".join(f"{wire}.open" for wire in wires),
    }
    for end in ends:
        other = "".join(set(ends) - {end})
        parts = server(end, "link", "detector", "management statistics", other)
        environment, roles, reads = environment | parts[0], roles | parts[1], reads | parts[2]
    ocs = {"link": connection, "session": DialingSession, "record": CallRecord}
    dialing = ("record.claim", "record.hand_over", "call.place", "call.end", "call.report")
    return System(
        name=name,
        client="OCS",
        server="CPD Server",
        mode=mode,
        processes={"ocs": ocs, ENVIRONMENT: environment},
        group=("record", "call", *(("operator",) if by_hand else ())),
        members=3,
        roles=roles,
        reads=reads,
        fair=("clock.tick", *tries(*ends), *dialing),
        topics=("cpd", *KEPT, "record", "outcome", *(("reset",) if by_hand else ())),
    )


def _several():
    """OCS with two CPD Servers at once, and a session bound to each."""
    ocs, roles, reads, environment = {}, {}, {"clock.held": ""}, {"clock": Clock}
    for link, session, name in (
        ("link", "session", "primary"),
        ("link_2", "session_2", "server_2"),
    ):
        machines, heard, read = server(name, link, f"{name}_detector")
        ocs |= {link: NoBackupConnection, session: DialingSession}
        environment |= machines | {f"{name}_detector": AddpContract}
        roles |= heard | {f"{link}.primary": f"{name}_wire", f"{link}.session": session}
        roles |= {f"{link}.{who}": "" for who in ("record", "management", "statistics")}
        roles |= {f"{name}_wire.call": "", f"{name}_detector.wire": f"{name}_wire"}
        reads |= read | {f"{session}.connected": f"{link}.up"}
    return System(
        name="cpd_several",
        client="OCS",
        server="two CPD Servers",
        mode="a session bound to each",
        processes={"ocs": ocs, ENVIRONMENT: environment},
        roles=roles | {"clock.timer": "link link_2 primary_detector server_2_detector"},
        reads=reads,
        fair=("clock.tick", *tries("primary", "server_2")),
        tags=("several",),
        topics=("cpd", *KEPT),
    )


cpd_warm = _cpd("cpd_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
cpd_warm_addp = _cpd("cpd_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP")
cpd_single = _cpd("cpd_single", NoBackupConnection, TcpContract, "no backup, TCP only")
cpd_single_addp = _cpd("cpd_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
cpd_by_hand = _cpd(
    "cpd_by_hand", NoBackupConnection, AddpContract, "no backup, ADDP, operator", by_hand=True
)
cpd_several = _several()
