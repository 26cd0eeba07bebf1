"""CPD Servers: their association, their T-Server, their switch, and their list."""

from dialonce.rule import Remark, fact, rule
from spec.site import CPD, OCS, T_SERVERS, WIZARD


def several(site, kind):
    """Each OCS that uses several applications of a type."""
    for ocs in site.heads(OCS):
        names = [peer.name for peer in site.reached(ocs) if peer.type == kind]
        if len(names) > 1:
            yield Remark(ocs, "connections", f"{ocs.name} uses several: {', '.join(names)}.")


def by_wizard(site, kind):
    """Entries for one campaign group that the Wizard is said to have made."""
    for group in site.data.campaign_group:
        for entry in group.connections:
            server = site.apps.get(entry.to)
            if server and server.type == kind and entry.set_in == WIZARD:
                text = f"{entry.to} is associated with {group.name} alone in the Wizard."
                mend = "use Genesys Administrator or Configuration Manager, or the list of OCS"
                yield Remark(entry, "set_in", text, mend)


def turned(site, client, *servers):
    """Entries in the list of the server that belong into that of the client."""
    for kind in servers:
        for link in site.between(kind, client):
            text = f"{link.client.name} lists {link.server.name}, which is the client of the two."
            mend = f"add {link.client.name} to the connections of {link.server.name} instead"
            yield Remark(link.entry, "to", text, mend)


@fact("C093")
def ocs_may_use_several_cpd_servers(site):
    """OCS can connect to several CPD Servers."""
    yield from several(site, CPD)


@rule("C094", "C095")
def cpd_server_of_a_group_is_not_set_in_the_wizard(site):
    """A CPD Server for one campaign group is set elsewhere than in the Wizard."""
    yield from by_wizard(site, CPD)


@rule("C180")
def a_cpd_server_has_one_t_server(site):
    """A CPD Server lists one T-Server at most, of one switch; a pair counts as one."""
    for cpd in site.of(CPD):
        found = [t_server.name for t_server in site.t_servers(cpd)]
        if len(found) > 1:
            text = f"{cpd.name} is connected to several T-Servers: {', '.join(found)}."
            yield Remark(cpd, "connections", text, "leave it one, and use a CPD Server each")
        elif len(site.switches(cpd)) > 1:
            text = f"{cpd.name} serves several switches: {', '.join(site.switches(cpd))}."
            yield Remark(cpd, "connections", text, "give each switch its own T-Server")
    for cpd in site.heads(CPD):
        ends = [site.t_servers(member) for member in site.pair(cpd)]
        if all(len(end) == 1 for end in ends) and ends[0] != ends[-1]:
            text = f"{cpd.backup} is the backup of {cpd.name}, and has another T-Server."
            mend = f"connect it to {ends[0][0].name}"
            yield Remark(site.apps[cpd.backup], "connections", text, mend)


@rule("C181")
def every_switch_has_a_cpd_server(site):
    """With several switches, each of them has a CPD Server."""
    served = {name for cpd in site.of(CPD) for name in site.switches(cpd)}
    turned_round = {site.head(e.client).name for t in T_SERVERS for e in site.between(t, CPD)}
    served |= {name for name, t_server in site.dialed.items() if t_server.name in turned_round}
    used = [app for app in site.heads(*T_SERVERS) if app.name in site.used - turned_round]
    undescribed = [(f"of {app.name}", app, app) for app in used if not site.data.switch]
    found = [(s.name, s, site.apps[s.t_server]) for s in site.data.switch] or undescribed
    for name, part, t_server in found if len(found) > 1 else ():
        if name not in served:
            text = f"switch {name} has no CPD Server, and there are several switches."
            mend = f"add a CPD Server that is connected to {t_server.name}"
            yield Remark(part, "name", text, mend)


@rule("C182")
def cpd_server_lists_its_t_server(site):
    """The connection from CPD Server to T-Server is in the list of the CPD Server."""
    yield from turned(site, CPD, *T_SERVERS)
    listed = {link.server.name for kind in T_SERVERS for link in site.between(kind, CPD)}
    for cpd in site.of(CPD):
        if not site.t_servers(cpd) and cpd.name not in listed:
            text = f"{cpd.name} is connected to no T-Server."
            yield Remark(cpd, "connections", text, "add one to its connections")
