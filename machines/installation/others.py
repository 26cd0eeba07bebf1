"""The other OCS, Stat Servers, Interaction Server, OBN Manager, and the user interfaces."""

from machines.installation.part import ALONE, WARM, Part, part_of, sites
from spec.site import CONFIG, GA, IXN, OBN, OCM, OCS

RELEASE = (7, 5)  # from it on OCM reconnects silently, and a pair of OCS has its connection
SINCE, BEFORE = "from 7.5", "before 7.5"


def pair(site, ocs):
    """The other OCS, or what a lone one meets when it restarts.

    Before release 7.5 nothing but the Communication DN tells the backup of sessions.
    """
    if ocs.backup:
        ends, members = (ocs.name, ocs.backup), site.pair(ocs)
        old = BEFORE in map(_since, members)
        dn = {"Communication DN"} if any(s.communication_dns for s in site.data.switch) else set()
        modes = {WARM, "failover", *dn} | ({BEFORE} if old else {SINCE})
        entry = next((e for m in members for e in m.connections if e.to in ends), None)
        yield Part(ends, "OCS", "OCS", WARM, modes, entry, ocs, "backup", 1, not old)
        if old:
            said = "sessions by the Communication DN alone"
            yield Part(ends, "OCS before 7.5", "OCS", said, modes, None, ocs, "backup", 1, False)
    else:
        ends = (ocs.name, "Management Layer")
        yield Part(ends, "OCS", "Management Layer", "no backup", ALONE, None, ocs, "name", 1, False)


def _since(app):
    """Whether an application is of release 7.5 or later, as one is of which nothing is said."""
    release = tuple(int(n) for n in app.release.split(".")) if app.release else RELEASE
    return SINCE if release >= RELEASE else BEFORE


def others(site, ocs):
    """Stat Servers, Interaction Server and OBN Manager."""
    reached = {app.name for app in site.reached(ocs)}
    over_dn = {app.name for app in site.over_dn(ocs.name, ocs.backup)}
    fed = [app for app in site.fed if app.name in reached | over_dn]
    for stat in fed:
        said = "one of several" if len(fed) > 1 else "alone"
        yield part_of(site, ocs, stat, "OCS", "Stat Server", len(fed), sites(site))._replace(
            said=said
        )
    for ixn in site.heads(IXN):
        if ocs in site.peers(ixn) or ixn.name in reached:
            found = part_of(site, ixn, ocs, "Interaction Server", "OCS")
            yield found._replace(said="ESP port")
    for obn in [app for app in site.reached(ocs) if app.type == OBN]:
        full = obn in site.peers(ocs)
        found = part_of(site, ocs, obn, "OCS", "OBN Manager")
        yield found._replace(said="full connection" if full else "basic connection")


def interfaces(site):
    """OCM and Genesys Administrator: to each OCS that they list, and to the DB Servers of lists."""
    ocms = site.of(OCM)
    for app in (*ocms, *site.of(GA)):
        word = "OCM" if app.type == OCM else "Genesys Administrator"
        listed = [peer for peer in site.peers(app) if peer.type == OCS]
        for ocs in listed or (site.heads(OCS) if app.type == GA else ()):
            yield part_of(site, app, ocs, word, "OCS", len(ocms), {_since(app)})
        databases = [db for ocs in site.heads(OCS) for db in site.databases(ocs)]
        for db in dict.fromkeys(db.name for db in databases):
            yield part_of(site, app, site.apps[db], word, "DB Server")
        if app.type == OCM:
            for config in site.heads(CONFIG)[:1]:
                yield part_of(site, app, config, word, "Configuration Server")
