"""A CPD Proxy Server between OCS and two CPD Servers, or pairs of them, and the calls over it."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.line import Line
from machines.environment.pool import PoolLine, ProxyHost
from machines.environment.pooled_call import PooledCall
from machines.link import Link
from machines.pace import Resources, Slot
from machines.pool import Desk, ProxyOrder, ProxyTraffic, make_cpd_link
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.parts import server, tries

FIRST, SECOND = make_cpd_link(1), make_cpd_link(2)
OCS = {"link": Link, "session": DialingSession, "resources": Resources}


def _exact(name, connection, detector, mode):
    """OCS, a proxy with one CPD Server or pair in detail, and another CPD Server beside it."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    environment = {"line": PoolLine, "second_line": Line, "detector": detector, "clock": Clock}
    roles = {
        "link.record": "resources",
        "line.call": "",
        "second.order": "",
        "second_line.link": "second",
        "second_line.call": "",
        "first.session": "desk",
        "clock.timer": "first detector",
        "detector.wire": " ".join(f"{end}_wire" for end in ends),
        "traffic.detector": "detector" if detector is TcpContract else "",
    }
    roles |= {f"first.{end}": f"{end}_wire" for end in ends}
    roles |= {f"first.{who}": "" for who in ("record", "management", "statistics")}
    reads = {"clock.held": "", "session.connected": "link.up", "traffic.connected": "first.up"}
    for end in ends:
        parts = server(end, "first", "detector", "", "".join(set(ends) - {end}))
        environment, roles, reads = environment | parts[0], parts[1] | roles, reads | parts[2]
        roles |= {f"{end}_wire.call": ""}
    return System(
        name=name,
        client="CPD Proxy Server",
        server="CPD Servers",
        mode=mode,
        processes={
            "ocs": OCS,
            "proxy": {"first": connection, "second": SECOND, "desk": Desk, "traffic": ProxyTraffic},
            ENVIRONMENT: environment,
        },
        roles=roles,
        reads=reads,
        fair=("clock.tick", "traffic.hand_on", "line.come_back", "line.deliver",
              "second_line.come_back", "second_line.notice", *tries(*ends)),
        tags=("exact_pool", *(("pool_addp",) if detector is AddpContract else ())),
        topics=("pool", "session"),
    )  # fmt: skip


def _calls():
    """OCS with its records, a proxy that may die, and two CPD Servers as contracts."""
    trunks = ("first_line", "second_line")
    return System(
        name="pool_calls",
        client="CPD Proxy Server",
        server="CPD Servers",
        mode="lost calls, Errors, loss of the proxy",
        processes={
            "ocs": OCS | {"record": CallRecord, "slot": Slot},
            "proxy": {"first": FIRST, "second": SECOND, "desk": Desk, "order": ProxyOrder},
            ENVIRONMENT: dict.fromkeys(trunks, Line)
            | {"line": PoolLine, "host": ProxyHost, "clock": Clock, "call": PooledCall},
        },
        group=("record", "slot", "order", "call"),
        members=2,
        roles={
            "link.record": "resources record slot",
            "record.detector": "slot",
            "call.record": "record slot",
            "first_line.link": "first",
            "second_line.link": "second",
            "first_line.call": "",
            "second_line.call": "",
            "host.proxy": "first second desk order",
            "host.trunk": " ".join(trunks),
            "clock.timer": "record",
        },
        reads={
            "clock.held": "",
            "session.connected": "link.up",
            "record.session_running": "session.running",
            "record.withheld": "resources.exhausted",
            "slot.record_closed": "record.closed",
            "order.up_1": "first.up",
            "order.up_2": "second.up",
            "host.cut_off": "line.gone",
            "call.line_open": "line.open",
            "call.trunk_1_open": "first_line.open",
            "call.trunk_2_open": "second_line.open",
        },
        fair=("clock.tick", "line.come_back", "line.deliver", "record.claim", "record.hand_over",
              "slot.free", "call.deliver_1", "call.deliver_2", "call.end", "call.report",
              *(f"{line}.{way}" for line in trunks for way in ("come_back", "notice"))),
        topics=("pool", "pool_calls", "pace", "session", "record"),
    )  # fmt: skip


pool_warm = _exact("pool_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
pool_warm_addp = _exact("pool_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP")
pool_single = _exact("pool_single", NoBackupConnection, TcpContract, "no backup, TCP only")
pool_single_addp = _exact("pool_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
pool_calls = _calls()
