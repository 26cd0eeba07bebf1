"""OCS and Stat Servers: several at once on two ways, and several sites with CCPulse+."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.network import Wire
from machines.environment.reporting import CommunicationDn, Flow, Report
from machines.environment.server import Server
from machines.stat import StatClient, StatConnection, make_site_statistics

SITES = {1: make_site_statistics(1), 2: make_site_statistics(2)}


def _wire(name, server, link, detector, others):
    """The wire from a client to a Stat Server: roles and reads."""
    roles = {f"{name}.{role}": "" for role in ("observer", "peer", "call")}
    roles |= {f"{name}.link": link, f"{name}.detector": detector} | others
    return roles, {f"{name}.server_up": f"{server}.up", f"{name}.paired": ""}


def _fed(number):
    """One Stat Server, OCS's direct connection to it, and what it reports."""
    server, direct, wire = f"stat_{number}", f"direct_{number}", f"stat_{number}_wire"
    flow, report, dn_report = f"flow_{number}", f"report_{number}", f"dn_report_{number}"
    detector = f"stat_{number}_detector"
    heard = {f"{wire}.call": f"{flow} {report}"}
    roles, reads = _wire(wire, server, direct, detector, heard)
    roles |= {
        f"{server}.wire": f"{wire} {report} {dn_report}",
        f"{direct}.primary": wire,
        f"{direct}.flow": flow,
        f"{direct}.detector": detector,
        f"{detector}.wire": wire,
        f"{flow}.report": report,
    }
    reads |= {f"{each}.server_up": f"{server}.up" for each in (report, dn_report)}
    machines = {server: Server, wire: Wire, detector: TcpContract, flow: Flow}
    machines |= {report: Report, dn_report: Report}
    return machines, roles, reads | {f"{flow}.wire_open": f"{wire}.open"}


def _several():
    """OCS feeds two Stat Servers, each directly and through one Communication DN."""
    first, second = _fed(1), _fed(2)
    environment = first[0] | second[0] | {"dn_1": CommunicationDn, "clock": Clock}
    roles = {
        "site_1.dn": "dn_1",
        "site_1.direct": "direct_1 direct_2",
        "dn_1.report_1": "dn_report_1 dn_report_2",
        "dn_1.report_2": "",
        "clock.timer": "direct_1 direct_2 stat_1_detector stat_2_detector",
    }
    tries = [f"stat_{n}_wire.{way}" for n in (1, 2) for way in ("accept", "refuse")]
    return System(
        name="stat_several",
        client="OCS",
        server="two Stat Servers",
        mode="directly, and through a Communication DN",
        processes={
            "ocs": {"site_1": SITES[1], "direct_1": StatConnection, "direct_2": StatConnection},
            ENVIRONMENT: environment,
        },
        roles=first[1] | second[1] | roles,
        reads=first[2] | second[2] | {"clock.held": ""},
        fair=("clock.tick", "site_1.publish", "dn_1.deliver", "flow_1.deliver", "flow_2.deliver",
              *tries),
        tags=("direct",),
        topics=("stat",),
    )  # fmt: skip


def _sites():
    """Two T-Servers with a Communication DN each, two Stat Servers on both, and CCPulse+."""
    environment = {"dn_1": CommunicationDn, "dn_2": CommunicationDn, "clock": Clock}
    environment |= {"ccpulse_detector": AddpContract}
    roles = {"clock.timer": "ccpulse ccpulse_detector"}
    reads, tries, wires = {"clock.held": ""}, [], []
    for number, role in ((1, "primary"), (2, "backup")):
        server, wire = f"stat_{number}", f"ccpulse_{number}_wire"
        reports = [f"site_{site}_report_{number}" for site in SITES]
        heard, read = _wire(wire, server, "ccpulse", "ccpulse_detector", {})
        environment |= {server: Server, wire: Wire} | dict.fromkeys(reports, Report)
        roles |= heard | {f"{server}.wire": " ".join([wire, *reports]), f"ccpulse.{role}": wire}
        reads |= read | {f"{report}.server_up": f"{server}.up" for report in reports}
        tries += [f"{wire}.accept", f"{wire}.refuse"]
        wires.append(wire)
    for dn in SITES:
        roles |= {f"site_{dn}.dn": f"dn_{dn}", f"site_{dn}.direct": ""}
        roles |= {f"dn_{dn}.report_{s}": f"site_{s}_report_1 site_{s}_report_2" for s in SITES}
    feeds = [name for n in SITES for name in (f"site_{n}.publish", f"dn_{n}.deliver")]
    return System(
        name="stat_sites",
        client="OCS, CCPulse+",
        server="two Stat Servers",
        mode="two T-Servers, a Communication DN each",
        processes={
            "ocs": {f"site_{site}": machine for site, machine in SITES.items()},
            "ccpulse": {"ccpulse": StatClient},
            ENVIRONMENT: environment,
        },
        roles=roles | {"ccpulse_detector.wire": " ".join(wires)},
        reads=reads,
        fair=("clock.tick", *feeds, *tries),
        tags=("sites",),
        topics=("stat",),
    )


stat_several = _several()
stat_sites = _sites()
