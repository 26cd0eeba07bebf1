"""OCM and Genesys Administrator: what they work on."""

from dialonce.rule import Remark, fact, rule
from spec.site import CONFIG, DB, GA, OCM, OCS


@rule("C171")
def user_interfaces_reach_what_they_work_on(site):
    """OCM lists an OCS, and the installation has a DB Server and a Configuration Server for both.

    Genesys Administrator needs no OCS in a list: the user selects one for each action.
    """
    for app in site.of(OCM, GA):
        lists = any(peer.type == OCS for peer in site.peers(app))
        if not lists and (app.type == OCM or not site.of(OCS)):
            text = f"{app.name} has no connection to an OCS."
            yield Remark(app, "connections", text, "add an OCS to its connections")
        for kind in (DB, CONFIG):
            if not site.of(kind):
                text = f"{app.name} has no {kind} to work with."
                yield Remark(app, "name", text, f"describe the {kind}")


@fact("C174")
def several_ocm_may_share_an_ocs(site):
    """Several OCM instances can be connected to one OCS."""
    for ocs in site.heads(OCS):
        names = [ocm.name for ocm in site.of(OCM) if ocs in site.peers(ocm)]
        if len(names) > 1:
            yield Remark(ocs, "name", f"{', '.join(names)} are connected to {ocs.name} at once.")
