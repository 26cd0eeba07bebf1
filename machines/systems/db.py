"""OCS and DB Server: a pair in warm standby, one server alone, and the counting of records."""

from dataclasses import replace
from functools import partial

from dialonce import ENVIRONMENT, System
from machines.buffer import BufferedCopy, RecordBuffer
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.db import DialedRecord, Estimates
from machines.environment.clock import Clock
from machines.environment.database import Display, Lists
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.receivers import Receiver
from machines.environment.row import Row
from machines.session import DialingSession
from machines.systems.parts import server, tries

STEPS = ("copy.retrieve", "row.retrieve", "row.deliver", "record.dial", "record.close",
         "copy.write", "row.apply", "row.acknowledge", "buffer.run_dry",
         "buffer.stop_waiting")  # fmt: skip
COUNTS = ("lists.answer", "estimates.fall_due")
# A session needs no DB Server: whatever state that connection is in, it may run.
ANY_STATE = "link.off | link.seeking | link.up"


def _connection(connection, detector, hearers):
    """The DB Servers and the wires to them: machines, roles, reads, ends."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    wires = [f"{end}_wire" for end in ends]
    machines = {"detector": detector, "clock": Clock, "errors": Receiver, "ccpulse": Display}
    roles = {f"link.{end}": f"{end}_wire" for end in ends} | {"detector.wire": " ".join(wires)}
    roles |= {"link.management": "errors", "clock.timer": "link detector"}
    roles |= {f"link.{who}": "" for who in ("session", "record", "statistics")}
    reads = {"clock.held": ""}
    for end in ends:
        parts = server(end, "link", "detector", "errors", "".join(set(ends) - {end}))
        machines, roles, reads = machines | parts[0], roles | parts[1], reads | parts[2]
        roles[f"{end}_wire.call"] = hearers
    return machines, roles, reads, " | ".join(f"{wire}.open" for wire in wires), ends


def _records(name, connection, detector, mode):
    """OCS with its records and transactions, and one DB Server or a pair."""
    hearers = "copy row estimates lists" if detector is TcpContract else "copy row"
    machines, roles, reads, heard, ends = _connection(connection, detector, hearers)
    reads |= {
        "session.connected": ANY_STATE,
        "record.session_running": "session.running",
        "record.missing": "copy.missing",
        "copy.database_up": "link.up",
        "copy.record_closed": "record.done",
        "copy.record_amended": "record.amended",
        "buffer.database_lost": "link.off | link.seeking",
        "buffer.session_running": "session.running",
        "row.connected": heard,
    }
    ocs = {"link": connection, "session": DialingSession, "buffer": RecordBuffer}
    if detector is TcpContract:
        ocs, machines = ocs | {"estimates": Estimates}, machines | {"lists": Lists}
        reads |= {"estimates.database_up": "link.up", "lists.connected": heard}
    else:
        roles["copy.detector"] = ""
    return System(
        name=name,
        client="OCS",
        server="DB Server",
        mode=mode,
        processes={
            "ocs": ocs | {"record": DialedRecord, "copy": BufferedCopy},
            ENVIRONMENT: machines | {"row": Row},
        },
        group=("record", "copy", "row"),
        members=3,
        roles=roles,
        reads=reads,
        fair=("clock.tick", *tries(*ends), *STEPS, *(COUNTS if "estimates" in ocs else ())),
        topics=("db", "buffer", "transaction", "cpd", "line", "connecting", "person"),
    )


def _estimates():
    """OCS that counts ready records over a DB Server without a standby."""
    machines, roles, reads, heard, ends = _connection(
        NoBackupConnection, AddpContract, "estimates lists"
    )
    return System(
        name="db_estimates",
        client="OCS",
        server="DB Server",
        mode="no backup, ADDP, counts of ready records",
        processes={
            "ocs": {"link": NoBackupConnection, "estimates": Estimates},
            ENVIRONMENT: machines | {"lists": Lists},
        },
        roles=roles | {"estimates.detector": ""},
        reads=reads | {"estimates.database_up": "link.up", "lists.connected": heard},
        fair=("clock.tick", *tries(*ends), *COUNTS),
        topics=("db",),
    )


# On an idle connection without ADDP it is the count that shows that the DB Server lives (DB-13).
db_warm_tcp = partial(
    _records, "db_warm_tcp", WarmStandbyConnection, TcpContract, "warm standby, TCP only"
)
db_warm = replace(
    _records("db_warm", WarmStandbyConnection, AddpContract, "warm standby, ADDP"),
    other=db_warm_tcp,
)
db_single = _records("db_single", NoBackupConnection, TcpContract, "no backup, TCP only")
db_estimates = _estimates()
