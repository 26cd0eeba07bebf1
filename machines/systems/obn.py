"""OCS and the OBN Manager: a basic connection, and a full one with ADDP."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.obn import Stillness
from machines.environment.server import Server
from machines.environment.switch_link import RoutedCall
from machines.obn import ObnConnector
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.parts import server, tries


def _obn(name, detector, mode, **tested):
    """OCS with its records, an OBN Manager, and GVP behind it."""
    environment, roles, reads = server("primary", "link", " ".join(["detector", *tested]))
    environment |= {"detector": detector, "clock": Clock, "gvp": Server, "call": RoutedCall}
    roles |= {f"link.{who}": "" for who in ("management", "statistics")}
    roles |= {
        "link.primary": "primary_wire",
        "detector.wire": "primary_wire",
        "gvp.wire": "",
        "record.detector": " ".join(["detector", *tested]) if tested else "",
        "clock.timer": "link detector record",
    }
    return System(
        name=name,
        client="OCS",
        server="OBN Manager",
        mode=mode,
        processes={
            "ocs": {"link": NoBackupConnection, "session": DialingSession, "record": CallRecord},
            "obn": {"order": ObnConnector},
            ENVIRONMENT: environment | tested,
        },
        group=("record", "order", "call"),
        members=3,
        roles=roles,
        reads=reads
        | {
            "clock.held": "",
            "session.connected": "link.up",
            "record.session_running": "session.running",
            "call.line_open": "primary_wire.open",
            "call.trunk_open": "gvp.up",
        },
        fair=("clock.tick", "record.claim", "record.hand_over", "call.deliver", "call.report",
              *tries("primary")),
        tags=() if tested else ("obn_full",),
        topics=("obn", "connecting", "session", "person", "record", "outcome"),
    )  # fmt: skip


obn_basic = _obn("obn_basic", TcpContract, "basic connection, TCP only", stillness=Stillness)
obn_full = _obn("obn_full", AddpContract, "full connection, ADDP")
