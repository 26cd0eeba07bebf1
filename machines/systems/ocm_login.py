"""OCM with two OCS to choose from, and OCM with one of them and its Configuration Server."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.entry import Entry
from machines.ocm_config import ConfigurationLink, FirstOffer, SecondOffer
from machines.ocm_login import OcmLogin
from machines.systems.ui_parts import ends, fairness

OCS = ("first", "second")


def _offers(names, told):
    """What OCM offers, and the configuration that it is told: machines, roles, reads."""
    offers = {"first_offer": FirstOffer, "second_offer": SecondOffer}
    roles = {f"{name}_entry.offer": f"{name}_offer" for name in names}
    reads = {f"{name}_entry.reachable": told for name in names}
    reads |= {f"ocm.{name}_offered": f"{name}_offer.offered" for name in names}
    kept = {f"{name}_offer": offers[f"{name}_offer"] for name in names}
    return kept, {f"{name}_entry": Entry for name in names}, roles, reads


def _list():
    """OCM and two lone OCS; a change of the configuration may take any time to reach OCM."""
    machines, roles, reads = ends((), OCS, "ocm", "detector")
    offers, entries, told, looks = _offers(OCS, "clock.going")
    return System(
        name="ocm_login",
        client="OCM",
        server="OCS",
        mode="list of two, dynamic reconfiguration",
        processes={
            "ocm": {"ocm": OcmLogin} | offers,
            ENVIRONMENT: machines | entries | {"detector": AddpContract, "clock": Clock},
        },
        roles=roles | told | {"detector.wire": "first_wire second_wire", "clock.timer": "detector"},
        reads=reads | looks | {"clock.held": ""},
        fair=(
            "clock.tick",
            "ocm.log_in",
            "ocm.choose_first",
            "ocm.choose_second",
            "ocm.retry",
            "first_entry.inform",
            "second_entry.inform",
            *fairness((), OCS),
        ),
        topics=("ocm_login", "ocm_log_off"),
    )


def _configuration():
    """OCM, one OCS that is defined and deleted, and the Configuration Server that tells so."""
    machines, roles, reads = ends((), OCS[:1], "ocm", "detector")
    server = ends((), ("configuration",), "config", "config_detector", role="server")
    offers, entries, told, looks = _offers(OCS[:1], "configuration_wire.open")
    detectors = {"detector": AddpContract, "config_detector": AddpContract}
    wiring = {
        "ocm.second": "",
        "detector.wire": "first_wire",
        "config_detector.wire": "configuration_wire",
        "clock.timer": "config detector config_detector",
    }
    return System(
        name="ocm_config",
        client="OCM",
        server="Configuration Server",
        mode="beside one OCS",
        processes={
            "ocm": {"ocm": OcmLogin, "config": ConfigurationLink} | offers,
            ENVIRONMENT: machines | server[0] | entries | detectors | {"clock": Clock},
        },
        roles=roles | server[1] | told | wiring,
        reads=reads | server[2] | looks | {"ocm.second_offered": "", "clock.held": ""},
        fair=(
            "clock.tick",
            "ocm.cancel",
            "first_entry.inform",
            *fairness((), ("first", "configuration")),
        ),
        topics=("ocm_config", "ocm_log_off"),
    )


ocm_login = _list()
ocm_config = _configuration()
