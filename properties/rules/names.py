"""Names in a deployment file: each is given once, and each reference meets what it should.

Without that a file tells of no installation, and cannot be judged.
"""

from dialonce.description import Format
from dialonce.errors import nearest
from dialonce.rule import Remark
from spec.installation import Installation
from spec.site import DAP, DB, IXN, OCS, STAT, T_SERVERS, Site


def wrong_names(site):
    """Every name that is given twice, or that meets nothing, or the wrong thing."""
    twice = [*_twice(site)]
    yield from twice or [*_unmet(site), *_pairs(site)]


def _twice(site):
    data = site.data
    ports = [app.ports for app in data.application]
    tables = (data.application, data.switch, data.campaign_group, data.calling_list)
    for key, named in [("name", tables) for tables in tables] + [("id", p) for p in ports]:
        seen = set()
        for table in named:
            name = getattr(table, key)
            if name in seen:
                yield Remark(table, key, f"the {key} {name!r} is taken.", f"give another {key}")
            seen.add(name)


def _unmet(site):
    """References that name nothing, or something of another type.

    What a campaign group lists, and is not there, is left to the rules of OBN Manager.
    """
    data = site.data
    left = {entry.to for group in data.campaign_group for entry in group.connections}
    for app in data.application:
        kinds = T_SERVERS if app.type in T_SERVERS else (app.type,)
        yield from _app(site, app, "backup", app.backup, kinds)
        yield from _app(site, app, "db_server", app.db_server, (DB,))
        for entry in app.connections:
            yield from () if entry.to in left else _app(site, entry, "to", entry.to, ())
            yield from _port(site, app, entry)
    for switch in data.switch:
        yield from _app(site, switch, "t_server", switch.t_server, T_SERVERS)
        for dn in switch.communication_dns:
            for name in dn.stat_servers:
                yield from _app(site, dn, "stat_servers", name, (STAT,))
    for calling_list in data.calling_list:
        yield from _app(site, calling_list, "dap", calling_list.dap, (DAP,))
    switches, lists = ([t.name for t in tables] for tables in (data.switch, data.calling_list))
    for group in data.campaign_group:
        yield from _app(site, group, "ocs", group.ocs, (OCS,))
        yield from _one_of(group, "switch", group.switch, switches)
        for name in group.calling_lists:
            yield from _one_of(group, "calling_lists", name, lists)


def _port(site, client, entry):
    """A PortID that the server does not have; that of an ESP port is left to its rule."""
    server = site.apps.get(entry.to)
    if server and not (client.type == IXN and server.type == OCS) and entry.port_id != "default":
        yield from _one_of(entry, "port_id", entry.port_id, [port.id for port in server.ports])


def _app(site, part, key, name, kinds):
    """A reference to an application of one of the types, or of any."""
    found = site.apps.get(name)
    if found and kinds and found.type not in kinds:
        text = f"{key} names {name!r}, which is a {found.type}."
        yield Remark(part, key, text, f"name a {' or a '.join(kinds)}")
    elif name and not found:
        fitting = site.of(*kinds) if kinds else site.data.application
        yield from _one_of(part, key, name, [app.name for app in fitting])


def _one_of(part, key, name, known):
    if name and name not in known:
        offer = nearest(name, known) if known else f"describe {name} in this file, too"
        yield Remark(part, key, f"{key} names {name!r}, which is not in this file.", offer)


def _pairs(site):
    """Backups that are no pair: a primary is nobody's backup, and a backup has one primary."""
    for app in site.data.application:
        if app.backup and (app.backup == app.name or app.name in site.primaries):
            text = f"{app.name} is a backup itself, and names {app.backup!r} as one."
            yield Remark(app, "backup", text, "name the backup in the primary only")
        elif app.backup in site.primaries and site.primaries[app.backup] is not app:
            text = f"{app.backup!r} is the backup of {site.primaries[app.backup].name}, too."
            yield Remark(app, "backup", text, "give each primary a backup of its own")


installation = Format("installation", Installation, Site, wrong_names)
