"""The network between a client application and one server that it may or may not serve."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class ClientWire(Machine):
    """The TCP connection between a client application and one server.

    Assumes: a silence that heals is a delay, so a silent connection stays silent until it is
    noticed, cut or closed (D-102).
    Source: OCM-2, OCM-9, GA-1.
    """

    outputs = frozenset({
        "client.accepted", "client.refused", "client.dropped", "carried.disconnected",
        "news.status", "detector.silence", "detector.silence_while_sending", "detector.closed",
    })  # fmt: skip
    spontaneous = frozenset({
        "accept", "refuse", "give_no_answer", "cut", "fall_silent", "fall_silent_while_sending",
    })  # fmt: skip
    faults = frozenset({"give_no_answer", "cut", "fall_silent", "fall_silent_while_sending"})
    optional = frozenset({"noticed", "close"})
    serving = Read("the server at the other end runs and accepts clients")
    up = AnyOf("open", "silent")
    used = AnyOf("opening", "open", "silent")

    closed = State(initial=True)
    opening = State()
    open = State()
    silent = State()

    connect = closed.to(opening)
    """The client opens the connection."""
    accept = opening.to(open, cond="serving", on="tell_accepted")
    """The server accepts the client."""
    refuse = opening.to(closed, unless="serving", on="tell_refused")  # OCM-9
    """The server is down, or has the standby role: the client is turned away."""
    give_no_answer = opening.to(closed, on="tell_refused")
    """The try is lost on the way: no answer comes."""
    cut = (
        open.to(closed, on="tell_dropped")
        | silent.to(closed, on="tell_dropped")
    )  # fmt: skip
    """The connection is cut, and both sides notice."""
    reset = open.to(closed, on="tell_dropped")
    """The server stopped or left its role, and the connection with it."""
    fall_silent = open.to(silent, on="tell_silence")
    """The connection goes silent while the client has nothing in flight: nobody notices yet."""
    fall_silent_while_sending = open.to(silent, on="tell_silence_while_sending")
    """The connection goes silent while data of the client are in flight: nobody notices yet."""
    noticed = silent.to(closed, on="tell_dropped")
    """The client notices that the connection is silent, and gives it up."""
    close = closed.from_(opening, open, silent, on="tell_closed")
    """The client closes the connection itself, or stops opening it."""

    def tell_accepted(self):
        self.emit("client.accepted")
        self.emit("news.status")

    def tell_refused(self):
        self.emit("client.refused")

    def tell_dropped(self):
        self.emit("detector.closed")
        self.emit("carried.disconnected")
        self.emit("client.dropped")

    def tell_closed(self):
        self.emit("detector.closed")
        self.emit("carried.disconnected")

    def tell_silence(self):
        self.emit("detector.silence")

    def tell_silence_while_sending(self):
        self.emit("detector.silence_while_sending")
