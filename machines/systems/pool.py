"""A CPD Proxy Server between OCS and two CPD Servers, or pairs of them: its connections."""

from dataclasses import replace

from dialonce import ENVIRONMENT, System
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.line import Line
from machines.environment.pool import PoolLine
from machines.link import Link
from machines.pace import Resources
from machines.pool import ProxyTraffic, ResourceCount, make_cpd_link
from machines.session import DialingSession
from machines.systems.parts import server, tries

ROLES = {
    "link.record": "resources",
    "line.call": "",
    "first.session": "tally",
    "second.order": "",
    "second_line.link": "second",
    "second_line.call": "",
    "clock.timer": "first detector",
}
READS = {"clock.held": "", "session.connected": "link.up", "traffic.connected": "first.up"}
STEPS = (
    "traffic.hand_on", "line.come_back", "line.deliver", "second_line.come_back",
    "second_line.notice",
)  # fmt: skip


def _pool(name, connection, detector, mode):
    """OCS, a proxy with one CPD Server or pair in detail, and another CPD Server beside it."""
    ends = ("primary", "backup") if connection is WarmStandbyConnection else ("primary",)
    environment = {"line": PoolLine, "second_line": Line, "detector": detector, "clock": Clock}
    roles = ROLES | {f"first.{end}": f"{end}_wire" for end in ends}
    roles |= {f"first.{who}": "" for who in ("record", "management", "statistics")}
    roles |= {"detector.wire": " ".join(f"{end}_wire" for end in ends)}
    roles |= {"traffic.detector": "detector" if detector is TcpContract else ""}
    reads = READS
    for end in ends:
        parts = server(end, "first", "detector", "", "".join(set(ends) - {end}))
        environment, roles, reads = environment | parts[0], roles | parts[1], reads | parts[2]
        roles |= {f"{end}_wire.call": ""}
    proxy = {"first": connection, "second": make_cpd_link(2), "tally": ResourceCount}
    return System(
        name=name,
        client="CPD Proxy Server",
        server="CPD Servers",
        mode=mode,
        processes={
            "ocs": {"link": Link, "session": DialingSession, "resources": Resources},
            "proxy": proxy | {"traffic": ProxyTraffic},
            ENVIRONMENT: environment,
        },
        roles=roles,
        reads=reads,
        fair=("clock.tick", *STEPS, *tries(*ends)),
        tags=("pool_addp",) if detector is AddpContract else (),
        topics=("pool", "pool_tries", "connecting", "session", "person"),
    )


def _several():
    """A proxy with any number of pairs of CPD Servers, each a member of a group, uncounted.

    The count of the resources ends at two, so that it is left to the systems above.
    """
    one, left_out = pool_warm_addp, ("second", "second_line", "tally", "resources")
    environment = {n: c for n, c in one.processes[ENVIRONMENT].items() if n not in left_out}
    roles = {k: v for k, v in one.roles.items() if k.partition(".")[0] not in left_out}
    proxy = ("first", "traffic")
    return replace(
        one,
        name="pool_several",
        mode="warm standby, ADDP, several pairs",
        processes={
            "ocs": {"link": Link, "session": DialingSession},
            "proxy": {n: one.processes["proxy"][n] for n in proxy},
            ENVIRONMENT: environment | {"line": Line},
        },
        group=(*proxy, "detector", "primary", "backup", "primary_wire", "backup_wire"),
        members=2,
        roles=roles | {"link.record": "", "first.session": ""},
        fair=tuple(event for event in one.fair if event.partition(".")[0] != "second_line"
                   and event != "line.deliver"),
        tags=(),
        topics=("pool_tries", "connecting", "session", "person"),
    )  # fmt: skip


pool_warm = _pool("pool_warm", WarmStandbyConnection, TcpContract, "warm standby, TCP only")
pool_warm_addp = _pool("pool_warm_addp", WarmStandbyConnection, AddpContract, "warm standby, ADDP")
pool_single = _pool("pool_single", NoBackupConnection, TcpContract, "no backup, TCP only")
pool_single_addp = _pool("pool_single_addp", NoBackupConnection, AddpContract, "no backup, ADDP")
pool_several = _several()
