"""CPD Proxy Servers: their association, their CPD Servers, and their list."""

from dialonce.rule import Remark, fact, rule
from properties.rules.cpd import by_wizard, several, turned
from spec.site import CPD, PROXY


@fact("C115")
def ocs_may_use_several_cpd_proxies(site):
    """OCS can connect to several CPD Proxy Servers."""
    yield from several(site, PROXY)


@rule("C116")
def cpd_proxy_of_a_group_is_not_set_in_the_wizard(site):
    """A CPD Proxy Server for one campaign group is set elsewhere than in the Wizard."""
    yield from by_wizard(site, PROXY)


@rule("C195", "C197")
def a_cpd_proxy_has_cpd_servers(site):
    """A CPD Proxy Server is connected to CPD Servers, one or more."""
    named = {link.server.name for link in site.between(CPD, PROXY)}
    for proxy in site.of(PROXY):
        if not any(peer.type == CPD for peer in site.peers(proxy)) and proxy.name not in named:
            text = f"{proxy.name} is connected to no CPD Server."
            yield Remark(proxy, "connections", text, "add its CPD Servers")


@rule("C196")
def a_cpd_proxy_stays_on_one_switch(site):
    """All CPD Servers of one CPD Proxy Server, backups too, are connected to the same switch."""
    for proxy in site.heads(PROXY):
        listed = [peer for peer in site.peers(*site.pair(proxy)) if peer.type == CPD]
        cpds = [each for peer in listed for each in site.pair(peer)]
        names = sorted({name for cpd in cpds for name in site.switches(cpd)})
        if len(names) > 1:
            text = f"the CPD Servers of {proxy.name} are on several switches: {', '.join(names)}."
            yield Remark(proxy, "connections", text, "use a CPD Proxy Server for each switch")


@rule("C197")
def cpd_proxy_lists_its_cpd_servers(site):
    """The connection from CPD Proxy to CPD Server is in the list of the CPD Proxy Server."""
    yield from turned(site, PROXY, CPD)
