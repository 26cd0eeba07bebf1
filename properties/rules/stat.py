"""Stat Servers and Communication DNs."""

from dialonce.rule import Remark, fact, rule
from properties.rules.standby import HOT, SINGLE, WARM
from spec.site import CCPULSE, OCS, STAT, THIRD


def _dns(site):
    return [dn for switch in site.data.switch for dn in switch.communication_dns]


@rule("C020")
def each_communication_dn_names_its_ocs(site):
    """The option outbound_contact_server of each Communication DN names an OCS."""
    names = [ocs.name for ocs in site.of(OCS)]
    for dn in _dns(site):
        told = dn.outbound_contact_server
        if told not in names:
            text = (
                f"outbound_contact_server is {told!r}, which is no OCS of this file."
                if told
                else f"Communication DN {dn.number} has no option outbound_contact_server."
            )
            mend = f"name the OCS that uses it: {' or '.join(names[:3])}"
            yield Remark(dn, "outbound_contact_server", text, mend)


@rule("C023")
def third_parties_have_a_communication_dn(site):
    """A third-party application in the place of OCM is told of campaigns by a Communication DN."""
    for app in site.of(THIRD) if not _dns(site) else ():
        text = f"{app.name} hears of no campaign, as there is no Communication DN."
        mend = 'add a Communication DN to a switch, or set type = "Other" if it replaces nobody'
        yield Remark(app, "name", text, mend)


@fact("C075")
def ocs_may_feed_a_stat_server_directly(site):
    """OCS can connect directly to Stat Server."""
    for link in site.between(OCS, STAT):
        text = f"{link.client.name} sends statistics directly to {link.server.name}."
        yield Remark(link.entry, "to", text)


@rule("C078")
def every_stat_server_is_fed(site):
    """Each Stat Server gets statistics, directly or through a Communication DN."""
    for app in site.of(STAT):
        if app not in site.fed and app.name not in site.primaries:
            text = f"{app.name} gets statistics from no OCS."
            mend = "connect OCS to it, or add it to a Communication DN"
            yield Remark(app, "name", text, mend)


@rule("C079")
def a_stat_server_has_no_standby(site):
    """A Stat Server is in no warm or hot standby; CCPulse+ may turn to its backup all the same."""
    mend = "run two Stat Servers side by side, or let CCPulse+ list both"
    for app in site.of(STAT):
        if app.redundancy in (WARM, HOT):
            text = f"{app.name} is in {app.redundancy}, in which no Stat Server can be."
            yield Remark(app, "redundancy", text, f"{SINGLE}; {mend}")


@fact("C080")
def several_stat_servers_may_run_at_once(site):
    """Reporting is redundant when several Stat Servers are fed at once."""
    if len(site.fed) > 1:
        names = " and ".join(app.name for app in site.fed)
        yield Remark(site.fed[0], "name", f"{names} make reporting redundant.")


@fact("C081")
def ccpulse_may_turn_to_another_stat_server(site):
    """CCPulse+ can turn to a backup Stat Server, which it lists or which the first one names."""
    for app in site.of(CCPULSE):
        stats = [peer for peer in site.peers(app) if peer.type == STAT]
        names = [each.name for stat in stats for each in site.pair(stat)]
        if len(names) > 1:
            yield Remark(app, "connections", f"{app.name} can turn to {names[1]}.")
