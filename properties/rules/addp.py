"""Where ADDP is set, and its values."""

from dialonce.rule import Remark, rule
from spec.site import CONFIG, CPD, OBN, OCS, PROXY, T_SERVERS

SECONDS_MAX = 3600  # ADDP knows no longer timeout
CONFSERV = "confserv"
KEYS = ("local_timeout", "remote_timeout")


def off(site, client, *servers):
    """Entries with timeouts for ADDP that is not switched on."""
    for link in site.between(client, *servers):
        entry = link.entry
        if entry.protocol != "addp" and (entry.local_timeout or entry.remote_timeout):
            key = KEYS[0] if entry.local_timeout else KEYS[1]
            text = f"ADDP to {entry.to} has a timeout, but is not the protocol of the connection."
            yield Remark(entry, key, text, 'set protocol = "addp"')


def values(site, client, *servers):
    """Entries with ADDP whose values are no seconds."""
    for link in site.between(client, *servers):
        entry = link.entry
        if entry.protocol == "addp":
            if not entry.local_timeout and not entry.remote_timeout:
                text = f"ADDP to {entry.to} has no timeout on either side, so it is off."
                yield Remark(entry, "protocol", text, "set local_timeout, in seconds")
            for key in KEYS:
                value = getattr(entry, key)
                if not 0 <= value <= SECONDS_MAX:
                    text = f"{key} to {entry.to} is {shown(value)}: that is no ADDP timeout."
                    yield Remark(entry, key, text, f"give seconds, 0 to {SECONDS_MAX}")


def shown(value):
    """A number, or that it has too many digits to be shown."""
    return f"{value:,}" if abs(value) < 10**15 else "a number of more than 15 digits"


def elsewhere(site, *kinds):
    """ADDP with a server of these types that is set outside the list of OCS."""
    for link in site.links:
        if link.client.type in kinds and link.server.type == OCS and link.entry.protocol == "addp":
            text = f"ADDP with OCS is set in the list of {link.client.name}."
            mend = f"set it in the connections of {link.entry.to}"
            yield Remark(link.entry, "protocol", text, mend)
    own = {(site.head(link.client).name, site.head(link.server).name)
           for link in site.between(OCS, *kinds) if link.entry.protocol == "addp"}  # fmt: skip
    for group in site.data.campaign_group:
        for entry in group.connections:
            server = site.apps.get(entry.to)
            ends = site.named(group.ocs).name, server and site.head(server).name
            if server and server.type in kinds and entry.protocol == "addp" and ends not in own:
                text = f"ADDP to {entry.to} is set in the list of campaign group {group.name} only."
                yield Remark(entry, "protocol", text, f"set it in the connections of {group.ocs}")


@rule("C067", "C069")
def addp_to_t_server_is_switched_on(site):
    """ADDP from OCS to T-Server is the protocol of the connection, and has values in seconds."""
    yield from off(site, OCS, *T_SERVERS)
    yield from values(site, OCS, *T_SERVERS)


@rule("C069")
def addp_to_t_server_is_set_in_ocs(site):
    """ADDP between OCS and T-Server is set in the list of OCS."""
    yield from elsewhere(site, *T_SERVERS)


@rule("C090")
def addp_to_configuration_server_is_switched_on(site):
    """ADDP from OCS to Configuration Server is the protocol of the connection."""
    yield from off(site, OCS, CONFIG)


@rule("C091")
def addp_to_configuration_server_names_confserv(site):
    """ADDP to Configuration Server is set in the list of OCS, for the application confserv."""
    yield from elsewhere(site, CONFIG)
    for link in site.between(OCS, CONFIG):
        if link.entry.protocol == "addp" and site.head(link.server).name != CONFSERV:
            text = f"ADDP to Configuration Server is set for {link.entry.to}, not for {CONFSERV}."
            yield Remark(link.entry, "to", text, f"name the application {CONFSERV}")


@rule("C092")
def addp_to_configuration_server_has_seconds(site):
    """The ADDP values to Configuration Server are seconds."""
    yield from values(site, OCS, CONFIG)


@rule("C096")
def addp_to_cpd_server_is_switched_on(site):
    """ADDP from OCS to CPD Server is the protocol of the connection."""
    yield from off(site, OCS, CPD)


@rule("C097")
def addp_to_cpd_server_is_set_in_ocs_in_seconds(site):
    """ADDP to CPD Server is set in the list of OCS, in seconds."""
    yield from elsewhere(site, CPD)
    yield from values(site, OCS, CPD)


@rule("C117")
def addp_to_cpd_proxy_is_set_in_ocs_in_seconds(site):
    """ADDP to CPD Proxy is the protocol of an entry in the list of OCS, in seconds."""
    yield from off(site, OCS, PROXY)
    yield from elsewhere(site, PROXY)
    yield from values(site, OCS, PROXY)


@rule("C118")
def addp_from_cpd_proxy_is_switched_on(site):
    """ADDP from CPD Proxy to CPD Server is the protocol, and has values in seconds."""
    yield from off(site, PROXY, CPD)
    yield from values(site, PROXY, CPD)


@rule("C141")
def addp_to_obn_manager_is_set_in_ocs(site):
    """ADDP to OBN Manager is set in the list of OCS, and not in that of a campaign group only."""
    yield from elsewhere(site, OBN)
    yield from off(site, OCS, OBN)
    yield from values(site, OCS, OBN)
