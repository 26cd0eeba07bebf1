"""The other OCS, Stat Servers, Interaction Server, OBN Manager, and the user interfaces."""

from machines.installation.part import ALONE, Part, part_of, sites
from spec.site import CONFIG, GA, IXN, OBN, OCM, OCS

SILENT_RELEASE = (7, 5)


def pair(site, ocs):
    """The other OCS, or what a lone one meets when it restarts."""
    if ocs.backup:
        modes = {"warm standby", "failover"}
        members = site.pair(ocs)
        entries = (e for m in members for e in m.connections if e.to in (ocs.name, ocs.backup))
        entry = next(entries, None)
        yield Part(
            (ocs.name, ocs.backup), "OCS", "OCS", "warm standby", modes, entry, ocs, "backup"
        )
    else:
        ends = (ocs.name, "Management Layer")
        yield Part(ends, "OCS", "Management Layer", "no backup", ALONE, None, ocs, "name", 1, False)


def others(site, ocs):
    """Stat Servers, Interaction Server and OBN Manager."""
    reached = {app.name for app in site.reached(ocs)}
    fed = [app for app in site.fed if app.name in reached or app.name not in site.used]
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
        release = tuple(int(n) for n in app.release.split(".")) if app.release else SILENT_RELEASE
        since = {"from 7.5" if release >= SILENT_RELEASE else "before 7.5"}
        for ocs in listed or (site.heads(OCS) if app.type == GA else ()):
            several = {"several OCM"} if len(ocms) > 1 else set()
            yield part_of(site, app, ocs, word, "OCS", len(ocms), since | several)
        databases = [db for ocs in site.heads(OCS) for db in site.databases(ocs)]
        for db in dict.fromkeys(db.name for db in databases):
            yield part_of(site, app, site.apps[db], word, "DB Server")
        if app.type == OCM:
            for config in site.heads(CONFIG)[:1]:
                yield part_of(site, app, config, word, "Configuration Server")
