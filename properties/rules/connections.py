"""To whom OCS is connected."""

from dialonce.rule import Remark, rule
from spec.site import CONFIG, CPD, DB, IXN, OCS, PROXY, STAT, T_SERVERS

DIRECT_LINK_RELEASE = (7, 5)


def _unused(site, kind, besides=()):
    """Applications of a type that no OCS is connected to."""
    for app in site.heads(kind):
        if app.name not in site.used and app.name not in besides:
            text = f"no OCS has a connection to {app.name}."
            yield Remark(app, "name", text, "add it to the connections of OCS")


@rule("C011")
def ocs_reaches_its_db_servers(site):
    """Each OCS has a connection to a DB Server: directly, or over a DAP of its own or of a list."""
    for ocs in site.heads(OCS):
        if not site.databases(ocs):
            text = f"{ocs.name} reaches no DB Server."
            mend = f"add a {DB}, or a DAP with its db_server, to its connections"
            yield Remark(ocs, "connections", text, mend)


@rule("C012", "C048")
def t_servers_are_in_the_list_of_ocs(site):
    """The T-Server of each switch on which an OCS dials is in the list of that OCS itself."""
    listed = [peer for ocs in site.of(OCS) for peer in site.peers(ocs)]
    for ocs in site.heads(OCS):
        own = site.peers(ocs)
        wanted = {site.dialed[g.switch].name: g for g in site.groups(ocs) if g.switch}
        for name, group in wanted.items():
            if site.apps[name] not in own:
                text = f"{group.name} dials on {group.switch}, but {ocs.name} does not list {name}."
                yield Remark(ocs, "connections", text, f"add {name} to the connections of OCS")
        if not wanted and not any(peer.type in T_SERVERS for peer in own):
            text = f"{ocs.name} has no T-Server or SIP Server in its connections."
            yield Remark(ocs, "connections", text, "add one to its connections")
    for switch in site.data.switch:
        used = any(group.switch == switch.name for group in site.data.campaign_group)
        if not used and site.dialed[switch.name] not in listed and any(listed):
            text = f"no OCS lists {switch.t_server}, the T-Server of {switch.name}."
            yield Remark(switch, "t_server", text, "add it to the connections of OCS")


@rule("C013")
def ocs_reaches_a_stat_server(site):
    """Each OCS has a connection to a Stat Server, its own or through a Communication DN."""
    for ocs in site.heads(OCS):
        own = any(peer.type == STAT for peer in site.reached(ocs))
        if not own and not site.over_dn(ocs.name, ocs.backup):
            text = f"{ocs.name} has no connection to a Stat Server."
            mend = "add a Stat Server to its connections, or to a Communication DN of it"
            yield Remark(ocs, "connections", text, mend)


@rule("C014")
def there_is_a_configuration_server(site):
    """OCS has a Configuration Server to connect to."""
    for ocs in site.heads(OCS) if not site.of(CONFIG) else ():
        text = f"{ocs.name} has no Configuration Server to connect to."
        yield Remark(ocs, "name", text, "describe the Configuration Server, named confserv")


@rule("C015")
def every_cpd_server_is_connected_to_ocs(site):
    """Each CPD Server is connected to an OCS, or to a CPD Proxy."""
    behind = {peer.name for proxy in site.of(PROXY) for peer in site.peers(proxy)}
    behind |= {link.client.name for link in site.between(CPD, PROXY)}
    yield from _unused(site, CPD, behind)


@rule("C016")
def every_cpd_proxy_is_connected_to_ocs(site):
    """Each CPD Proxy Server is connected to an OCS."""
    yield from _unused(site, PROXY)


@rule("C017")
def an_ocs_pair_has_a_way_between_its_members(site):
    """An OCS pair is of release 7.5 or later, for the direct link, or has a Communication DN."""
    told = {dn.outbound_contact_server for s in site.data.switch for dn in s.communication_dns}
    for ocs in site.heads(OCS):
        for member in site.pair(ocs) if ocs.backup else ():
            release = tuple(map(int, member.release.split("."))) if member.release else None
            if release and release < DIRECT_LINK_RELEASE and not told & {ocs.name, ocs.backup}:
                text = f"{member.name} is of release {member.release}, without a direct link."
                mend = "take release 7.5 or later, or give the pair a Communication DN"
                yield Remark(member, "release", text, mend)


@rule("C018", "C135")
def interaction_server_is_connected_to_ocs(site):
    """Each Interaction Server has a connection to OCS."""
    for server in site.heads(IXN):
        peers = {peer.type for peer in site.peers(server)}
        if OCS not in peers and server.name not in site.used:
            text = f"{server.name} has no connection to OCS."
            yield Remark(server, "connections", text, "add OCS to its connections")
