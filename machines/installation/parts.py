"""Which connections an installation has, in which mode: what there is to be verified of it."""

from machines.installation.others import interfaces, others, pair
from machines.installation.part import ALONE, part_of, sites
from machines.installation.servers import servers
from spec.site import CCPULSE, CPD, OCS, PROXY, STAT


def parts(site):
    """Every connection of the installation."""
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
        for stat in stats[:1]:
            yield part_of(site, app, stat, "CCPulse+", "Stat Server", len(stats), sites(site))
    yield from interfaces(site)
