"""OCS and CPD Server: a pair in warm standby, one server without a backup, several at once."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.network import Wire
from machines.environment.operator import Operator
from machines.environment.receivers import Receiver
from machines.environment.server import Server
from machines.environment.switch import Call
from machines.record import CallRecord
from machines.session import DialingSession


def _cpd(name, connection, detector, mode, by_hand=False, members=3):
    """OCS, its records, and one CPD Server or a pair."""
    pair = connection is WarmStandbyConnection
    ends = ("primary", "backup") if pair else ("primary",)
    wires = " ".join(f"{end}_wire" for end in ends)
    environment = dict.fromkeys(ends, Server) | {f"{end}_wire": Wire for end in ends}
    environment |= {"detector": detector, "clock": Clock}
    environment |= {"management": Receiver, "statistics": Receiver, "call": Call}
    environment |= {"operator": Operator} if by_hand else {}
    roles = {"detector.wire": wires, "clock.timer": "link detector record"}
    reads = {
        "clock.held": "",
        "session.connected": "link.up",
        "record.session_running": "session.running",
        "call.wire_open": " | ".join(f"{end}_wire.open" for end in ends),
    }
    for end, other in zip(ends, reversed(ends), strict=True):
        roles |= {f"link.{end}": f"{end}_wire", f"{end}.wire": f"{end}_wire"}
        roles |= {f"{end}_wire.peer": f"{other}_wire" if pair else ""}
        roles |= {f"{end}_wire.observer": "management statistics"}
        reads |= {f"{end}_wire.server_up": f"{end}.up"}
        reads |= {f"{end}_wire.paired": f"{other}.up | {other}.down" if pair else ""}
    roles |= {} if detector is TcpContract else {"record.detector": ""}
    fair = [f"{end}_wire.{event}" for end in ends for event in ("accept", "refuse")]
    fair += ["clock.tick", "record.claim", "record.hand_over", "call.place", "call.end"]
    return System(
        name=name,
        client="OCS",
        server="CPD Server",
        mode=mode,
        processes={
            "ocs": {"link": connection, "session": DialingSession, "record": CallRecord},
            ENVIRONMENT: environment,
        },
        group=("record", "call", *(("operator",) if by_hand else ())),
        members=members,
        roles=roles,
        reads=reads,
        fair=(*fair, "call.report"),
        topics=("cpd", "session", "record"),
    )


def _several():
    """OCS with two CPD Servers at once, and a session bound to each."""
    roles, reads, environment = {}, {"clock.held": ""}, {}
    parts = (("link", "session", "primary"), ("link_2", "session_2", "server_2"))
    for link, session, server in parts:
        wire, detector = f"{server}_wire", f"{server}_detector"
        environment |= {server: Server, wire: Wire, detector: AddpContract}
        roles |= {f"{wire}.detector": detector, f"{detector}.wire": wire}
        roles |= {f"{link}.primary": wire, f"{link}.session": session, f"{link}.record": ""}
        roles |= {f"{link}.management": "", f"{link}.statistics": ""}
        roles |= {f"{server}.wire": wire, f"{wire}.link": link, f"{wire}.peer": ""}
        roles |= {f"{wire}.observer": "", f"{wire}.call": ""}
        reads |= {f"{session}.connected": f"{link}.up"}
        reads |= {f"{wire}.server_up": f"{server}.up", f"{wire}.paired": ""}
    fair = [f"{end}_wire.{event}" for _, _, end in parts for event in ("accept", "refuse")]
    return System(
        name="cpd_several",
        client="OCS",
        server="two CPD Servers",
        mode="a session bound to each",
        processes={
            "ocs": {
                "link": NoBackupConnection, "session": DialingSession,
                "link_2": NoBackupConnection, "session_2": DialingSession,
            },
            ENVIRONMENT: environment | {"clock": Clock},
        },
        roles=roles | {"clock.timer": "link link_2 primary_detector server_2_detector"},
        reads=reads,
        fair=("clock.tick", *fair),
        tags=("several",),
        topics=("cpd", "session"),
    )  # fmt: skip


cpd_warm = _cpd("cpd_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
cpd_warm_addp = _cpd("cpd_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP")
cpd_single = _cpd("cpd_single", NoBackupConnection, TcpContract, "no backup, TCP only")
cpd_single_addp = _cpd("cpd_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
cpd_by_hand = _cpd(
    "cpd_by_hand", NoBackupConnection, AddpContract, "no backup, ADDP, operator", True
)
cpd_several = _several()
