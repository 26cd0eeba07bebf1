"""Which connections can be secured by TLS."""

from dialonce.rule import Remark, fact, rule
from spec.site import CPD, DB, GA, OCM, OCS, PROXY, WIZARD

WITHOUT = (OCM, WIZARD)


def _port(link, server=None):
    """The described port that an entry names of its server, or of another, if it is described."""
    ports = (server or link.server).ports
    return next((port for port in ports if port.id == (link.entry.port_id or "default")), None)


def _secured(site):
    """The entries with TLS: said so, or to a secured port."""
    return [e for e in site.links if e.entry.tls or (_port(e) and _port(e).tls)]


def _open(site, link):
    """The server of an entry, and its backup, where the named port is not secured."""
    for server in site.pair(link.server):
        port = _port(link, server)
        if port and not port.tls:
            yield server


@rule("C212")
def tls_meets_a_secured_port(site):
    """A secured connection of OCS, CPD Server or CPD Proxy names no port that is not secured."""
    for link in _secured(site):
        kinds = {link.client.type, link.server.type}
        told = kinds & {OCS, CPD, PROXY} and not kinds & set(WITHOUT)
        for server in _open(site, link) if told else ():
            text = f"TLS to {server.name}, whose port {link.entry.port_id!r} is not secured."
            safe = [port.id for port in server.ports if port.tls]
            instead = f', or set port_id = "{safe[0]}"' if safe else ""
            yield Remark(link.entry, "tls", text, f"secure that port of {server.name}{instead}")


@rule("C213")
def ocm_and_the_wizard_have_no_tls(site):
    """No connection and no port of OCM or of the Wizard is secured."""
    for link in _secured(site):
        for app in (link.client, link.server):
            if app.type in WITHOUT:
                text = f"TLS with {app.name}, and {app.type} does not support it."
                key = "tls" if link.entry.tls else "port_id"
                yield Remark(link.entry, key, text, "leave this connection without TLS")
    for app in site.of(*WITHOUT):
        for port in app.ports:
            if port.tls:
                text = f"{app.name} has a secured port, and {app.type} does not support TLS."
                yield Remark(port, "tls", text, "set tls = false")


@rule("C214")
def tls_to_db_server_needs_a_dap(site):
    """With TLS to DB Server, a DAP to that DB Server is in the list of OCS."""
    for link in _secured(site):
        if link.client.type == OCS and link.server.type == DB:
            wanted = site.head(link.server)
            daps = [p for p in site.peers(link.client) if p.type != DB]
            if not any(site.db_server(dap) is wanted for dap in daps):
                text = f"TLS to {link.entry.to}, but {link.client.name} lists no DAP to it."
                mend = f"add a DAP with db_server = {wanted.name!r} to its connections"
                yield Remark(link.entry, "tls", text, mend)


@fact("C215")
def genesys_administrator_may_use_tls(site):
    """Genesys Administrator supports TLS."""
    for link in _secured(site):
        if link.client.type == GA:
            text = f"{link.client.name} is connected to {link.server.name} by TLS."
            yield Remark(link.entry, "tls", text)
