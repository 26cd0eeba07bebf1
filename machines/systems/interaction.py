"""OCS as a server: Interaction Server on the ESP port, and a client that names the wrong port."""

from dialonce import ENVIRONMENT, System
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.interaction import Exchange
from machines.environment.network import Wire
from machines.environment.server import Server
from machines.interaction import Dialogue, EspPort, PortClient
from machines.systems.parts import tries


def _port(name, client, observer="", heard=""):
    """One port of OCS with the wire from its client: machines, roles, reads."""
    wire, detector = f"{name}_wire", f"{name}_detector"
    roles = {
        f"{wire}.link": client,
        f"{wire}.detector": detector,
        f"{wire}.observer": observer,
        f"{wire}.peer": "",
        f"{wire}.call": heard,
        f"{detector}.wire": wire,
        f"{client}.port": wire,
    }
    reads = {f"{wire}.server_up": "host.up", f"{wire}.paired": ""}
    return {wire: Wire, detector: AddpContract}, roles, reads


def _server():
    esp = _port("esp", "client", "esp_port", "esp_port dialogue exchange")
    default = _port("default", "stray")
    return System(
        name="ixn_server",
        client="Interaction Server",
        server="OCS",
        mode="ESP port and default port",
        processes={
            "ocs": {"esp_port": EspPort, "dialogue": Dialogue},
            "interaction": {"client": PortClient, "stray": PortClient},
            ENVIRONMENT: {"host": Server, "exchange": Exchange, "clock": Clock}
            | esp[0]
            | default[0],
        },
        roles=esp[1]
        | default[1]
        | {
            "host.wire": "esp_wire default_wire esp_port dialogue exchange",
            "clock.timer": "client stray esp_detector default_detector",
        },
        reads=esp[2]
        | default[2]
        | {
            "dialogue.served": "esp_port.serving",
            "exchange.esp_open": "esp_wire.open",
            "exchange.default_open": "default_wire.open",
            "clock.held": "",
        },
        fair=("clock.tick", "dialogue.ask", "exchange.answer_on_esp", *tries("esp", "default")),
        topics=("interaction",),
    )


ixn_server = _server()
