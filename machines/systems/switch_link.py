"""A CPD Server between OCS and its T-Server: a pair in warm standby, and one without a standby."""

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.switch_link import NoticeLine, RoutedCall
from machines.record import CallRecord
from machines.session import DialingSession
from machines.switch_link import DialOrder, SwitchView, TServerWatch
from machines.systems.parts import server, tries


def _wiring(ends):
    """Who hears whom, and who looks at whom, between OCS, the CPD Server and its T-Servers."""
    wires = [f"{end}_wire" for end in ends]
    roles = {
        "switch_link.session": "watch",
        "detector.wire": " ".join(wires),
        "clock.timer": "switch_link detector record",
        "record.detector": "",
    }
    roles |= {f"switch_link.{end}": f"{end}_wire watch" for end in ends}
    roles |= {f"switch_link.{who}": "" for who in ("record", "management", "statistics")}
    reads = {
        "clock.held": "",
        "session.connected": "link.up",
        "record.session_running": "session.running",
        "order.connected": "switch_link.up",
        "call.line_open": "line.open",
        "call.trunk_open": " | ".join(f"{wire}.open" for wire in wires),
    }
    return roles | {f"{wire}.call": "" for wire in wires}, reads


def _t_server(name, connection, mode):
    """OCS with its records, a CPD Server, and one T-Server or a pair."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    environment = {"line": NoticeLine, "detector": AddpContract, "clock": Clock, "call": RoutedCall}
    roles, reads = _wiring(ends)
    for end in ends:
        other = "".join(set(ends) - {end})
        parts = server(end, "switch_link", "detector", "", other)
        environment, roles, reads = environment | parts[0], parts[1] | roles, reads | parts[2]
    dialing = ("record.claim", "record.hand_over", "call.deliver", "call.report")
    return System(
        name=name,
        client="CPD Server",
        server="T-Server",
        mode=mode,
        processes={
            "ocs": {"link": SwitchView, "session": DialingSession, "record": CallRecord},
            "cpd": {"switch_link": connection, "watch": TServerWatch, "order": DialOrder},
            ENVIRONMENT: environment,
        },
        group=("record", "order", "call"),
        members=3,
        roles=roles,
        reads=reads,
        fair=("clock.tick", "switch_link.start", "line.come_back", "line.deliver", *tries(*ends),
              *dialing),
        topics=("switch_link", "connecting", "session", "person", "record", "outcome"),
    )  # fmt: skip


ct_warm = _t_server("ct_warm", WarmStandbyConnection, "warm standby")
ct_single = _t_server("ct_single", NoBackupConnection, "no backup")
