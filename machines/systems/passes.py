"""The dialer beside itself: overlapping passes with a sweep, a person and a switchover among them,
and two rows a number.
"""

from dialonce import ENVIRONMENT, System
from machines.dialing_pass import DialingPass, Sweep
from machines.environment.clock import Clock
from machines.environment.line import Line
from machines.environment.operator import Operator
from machines.environment.pair_line import PairLine
from machines.environment.switch import Call
from machines.link import Link
from machines.record import CallRecord
from machines.session import DialingSession

PASSES = ("pass_1", "pass_2")
STEPS = tuple(f"{each}.{step}" for each in PASSES for step in ("look", "claim", "hand_over"))
READS = {
    "session.connected": "link.up",
    "record.session_running": "session.running",
    "call.wire_open": "line.open",
    "clock.held": "",
}
FAIR = ("clock.tick", "line.notice", "call.place", "call.end", "call.report")


def _passes(name, mode, members, line, returns, by_hand, topics):
    """OCS with two dialing passes and a sweep over this line, maybe with a person who resets."""
    environment = {"line": line, "clock": Clock, "call": Call}
    environment |= {"operator": Operator} if by_hand else {}
    return System(
        name=name,
        client="OCS",
        server="any dialer",
        mode=mode,
        processes={
            "ocs": {"link": Link, "session": DialingSession, "record": CallRecord, "sweep": Sweep}
            | dict.fromkeys(PASSES, DialingPass),
            ENVIRONMENT: environment,
        },
        group=("record", "sweep", *PASSES, "call", *(("operator",) if by_hand else ())),
        members=members,
        roles={"record.detector": "", "sweep.holder": " ".join(PASSES), "clock.timer": "record"},
        reads=READS
        | {f"{each}.record_ready": "record.ready" for each in PASSES}
        | {f"{each}.session_running": "session.running" for each in PASSES},
        fair=(*FAIR, *returns, "sweep.sweep", *STEPS),
        driven=("record.claim", "record.hand_over"),
        topics=("passes", "session", "person", "record", "outcome", *topics),
    )


passes = _passes("passes", "overlapping passes, a sweep", 3, Line, ("line.come_back",), False, ())
passes_warm = _passes(
    "passes_warm",
    "overlapping passes, a sweep, a person, a switchover",
    2,
    PairLine,
    ("line.reach_primary", "line.reach_backup"),
    True,
    ("reset",),
)

one_number = System(
    name="one_number",
    client="OCS",
    server="any dialer",
    mode="two records with one number",
    processes={
        "ocs": {"link": Link, "session": DialingSession}
        | dict.fromkeys(("record", "twin"), CallRecord),
        ENVIRONMENT: {"line": Line, "clock": Clock} | dict.fromkeys(("call", "twin_call"), Call),
    },
    group=("record", "twin", "call", "twin_call"),
    members=3,
    roles={
        "record.detector": "",
        "twin.detector": "",
        "twin.call": "twin_call",
        "twin_call.record": "twin",
        "link.record": "record twin",
        "line.call": "call twin_call",
        "clock.timer": "record twin",
    },
    reads=READS
    | {
        "record.withheld": "twin.begun",
        "twin.withheld": "record.begun",
        "twin.session_running": "session.running",
        "twin_call.wire_open": "line.open",
    },
    fair=(
        *FAIR, "line.come_back", "twin_call.place", "twin_call.end", "twin_call.report",
        *(f"{row}.{step}" for row in ("record", "twin") for step in ("claim", "hand_over")),
    ),
    topics=("passes", "session", "person", "record", "outcome"),
)  # fmt: skip
