"""Interaction Server: who is the server, and on which port."""

from dialonce.rule import Remark, rule
from spec.site import IXN, OCS

ESP, DEFAULT = "ESP", "default"


def _esp_ports(ocs):
    """The PortIDs of an OCS that are special ports of type ESP, and not its default port."""
    taken = {port.port for port in ocs.ports if port.type != ESP or port.id == DEFAULT}
    return [p.id for p in ocs.ports if p.type == ESP and p.id != DEFAULT and p.port not in taken]


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
            if not _esp_ports(member) and (member is ocs or member.ports):
                text = f"{member.name} has no port of type ESP for Interaction Server."
                default = any(port.type == ESP for port in member.ports)
                beside = " beside the default port" * default
                mend = f'add a port with type = "{ESP}", an id and a number of its own{beside}'
                yield Remark(member, "ports", text, mend)


@rule("C137")
def interaction_server_names_the_esp_port(site):
    """The connection from Interaction Server to OCS names the PortID of the ESP port."""
    for link in site.between(IXN, OCS):
        known = _esp_ports(link.server)
        named = link.entry.port_id or DEFAULT
        if named not in known and (known or named == DEFAULT):
            text = f"{link.client.name} names PortID {named!r} of {link.entry.to}."
            mend = f'set port_id = "{known[0]}"' if known else f"name the PortID of an {ESP} port"
            yield Remark(link.entry, "port_id", text, mend)
