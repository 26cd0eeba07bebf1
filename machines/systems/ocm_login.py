"""OCM with two OCS to choose from, which its configuration may add and withdraw at any time."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.entry import Entry
from machines.ocm_config import ConfigurationLink, FirstOffer, SecondOffer
from machines.ocm_login import OcmLogin
from machines.systems.ui_parts import ends, fairness

OCS = ("first", "second")


def _login():
    """OCM, two lone OCS, and the Configuration Server that names them."""
    machines, roles, reads = ends((), OCS, "ocm", "detector")
    server = ends((), ("configuration",), "config", "config_detector", role="server")
    entries = {"first_entry": Entry, "second_entry": Entry}
    offers = {"first_offer": FirstOffer, "second_offer": SecondOffer}
    detectors = {"detector": AddpContract, "config_detector": AddpContract}
    for name in OCS:
        roles[f"{name}_entry.offer"] = f"{name}_offer"
        reads[f"{name}_entry.reachable"] = "configuration_wire.open"
        reads[f"ocm.{name}_offered"] = f"{name}_offer.offered"
    return System(
        name="ocm_login",
        client="OCM",
        server="OCS and Configuration Server",
        mode="list of OCS, dynamic reconfiguration",
        processes={
            "ocm": {"ocm": OcmLogin, "config": ConfigurationLink} | offers,
            ENVIRONMENT: machines | server[0] | entries | detectors | {"clock": Clock},
        },
        roles=roles
        | server[1]
        | {
            "detector.wire": "first_wire second_wire",
            "config_detector.wire": "configuration_wire",
            "clock.timer": "config detector config_detector",
        },
        reads=reads | server[2] | {"clock.held": ""},
        fair=(
            "clock.tick",
            "first_entry.inform",
            "second_entry.inform",
            *fairness((), (*OCS, "configuration")),
        ),
        topics=("ocm_login",),
    )


ocm_login = _login()
