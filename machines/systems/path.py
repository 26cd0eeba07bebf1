"""The dial path: OCS with DB Server, T-Server and CPD Server, any of them lost at any moment,
and another OCS that takes over in the middle of it.
"""

from dataclasses import replace

from dialonce import ENVIRONMENT, System
from machines.buffer import BufferedCopy
from machines.do_not_call import DoNotCallReader
from machines.environment.clock import Clock
from machines.environment.failover import Failover
from machines.environment.line import Line
from machines.environment.row import Row
from machines.environment.switch import Call
from machines.link import DatabaseLink, Link
from machines.record import CallRecord
from machines.session import DialingSession

LINES = ("line", "switch_line", "db_line")
ROLES = {
    "switch_line.link": "switch_link",
    "switch_line.call": "",
    "db_line.link": "db_link",
    "db_line.call": "copy row",
    "record.detector": "",
    "copy.buffer": "",
    "copy.detector": "",
    "clock.timer": "record",
}
READS = {
    "session.connected": "link.up",
    "record.session_running": "session.running",
    "record.withheld": "copy.missing",
    "copy.database_up": "db_link.up",
    "copy.record_closed": "record.closed",
    "call.wire_open": "line.open",
    "row.connected": "db_line.open",
    "clock.held": "",
}
STEPS = (
    "copy.retrieve", "row.retrieve", "row.deliver", "record.claim", "record.hand_over",
    "call.place", "call.end", "call.report", "copy.write", "row.apply", "row.acknowledge",
)  # fmt: skip


def _path(name, mode, members, ocs, outside, roles, hindered):
    """The dial path, with these machines beside it."""
    environment = dict.fromkeys(LINES, Line) | {"clock": Clock, "call": Call, "row": Row}
    reads = READS | {"session.hindered": hindered}
    reads |= {f"{reader}.database_up": "db_link.up" for reader in ocs}
    returns = [f"{line}.{way}" for line in LINES for way in ("come_back", "notice")]
    return System(
        name=name,
        client="OCS",
        server="DB Server, T-Server and CPD Server",
        mode=mode,
        processes={
            "ocs": {"link": Link, "switch_link": Link, "db_link": DatabaseLink,
                    "session": DialingSession, "record": CallRecord, "copy": BufferedCopy} | ocs,
            ENVIRONMENT: environment | outside,
        },
        group=("record", "copy", "call", "row"),
        members=members,
        roles=ROLES | roles,
        reads=reads,
        fair=("clock.tick", *returns, *STEPS, *(f"{reader}.finish" for reader in ocs)),
        topics=("path", "record", "outcome", "person", *(("path_failover",) if outside else ())),
    )  # fmt: skip


dial_path = _path("dial_path", "all three at once", 3, {}, {}, {}, "switch_link.down")
dial_path_failover = _path(
    "dial_path_failover",
    "all three at once, and failover of OCS",
    2,
    {"reader": DoNotCallReader},
    {"failover": Failover},
    {"failover.line": " ".join(LINES)},
    "switch_link.down | reader.unread",
)
# Nothing that is lost need come back here: what goes on meanwhile must not wait for it.
dial_path_outage = replace(
    dial_path,
    name="dial_path_outage",
    mode="all three at once, any of them for ever",
    members=2,
    fair=("clock.tick", *STEPS),
    topics=("outage",),
)
