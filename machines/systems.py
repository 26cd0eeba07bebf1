"""Which machines meet, in which connection and mode."""

from dialonce import ENVIRONMENT, Refinement, System
from machines.addp import AddpOff, make_addp
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import TcpContract, make_addp_contract
from machines.environment.network import Wire
from machines.environment.operator import Operator
from machines.environment.pipe import make_cable, make_pipe
from machines.environment.receivers import Receiver
from machines.environment.server import Server
from machines.environment.switch import Call
from machines.record import CallRecord
from machines.reference import ReferenceLink, ReferenceRecord, ReferenceServer, ReferenceSession
from machines.session import DialingSession
from machines.tcp import make_tcp
from spec.parameters import ADDP_CONTRACT_TICKS, ADDP_TIMEOUT_TICKS, TCP_BOUND_TICKS

CONTRACTS = {ticks: make_addp_contract(ticks) for ticks in ADDP_TIMEOUT_TICKS}
AddpContract = CONTRACTS[ADDP_CONTRACT_TICKS]
SILENCE = {"cable.break_silently": ("silence", "silence_while_sending")}
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
    "cpd_by_hand", NoBackupConnection, AddpContract, "no backup, ADDP, operator", True
)



def _several():
    """OCS with two CPD Servers at once, and a session bound to each."""
    roles, reads, environment = {}, {}, {}
    for link, session, server in (("link", "session", "primary"), ("link_2", "session_2", "server_2")):
        wire, detector = f"{server}_wire", f"{server}_detector"
        environment |= {server: Server, wire: Wire, detector: AddpContract}
        roles |= {f"{wire}.detector": detector, f"{detector}.wire": wire}
        roles |= {f"{link}.primary": wire, f"{link}.session": session, f"{link}.record": ""}
        roles |= {f"{link}.management": "", f"{link}.statistics": ""}
        roles |= {f"{server}.wire": wire, f"{wire}.link": link, f"{wire}.peer": ""}
        roles |= {f"{wire}.observer": "", f"{wire}.call": ""}
        reads |= {f"{session}.connected": f"{link}.up", f"{wire}.server_up": f"{server}.up"}
    wires = ("primary_wire", "server_2_wire")
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
        fair=("clock.tick", *(f"{wire}.{event}" for wire in wires for event in ("accept", "refuse"))),
        tags=("several",),
        topics=("cpd", "session"),
    )  # fmt: skip


def _heartbeat(name, mode, client, server, tcp_bound=0, delay=0, refines=None):
    """One connection in detail: both sides of ADDP, TCP below, and the cable between them."""
    reaches = max(2 * getattr(side, "timeout", 0) for side in (client, server))
    pipe = make_pipe(delay)
    facts = {
        "client_addp": client is not AddpOff,
        "no_addp": client is AddpOff,
        "server_addp": server is not AddpOff,
        "tcp": tcp_bound > 0,
        "prompt": delay == 0,
    }
    ocs = {"client": client} | ({"client_tcp": make_tcp(tcp_bound)} if tcp_bound else {})
    timers = ["to_server", "to_client", "cable", *(("client_tcp",) if tcp_bound else ())]
    timers += [end for end in ("client", "server") if (client, server)[end == "server"] is not AddpOff]
    return System(
        name=name,
        client="OCS",
        server="any server",
        mode=mode,
        processes={
            "ocs": ocs,
            "server": {"server": server},
            ENVIRONMENT: {
                "cable": make_cable(max(reaches, tcp_bound) + 1),
                "to_server": pipe,
                "to_client": pipe,
                "clock": Clock,
            },
        },
        roles={
            "client.out": "to_server", "server.out": "to_client",
            "client.kernel": "client_tcp" if tcp_bound else "", "server.kernel": "",
            "to_server.far": "server", "to_client.far": "client",
            "to_server.kernel": "client_tcp" if tcp_bound else "", "to_client.kernel": "",
            "cable.pipes": "to_server to_client", "clock.timer": " ".join(timers),
        },
        reads={"clock.held": "to_server.due | to_client.due"},
        fair=("clock.tick", "to_server.deliver", "to_client.deliver"),
        tags=tuple(name for name, fact in facts.items() if fact),
        may_end="cable.silent",
        refines=refines,
        topics=("addp",),
    )  # fmt: skip


def _heartbeats():
    """ADDP for every timeout that is verified: on a prompt network, and on a slow one."""
    for ticks in ADDP_TIMEOUT_TICKS:
        side, late = make_addp(ticks), (ticks - 1) // 2
        stands_for = Refinement(
            contract=CONTRACTS[ticks],
            inputs={"clock.tick": ("tick",), **SILENCE},
            answer="client.lost",
            output="wire.noticed",
        )
        mode = f"ADDP, T = {ticks}"
        yield _heartbeat(f"addp_{ticks}", mode, side, side, 2 * ticks + 1, refines=stands_for)
        if late:
            mode = f"ADDP, T = {ticks}, answers up to {2 * late} ticks late"
            yield _heartbeat(f"addp_{ticks}_slow", mode, side, side, delay=late)


addp = {system.name: system for system in _heartbeats()}
addp_uneven = _heartbeat("addp_uneven", "ADDP, T = 2 and 3", make_addp(2), make_addp(3), 7)
addp_one_sided = _heartbeat("addp_one_sided", "ADDP, server off", make_addp(2), AddpOff, 5)
tcp = _heartbeat(
    "tcp", "no ADDP, TCP only", AddpOff, AddpOff, TCP_BOUND_TICKS,
    refines=Refinement(
        contract=TcpContract,
        inputs={"clock.tick": ("tick",), "client.transmit": ("sent",), **SILENCE},
        answer="client_tcp.lost",
        output="wire.noticed",
    ),
)  # fmt: skip

cpd_several = _several()

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
