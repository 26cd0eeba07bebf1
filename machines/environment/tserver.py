"""What answers OCS at a T-Server: registration and status, a hot pair, and who is told."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read

ANSWERS_MAX = 3


class TServerDialog(Machine):
    """The questions of OCS on their way, and what the T-Server answers to them, one by one.

    Data: open, answers that are still to come: of queues, agents and calls.
    Assumes: a T-Server that hears OCS answers before the time for an answer is over.
    Source: TS-11, TS-19, TS-22.
    """

    outputs = frozenset({"link.registered", "link.registration_refused", "link.informed"})
    spontaneous = frozenset({"register_ocs", "refuse_ocs", "answer"})
    faults = frozenset({"refuse_ocs"})
    open = Data(range(ANSWERS_MAX + 1), unit="answers")
    connected = Read("OCS and the T-Server hear each other")
    strict = Read("the T-Server may refuse to register OCS", optional=True)
    working = AnyOf("registering", "answering")

    idle = State(initial=True)
    registering = State()
    answering = State()
    deaf = State()

    register = idle.to(registering)  # TS-20
    """OCS asks to be registered."""
    register_ocs = registering.to(idle, cond="connected", on="tell_registered")  # TS-11
    """The T-Server registers OCS."""
    refuse_ocs = registering.to(idle, cond="connected and strict", on="tell_refused")  # TS-19
    """The T-Server does not know OCS, and refuses to register it."""
    ask = idle.to(answering, on="open_three")  # TS-11
    """OCS asks for the status of queues, agents and calls."""
    answer = (
        answering.to(None, cond="connected and open > 1", on="count")  # TS-11
        | answering.to(idle, cond="connected and open == 1", on=["count", "tell_informed"])  # TS-12
    )
    """The T-Server answers the next of the three questions."""
    silence = deaf.from_(registering, answering, on="forget")  # TS-22
    """The connection went silent: no answer will come."""
    silence_while_sending = deaf.from_(registering, answering, on="forget")  # TS-22
    """The connection went silent with a question under way: no answer will come."""
    closed = idle.from_(registering, answering, deaf, on="forget")
    """The connection is gone, and with it the open questions."""

    def open_three(self):
        self.open = ANSWERS_MAX

    def count(self):
        self.open -= 1

    def forget(self):
        self.open = 0

    def tell_registered(self):
        self.emit("link.registered")

    def tell_refused(self):
        self.emit("link.registration_refused")

    def tell_informed(self):
        self.emit("link.informed")


class HotPair(Machine):
    """Two T-Servers in hot standby: OCS sees one that runs, until none does.

    Source: TS-3.
    """

    outputs = frozenset({"wire.reset"})
    spontaneous = frozenset({"crash", "recover"})
    faults = frozenset({"crash"})
    up = AnyOf("both", "one")

    both = State(initial=True)
    one = State()
    down = State()

    crash = (
        both.to(one)  # TS-3
        | one.to(down, on="reset_connections")  # TS-3
    )
    """The active T-Server stops, and the other one takes over with its connections, if it runs."""
    recover = one.to(both) | down.to(one)
    """A T-Server runs again."""

    def reset_connections(self):
        self.emit("wire.reset")


class Board(Machine):
    """Where statistics over a T-Server arrive, and where refusals are told.

    Source: TS-6, TS-19.
    """

    optional = frozenset({"value", "refusal"})

    listening = State(initial=True)

    value = listening.to(None)
    """Values arrive."""
    refusal = listening.to(None)
    """OCS tells that it was refused."""
