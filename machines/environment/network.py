"""The network between a client and one server: one TCP connection, whole, silent or gone."""

from statemachine import State

from dialonce import Data, Machine, Read


class Wire(Machine):
    """The TCP connection between a client, mostly OCS, and one server, as the network sees it.

    Data: last_tried (ghost), 1 if this was the last server that the client tried.
    Assumes: a silence that heals is a delay, so a silent connection stays silent until it is
    noticed or cut (D-102).
    Source: CPD-8, CPD-13, CPD-14, ADDP-9.
    """

    outputs = frozenset({
        "link.accepted", "link.refused", "link.dropped", "call.disconnected", "peer.other_tried",
        "detector.silence", "detector.silence_while_sending", "detector.closed", "observer.up",
    })  # fmt: skip
    spontaneous = frozenset({
        "accept", "refuse", "decline", "give_no_answer", "cut", "fall_silent",
        "fall_silent_while_sending",
    })  # fmt: skip
    faults = frozenset({"decline", "give_no_answer", "cut", "fall_silent",
                        "fall_silent_while_sending"})  # fmt: skip
    optional = frozenset({"close", "other_tried"})
    last_tried = Data(range(2))
    server_up = Read("the server at the other end is up")
    paired = Read("that server is one of a pair, so that it may be in the standby role")

    closed = State(initial=True)
    opening = State()
    open = State()
    silent = State()

    connect = closed.to(opening, on="mark_tried")
    """The client opens the connection."""
    accept = opening.to(open, cond="server_up", on="tell_accepted")
    """The server accepts."""
    refuse = opening.to(closed, unless="server_up", on="tell_refused")
    """The server is down: the try is refused."""
    decline = opening.to(closed, cond="server_up and paired", on="tell_refused")  # CPD-14
    """The server is up but not in the primary role: it declines."""
    give_no_answer = opening.to(closed, on="tell_refused")
    """The try is lost on the way: no answer comes."""
    cut = (
        open.to(closed, on="tell_dropped")
        | silent.to(closed, on="tell_dropped")
    )  # fmt: skip
    """The connection is cut, and both sides notice."""
    reset = open.to(closed, on="tell_dropped")
    """The server died, and its host resets the connection."""
    fall_silent = open.to(silent, on="tell_silence")
    """The connection goes silent while the client has nothing in flight: nobody notices yet."""
    fall_silent_while_sending = open.to(silent, on="tell_silence_while_sending")
    """The connection goes silent while data of the client are in flight: nobody notices yet."""
    noticed = silent.to(closed, on="tell_dropped")
    """The client notices that the connection is silent, and gives it up."""
    close = closed.from_(open, silent, on="tell_closed")
    """The client closes the connection itself."""
    other_tried = closed.to(None, on="forget_tried")
    """The client tries the other server."""

    def mark_tried(self):
        self.last_tried = 1
        self.emit("peer.other_tried")

    def forget_tried(self):
        self.last_tried = 0

    def tell_accepted(self):
        self.emit("observer.up")
        self.emit("link.accepted")

    def tell_refused(self):
        self.emit("link.refused")

    def tell_dropped(self):
        self.emit("detector.closed")
        self.emit("call.disconnected")
        self.emit("link.dropped")

    def tell_closed(self):
        self.emit("detector.closed")
        self.emit("call.disconnected")

    def tell_silence(self):
        self.emit("detector.silence")

    def tell_silence_while_sending(self):
        self.emit("detector.silence_while_sending")
