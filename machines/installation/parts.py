"""Which connections an installation has, in which mode: what there is to be verified of it."""

from machines.installation.others import interfaces, others, pair
from machines.installation.part import ALONE, part_of
from machines.installation.servers import servers
from machines.installation.timing import timing_of
from spec.site import CCPULSE, CPD, DAP, OCS, PROXY, STAT


def parts(site):
    """Every connection of the installation; that of a backup where it has values of its own."""
    for part in _parts(site):
        yield part
        if part.timed:
            yield from _of_backup(site, part)


def outside(site, found):
    """The entries of lists that none of these connections stands for."""
    pairs = [map(site.named, part.names) for part in found if part.timed]
    covered = {frozenset(end.name for end in ends) for ends in pairs}
    for link in site.links:
        ends = frozenset({site.head(link.client).name, site.head(link.server).name})
        within = len(ends) == 1 or ends in covered
        if not within and DAP not in (link.client.type, link.server.type):
            yield link


def _of_backup(site, part):
    """The same connection of the backup of the client, if ADDP is set otherwise there."""
    client, server = (site.apps[name] for name in part.names)
    backup = site.apps.get(client.backup)
    for entry, peer in site.entries(backup) if backup and backup is not server else ():
        same = peer is server or site.db_server(peer) is server
        if same and timing_of(entry) != timing_of(part.entry):
            names = backup.name, server.name
            yield part._replace(names=names, entry=entry, owner=entry, key="to")
            return


def _parts(site):
    for ocs in site.heads(OCS):
        yield from servers(site, ocs)
        yield from pair(site, ocs)
        yield from others(site, ocs)
    for proxy in site.heads(PROXY):
        cpds = [peer for peer in site.peers(proxy) if peer.type == CPD]
        for cpd in cpds:
            yield part_of(site, proxy, cpd, "CPD Proxy Server", "CPD Servers", len(cpds))
    for cpd in site.heads(CPD):
        for t_server in site.t_servers(cpd):
            hot = ALONE if t_server.redundancy == "hot standby" else frozenset()
            yield part_of(site, cpd, t_server, "CPD Server", "T-Server", 1, hot)
    for app in site.of(CCPULSE):
        stats = [peer for peer in site.peers(app) if peer.type == STAT]
        for stat in stats:
            more = {"two T-Servers"}
            yield part_of(site, app, stat, "CCPulse+", "Stat Server", len(stats), more)
    yield from interfaces(site)
