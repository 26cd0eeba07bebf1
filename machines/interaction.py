"""OCS as the server of Interaction Server: its ESP port, its questions, and who connects."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class EspPort(Machine):
    """The port of type ESP on which OCS listens for Interaction Server.

    Source: IXN-6.
    """

    listening = State(initial=True)
    serving = State()

    up = listening.to(serving)  # IXN-6
    """A client has connected."""
    disconnected = serving.to(listening)  # IXN-6
    """The connection is lost: OCS listens for the next one."""
    reset = serving.to(listening)
    """OCS starts anew."""


class Dialogue(Machine):
    """A question of OCS to Interaction Server, and the answer that it takes.

    Source: IXN-4, IXN-5.
    """

    outputs = frozenset({"exchange.request"})
    spontaneous = frozenset({"ask"})
    served = Read("a client is connected to the ESP port")

    idle = State(initial=True)
    asked = State()
    answered = State()

    ask = (
        idle.to(asked, cond="served", on="send_request")  # IXN-5
        | answered.to(asked, cond="served", on="send_request")  # IXN-5
    )
    """OCS sends a request to Interaction Server."""
    answer_on_esp = asked.to(answered)  # IXN-4
    """An answer arrives over the ESP port."""
    answer_on_default = asked.to(None)  # IXN-4
    """An answer arrives over the default port: OCS goes on waiting."""
    disconnected = asked.to(idle)  # IXN-5
    """The connection is lost, and with it the answer."""
    reset = asked.to(idle)
    """OCS starts anew."""

    def send_request(self):
        self.emit("exchange.request")


class PortClient(Machine):
    """An Interaction Server as the client of one port of OCS.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: IXN-6.
    """

    outputs = frozenset({"port.connect"})
    spontaneous = frozenset({"start"})
    seeking = AnyOf("trying", "resting")

    off = State(initial=True)
    trying = State()
    connected = State()
    resting = State()

    start = off.to(trying, on="connect")
    """Interaction Server starts, and connects to the port that its configuration names."""
    accepted = trying.to(connected)  # IXN-6
    """OCS accepts: the connection is up."""
    refused = trying.to(resting)  # IXN-6
    """The try has failed: Interaction Server rests before the next one."""
    tick = resting.to(trying, on="connect")  # IXN-6
    """The rest is over: Interaction Server tries again."""
    dropped = connected.to(trying, on="connect")  # IXN-6
    """The connection is lost: Interaction Server connects again."""

    def connect(self):
        self.emit("port.connect")
