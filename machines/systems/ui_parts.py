"""The parts of systems with a client application: wires to servers, alone or in a pair."""

from machines.environment.client import ClientWire
from machines.environment.server import Server
from machines.environment.standby import PairMember


def ends(pair, lone, client, detector="", carried="", news="", role=""):
    """Servers of a pair and lone ones, each with a client's wire: machines, roles, reads."""
    machines, roles, reads = {}, {}, {}
    for name in (*pair, *lone):
        wire = f"{name}_wire"
        machines |= {name: PairMember if name in pair else Server, wire: ClientWire}
        roles |= {
            f"{name}.wire": wire,
            f"{client}.{role or name}": wire,
            f"{wire}.client": client,
            f"{wire}.carried": carried,
            f"{wire}.news": news,
            f"{wire}.detector": detector,
        }
        reads[f"{wire}.serving"] = f"{name}.leading" if name in pair else f"{name}.up"
    for name, partner in zip(pair, reversed(pair), strict=True):
        reads[f"{name}.partner_leads"] = f"{partner}.leading"
    return machines, roles, reads


def fairness(pair, lone):
    """What happens in the end at these servers: tries have an outcome, and a pair its primary."""
    tries = [f"{name}_wire.{way}" for name in (*pair, *lone) for way in ("accept", "refuse")]
    return (*tries, *(f"{name}.promote" for name in pair))
