"""Which connections can be secured by TLS."""

from dialonce.rule import Remark, fact, rule
from spec.site import CPD, DB, GA, OCM, OCS, PROXY, WIZARD

WITHOUT = (OCM, WIZARD)


def _port(link):
    """The described port that an entry names, if it is described."""
    return next((port for port in link.server.ports if port.id == link.entry.port_id), None)


def _secured(site):
    """The entries with TLS: said so, or to a secured port."""
    return [e for e in site.links if e.entry.tls or (_port(e) and _port(e).tls)]


@rule("C212")
def tls_meets_a_secured_port(site):
    """A secured connection of OCS, CPD Server or CPD Proxy names no port that is not secured."""
    for link in _secured(site):
        kinds, port = {link.client.type, link.server.type}, _port(link)
        if kinds & {OCS, CPD, PROXY} and not kinds & set(WITHOUT) and port and not port.tls:
            text = f"TLS to {link.entry.to}, whose port {link.entry.port_id!r} is not secured."
            yield Remark(link.entry, "tls", text, f"secure that port of {link.entry.to}")


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
