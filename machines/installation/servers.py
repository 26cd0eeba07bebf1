"""The servers that OCS dials over, works with and takes its configuration from."""

from machines.installation.part import part_of
from spec.parameters import (
    RECONNECT_TIMEOUT_SECONDS,
    RECONNECT_TIMEOUT_TICKS,
    STALE_TIMER_MINUTES,
    STALE_TIMER_TICKS,
)
from spec.site import CONFIG, CPD, PROXY, T_SERVERS


def servers(site, ocs):
    """The servers that OCS dials, reports and works with."""
    failover = {"and failover of OCS"} if ocs.backup else set()
    for db in site.databases(ocs):
        entry = next((e for e, peer in site.entries(ocs) if site.db_server(peer) is db), None)
        yield part_of(site, ocs, db, "OCS", "DB Server", 1, failover, entry)
    configs = [c for c in site.heads(CONFIG) if c in site.peers(ocs)] or site.heads(CONFIG)[:1]
    own = site.reached(ocs)
    reached = [*own, *configs]
    words = {CPD: "CPD Server", PROXY: "CPD Proxy Server", CONFIG: "Configuration Server"}
    words |= dict.fromkeys(T_SERVERS, "T-Server or SIP Server")
    for server in dict.fromkeys(app.name for app in reached if app.type in words):
        app = site.apps[server]
        alike = [other for other in own if other.type == app.type]
        found = part_of(site, ocs, app, "OCS", words[app.type], len(alike), failover)
        yield found._replace(settings=_settings(ocs, app))


def _settings(ocs, server):
    """The Reconnect Timeout for Configuration Server, the stale timer for servers that dial."""
    if server.type == CONFIG:
        seconds = ocs.reconnect_timeout or RECONNECT_TIMEOUT_SECONDS
        text = f"Reconnect Timeout {seconds} s = {RECONNECT_TIMEOUT_TICKS} ticks"
        return (text if ocs.reconnect_timeout else f"{text} (not set)",)
    minutes = ocs.stale_timer or STALE_TIMER_MINUTES
    text = f"stale timer {minutes} min = {STALE_TIMER_TICKS} ticks"
    return (text if ocs.stale_timer else f"{text} (not set)",)
