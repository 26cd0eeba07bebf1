"""The parts that most systems share: a server at the end of its wire, and what is fair there."""

from machines.environment.network import Wire
from machines.environment.server import Server


def server(name, link, detector, observer="", other=""):
    """A server and the wire to it: machines, roles, reads; `other` is its partner in a pair."""
    wire = f"{name}_wire"
    roles = {
        f"{name}.wire": wire,
        f"{wire}.link": link,
        f"{wire}.detector": detector,
        f"{wire}.observer": observer,
        f"{wire}.peer": f"{other}_wire" if other else "",
    }
    reads = {
        f"{wire}.server_up": f"{name}.up",
        f"{wire}.paired": f"{other}.up | {other}.down" if other else "",
    }
    return {name: Server, wire: Wire}, roles, reads


def tries(*servers):
    """The outcomes of a try on each of the servers."""
    return [f"{name}_wire.{way}" for name in servers for way in ("accept", "refuse")]
