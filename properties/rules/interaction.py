"""Interaction Server: who is the server, and on which port."""

from dialonce.rule import Remark, rule
from spec.site import IXN, OCS

ESP, DEFAULT = "ESP", "default"


def _esp_ports(ocs):
    """The PortIDs of an OCS that are special ports of type ESP."""
    return [port.id for port in ocs.ports if port.type == ESP and port.id != DEFAULT]


@rule("C135")
def ocs_is_a_server_for_interaction_server(site):
    """The connection is in the list of Interaction Server, not in that of OCS."""
    for link in site.between(OCS, IXN):
        text = f"{link.client.name} lists {link.server.name}, and must be a server for it."
        mend = f"add {link.client.name} to the connections of {link.server.name} instead"
        yield Remark(link.entry, "to", text, mend)


@rule("C136")
def ocs_has_an_esp_port_for_interaction_server(site):
    """An OCS that Interaction Server connects to has a port of type ESP beside its default one."""
    heads = [site.head(link.server) for link in site.between(IXN, OCS)]
    for ocs in {head.name: head for head in heads}.values():
        for member in site.pair(ocs):
            if not _esp_ports(member):
                text = f"{member.name} has no port of type ESP for Interaction Server."
                default = any(port.type == ESP for port in member.ports)
                beside = " beside the default port" * default
                mend = f'add a port with type = "{ESP}" and an id of its own{beside}'
                yield Remark(member, "ports", text, mend)


@rule("C137")
def interaction_server_names_the_esp_port(site):
    """The connection from Interaction Server to OCS names the PortID of the ESP port."""
    for link in site.between(IXN, OCS):
        known = _esp_ports(link.server)
        if known and link.entry.port_id not in known:
            text = f"{link.client.name} names PortID {link.entry.port_id!r} of {link.entry.to}."
            yield Remark(link.entry, "port_id", text, f'set port_id = "{known[0]}"')
