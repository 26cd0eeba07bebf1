"""Which connections an installation has, in which mode: what there is to be verified of it."""

from typing import Any, NamedTuple

from spec.site import (
    CCPULSE, CONFIG, CPD, GA, IXN, OBN, OCM, OCS, PROXY, STAT, T_SERVERS,
)  # fmt: skip

SILENT_RELEASE = (7, 5)
PAIRED = {"warm standby": {"warm standby", "backup"}, "hot standby": {"hot standby"}}
ALONE = {"no standby", "no backup"}


class Part(NamedTuple):
    """A connection of an installation.

    `names`: of both ends, as the file has them. `client` and `server`: as systems name them.
    `modes`: the words of systems that are true here. `said`: the mode in words. `entry`: where
    the file sets it, if it does. `owner` and `key`: what to show of the file. `count`: how many
    there are of the end that may be several. `timed`: whether it is a connection that may be lost.
    """

    names: tuple[str, str]
    client: str
    server: str
    said: str
    modes: set[str]
    entry: Any
    owner: Any
    key: str = "connections"
    count: int = 1
    timed: bool = True


def parts(site):
    """Every connection of the installation."""
    for ocs in site.heads(OCS):
        yield from _servers(site, ocs)
        yield from _pair(site, ocs)
        yield from _others(site, ocs)
    for proxy in site.heads(PROXY):
        cpds = [peer for peer in site.peers(proxy) if peer.type == CPD]
        for cpd in cpds:
            yield _part(site, proxy, cpd, "CPD Proxy Server", "CPD Servers", len(cpds))
    for cpd in site.heads(CPD):
        for t_server in site.t_servers(cpd):
            hot = ALONE if t_server.redundancy == "hot standby" else frozenset()
            yield _part(site, cpd, t_server, "CPD Server", "T-Server", 1, hot)
    for app in site.of(CCPULSE):
        stats = [peer for peer in site.peers(app) if peer.type == STAT]
        for stat in stats[:1]:
            yield _part(site, app, stat, "CCPulse+", "Stat Server", len(stats), _sites(site))
    yield from _interfaces(site)


def mode_of(app):
    """How an application and its backup stand: the mode in words, and what systems call it."""
    if not app.backup:
        return "no backup", ALONE
    said = "warm standby" if app.redundancy == "not specified" else app.redundancy
    return said, PAIRED.get(said, {said})


def _part(site, client, server, client_word, server_word, count=1, more=frozenset(), entry=None):
    """A connection with the mode of its server, and the entry of the client for it."""
    entry = entry or next((e for e in client.connections if site.named(e.to) is server), None)
    said, modes = mode_of(server)
    several = {"a session bound to each"} if count > 1 else set()
    every = {"every try of a pair"} if server.backup else set()
    return Part((client.name, server.name), client_word, server_word, said,
                {*modes, *several, *every, *more}, entry, entry or client,
                "to" if entry else "name", count)  # fmt: skip


def _servers(site, ocs):
    """The servers that OCS dials, reports and works with."""
    failover = {"and failover of OCS"} if ocs.backup else set()
    for db in site.databases(ocs):
        entry = next((e for e in ocs.connections if site.db_server(site.named(e.to)) is db), None)
        yield _part(site, ocs, db, "OCS", "DB Server", 1, failover, entry)
    configs = [c for c in site.heads(CONFIG) if c in site.peers(ocs)] or site.heads(CONFIG)[:1]
    reached = [*site.reached(ocs), *configs]
    words = {CPD: "CPD Server", PROXY: "CPD Proxy Server", CONFIG: "Configuration Server"}
    words |= dict.fromkeys(T_SERVERS, "T-Server or SIP Server")
    for server in dict.fromkeys(app.name for app in reached if app.type in words):
        app = site.apps[server]
        alike = [other for other in site.reached(ocs) if other.type == app.type]
        yield _part(site, ocs, app, "OCS", words[app.type], len(alike), failover)


def _pair(site, ocs):
    """The other OCS, or what a lone one meets when it restarts."""
    if ocs.backup:
        modes = {"warm standby", "failover"}
        members = site.pair(ocs)
        entries = (e for m in members for e in m.connections if e.to in (ocs.name, ocs.backup))
        entry = next(entries, None)
        yield Part((ocs.name, ocs.backup), "OCS", "OCS", "warm standby", modes, entry, ocs, "backup")
    else:
        ends = (ocs.name, "Management Layer")
        yield Part(ends, "OCS", "Management Layer", "no backup", ALONE, None, ocs, "name", 1, False)


def _others(site, ocs):
    """Stat Servers, Interaction Server and OBN Manager."""
    reached = {app.name for app in site.reached(ocs)}
    fed = [app for app in site.fed if app.name in reached or app.name not in site.used]
    for stat in fed:
        said = "one of several" if len(fed) > 1 else "alone"
        yield _part(site, ocs, stat, "OCS", "Stat Server", len(fed), _sites(site))._replace(said=said)
    for ixn in site.heads(IXN):
        if ocs in site.peers(ixn) or ixn.name in reached:
            found = _part(site, ixn, ocs, "Interaction Server", "OCS")
            yield found._replace(said="ESP port")
    for obn in [app for app in site.reached(ocs) if app.type == OBN]:
        full = obn in site.peers(ocs)
        found = _part(site, ocs, obn, "OCS", "OBN Manager")
        yield found._replace(said="full connection" if full else "basic connection")


def _sites(site):
    """What is said of several T-Servers that have a Communication DN each."""
    dns = [switch for switch in site.data.switch if switch.communication_dns]
    return {"two T-Servers"} if len(dns) > 1 else set()


def _interfaces(site):
    """OCM and Genesys Administrator: to each OCS that they list, and to the DB Servers of lists."""
    ocms = site.of(OCM)
    for app in (*ocms, *site.of(GA)):
        word = "OCM" if app.type == OCM else "Genesys Administrator"
        listed = [peer for peer in site.peers(app) if peer.type == OCS]
        release = tuple(int(n) for n in app.release.split(".")) if app.release else SILENT_RELEASE
        since = {"from 7.5" if release >= SILENT_RELEASE else "before 7.5"}
        for ocs in listed or (site.heads(OCS) if app.type == GA else ()):
            several = {"several OCM"} if len(ocms) > 1 else set()
            yield _part(site, app, ocs, word, "OCS", len(ocms), since | several)
        databases = [db for ocs in site.heads(OCS) for db in site.databases(ocs)]
        for db in dict.fromkeys(db.name for db in databases):
            yield _part(site, app, site.apps[db], word, "DB Server")
        if app.type == OCM:
            for config in site.heads(CONFIG)[:1]:
                yield _part(site, app, config, word, "Configuration Server")


