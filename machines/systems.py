"""Which machines meet, in which connection and mode."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import TcpContract, make_addp_contract
from machines.environment.network import Wire
from machines.environment.operator import Operator
from machines.environment.receivers import Receiver
from machines.environment.server import Server
from machines.environment.switch import Call
from machines.record import CallRecord
from machines.reference import ReferenceLink, ReferenceRecord, ReferenceServer, ReferenceSession
from machines.session import DialingSession
from spec.parameters import ADDP_CONTRACT_TICKS

AddpContract = make_addp_contract(ADDP_CONTRACT_TICKS)
TOPICS = ("cpd", "session", "record")


def _cpd(name, connection, detector, mode, by_hand=False, members=3):
    """OCS, its records, and one CPD Server or a pair."""
    pair = connection is WarmStandbyConnection
    ends = ("primary", "backup") if pair else ("primary",)
    wires = " ".join(f"{end}_wire" for end in ends)
    environment = {end: Server for end in ends} | {f"{end}_wire": Wire for end in ends}
    environment |= {"detector": detector, "clock": Clock}
    environment |= {"management": Receiver, "statistics": Receiver, "call": Call}
    environment |= {"operator": Operator} if by_hand else {}
    roles = {"detector.wire": wires, "clock.timer": "link detector record"}
    reads = {
        "session.connected": "link.up",
        "record.session_running": "session.running",
        "call.wire_open": " | ".join(f"{end}_wire.open" for end in ends),
    }
    for end, other in zip(ends, reversed(ends), strict=True):
        roles |= {f"link.{end}": f"{end}_wire", f"{end}.wire": f"{end}_wire"}
        roles |= {f"{end}_wire.peer": f"{other}_wire" if pair else ""}
        roles |= {f"{end}_wire.observer": "management statistics"}
        reads |= {f"{end}_wire.server_up": f"{end}.up"}
    if detector is not TcpContract:
        roles |= {"record.detector": "", }  # fmt: skip
    fair = ["clock.tick", "record.claim", "record.hand_over", "call.place", "call.end"]
    fair += ["call.report", *(f"{end}_wire.{event}" for end in ends for event in ("accept", "refuse"))]
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
        fair=tuple(fair),
        topics=TOPICS,
    )


cpd_warm = _cpd("cpd_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
cpd_warm_addp = _cpd("cpd_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP")
cpd_single = _cpd("cpd_single", NoBackupConnection, TcpContract, "no backup, TCP only")
cpd_single_addp = _cpd("cpd_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
cpd_by_hand = _cpd(
    "cpd_by_hand", WarmStandbyConnection, AddpContract, "warm standby, ADDP, operator", True
)

reference = System(
    name="reference",
    client="yardstick",
    server="two servers",
    mode="cpd(K)",
    processes={
        "yardstick": {
            "p": ReferenceServer,
            "b": ReferenceServer,
            "link": ReferenceLink,
            "session": ReferenceSession,
            "record": ReferenceRecord,
        }
    },
    group=("record",),
    members=3,
    reads={
        "link.p_up": "p.up",
        "link.b_up": "b.up",
        "record.link_up": "link.up",
        "record.session_running": "session.running",
    },
    fair=("record.expire",),
    topics=("reference",),
    default=False,
)
