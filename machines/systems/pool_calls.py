"""Calls behind a CPD Proxy Server: lost with a CPD Server, with the proxy, or on the way."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.line import Line
from machines.environment.pool import PoolLine, ProxyHost
from machines.environment.pooled_call import PooledCall
from machines.link import Link
from machines.pace import Resources, Slot
from machines.pool import ProxyOrder, ResourceCount, make_cpd_link
from machines.record import CallRecord
from machines.session import DialingSession

TRUNKS = ("first_line", "second_line")
STEPS = (
    "line.come_back", "line.deliver", "record.claim", "record.hand_over", "slot.free",
    "call.deliver_1", "call.deliver_2", "call.end", "call.report",
)  # fmt: skip

pool_calls = System(
    name="pool_calls",
    client="CPD Proxy Server",
    server="CPD Servers",
    mode="lost calls, Errors, loss of the proxy",
    processes={
        "ocs": {
            "link": Link,
            "session": DialingSession,
            "resources": Resources,
            "record": CallRecord,
            "slot": Slot,
        },
        "proxy": {
            "first": make_cpd_link(1),
            "second": make_cpd_link(2),
            "tally": ResourceCount,
            "order": ProxyOrder,
        },
        ENVIRONMENT: dict.fromkeys(TRUNKS, Line)
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
        "host.proxy": "first second tally order",
        "host.trunk": " ".join(TRUNKS),
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
    fair=(
        "clock.tick",
        *STEPS,
        *(f"{line}.{way}" for line in TRUNKS for way in ("come_back", "notice")),
    ),
    topics=("pool", "pool_calls", "pace", "session", "person", "record", "outcome"),
)
