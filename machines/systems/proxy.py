"""OCS and CPD Proxy Servers: a pair in warm standby, one without a backup, several at once."""

from dataclasses import replace

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.line import Line
from machines.environment.receivers import Receiver
from machines.environment.server import Server
from machines.environment.switch_link import RoutedCall
from machines.link import Link
from machines.proxy import ProxyRelay
from machines.record import CallRecord
from machines.session import DialingSession
from machines.systems.parts import server, tries

DIALING = ("record.claim", "record.hand_over", "call.deliver", "call.report")


def _proxy(name, connection, detector, mode):
    """OCS, its records, one CPD Proxy Server or a pair, and the CPD Servers behind."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    wires = [f"{end}_wire" for end in ends]
    environment = {"detector": detector, "clock": Clock, "management": Receiver}
    environment |= {"statistics": Receiver, "cpd": Server, "call": RoutedCall}
    roles = {"detector.wire": " ".join(wires), "clock.timer": "link detector record"}
    roles |= {f"link.{end}": f"{end}_wire" for end in ends}
    roles |= {"cpd.wire": "", "call.order": "relay"}
    roles |= {} if detector is TcpContract else {"record.detector": ""}
    reads = {
        "clock.held": "",
        "session.connected": "link.up",
        "record.session_running": "session.running",
        "call.line_open": " | ".join(f"{wire}.open" for wire in wires),
        "call.trunk_open": "cpd.up",
    }
    for end in ends:
        other = "".join(set(ends) - {end})
        parts = server(end, "link", "detector", "management statistics", other)
        environment, roles, reads = environment | parts[0], roles | parts[1], reads | parts[2]
    return System(
        name=name,
        client="OCS",
        server="CPD Proxy Server",
        mode=mode,
        processes={
            "ocs": {"link": connection, "session": DialingSession, "record": CallRecord},
            "proxy": {"relay": ProxyRelay},
            ENVIRONMENT: environment,
        },
        group=("record", "relay", "call"),
        members=3,
        roles=roles,
        reads=reads,
        fair=("clock.tick", *tries(*ends), *DIALING),
        topics=("proxy", "cpd", "line", "connecting", "session", "person", "record", "outcome"),
    )


def _several():
    """A proxy with a session of its own and its records, beside proxy_single_addp."""
    one = proxy_single_addp
    ocs = one.processes["ocs"] | {"link_2": Link, "session_2": DialingSession}
    environment = one.processes[ENVIRONMENT] | {"line_2": Line}
    return replace(
        one,
        name="proxy_several",
        server="two CPD Proxy Servers",
        mode="a session bound to each",
        processes=one.processes | {"ocs": ocs, ENVIRONMENT: environment},
        members=2,
        roles=one.roles
        | {"link_2.session": "session_2", "link_2.record": "", "line_2.call": ""}
        | {"line_2.link": "link_2"},
        reads=one.reads | {"session_2.connected": "link_2.up"},
        fair=(*one.fair, "line_2.come_back", "line_2.notice"),
        tags=("several",),
    )


proxy_warm = _proxy("proxy_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
proxy_warm_addp = _proxy(
    "proxy_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP"
)
proxy_single = _proxy("proxy_single", NoBackupConnection, TcpContract, "no backup, TCP only")
proxy_single_addp = _proxy("proxy_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
proxy_several = _several()
