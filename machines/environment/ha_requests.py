"""What one OCS of a pair sends to database and switch, accepted or refused by its role."""

from statemachine import State

from dialonce import Machine, Read


class RowExchange(Machine):
    """What one OCS asks or writes about one row, on its way to the database and back.

    Assumes: the database looks at the role when something comes; OCS repeats what gets no answer.
    Source: HA-10, HA-22.
    """

    outputs = frozenset({"row.retrieve", "row.finish", "record.arrived", "record.acknowledged"})
    spontaneous = frozenset({"serve", "apply", "deliver", "lose"})
    faults = frozenset({"lose"})
    admitted = Read("the servers accept the requests of this OCS")
    row_open = Read("the row is ready, or this OCS has retrieved it under the order that it has")

    idle = State(initial=True)
    asking = State()
    giving = State()
    updating = State()
    acknowledging = State()

    ask = idle.to(asking, cond="admitted") | idle.to(None, unless="admitted")  # HA-10, HA-22
    """OCS asks for the row; an OCS without the role is refused."""
    update = idle.to(updating, cond="admitted") | idle.to(None, unless="admitted")  # HA-10
    """OCS writes the outcome; an OCS without the role is refused."""
    serve = (
        asking.to(giving, cond="row_open", on="mark_row")  # HA-22
        | asking.to(idle, unless="row_open")  # HA-26
    )
    """The database marks the row and sends it, if it is to be had."""
    apply = updating.to(acknowledging, on="store")
    """The database stores the outcome; once more changes nothing (DB-10)."""
    deliver = giving.to(idle, on="hand_row") | acknowledging.to(idle, on="hand_acknowledgement")
    """The answer reaches OCS."""
    lose = idle.from_(asking, giving, updating, acknowledging)
    """The connection is lost with what was under way."""
    refused = idle.from_(asking, giving, updating, acknowledging)  # HA-10
    """Another OCS has got the role: what is under way is refused."""
    closed = idle.from_(asking, giving, updating, acknowledging)
    """This OCS is gone, or begins anew with a connection of its own."""

    def mark_row(self):
        self.emit("row.retrieve")

    def store(self):
        self.emit("row.finish")

    def hand_row(self):
        self.emit("record.arrived")

    def hand_acknowledgement(self):
        self.emit("record.acknowledged")


class DialWire(Machine):
    """A request of one OCS on its way, and the call that it became, as far as that OCS hears of it.

    Assumes: what becomes of calls whose OCS is gone is told by HA-29 and HA-30.
    Source: HA-10, HA-26.
    """

    outputs = frozenset({"phone.ring", "record.result"})
    spontaneous = frozenset({"place", "lose_request", "report", "lose_report"})
    faults = frozenset({"lose_request", "lose_report"})
    admitted = Read("the servers accept the requests of this OCS")

    idle = State(initial=True)
    carrying = State()
    calling = State()

    request = idle.to(carrying, cond="admitted") | idle.to(None, unless="admitted")  # HA-10
    """OCS sends the request; that of an OCS without the role is refused."""
    place = carrying.to(calling, on="ring")
    """The request arrives, and the switch places the call."""
    lose_request = carrying.to(idle)
    """The request is lost on its way."""
    report = calling.to(idle, on="tell_result")
    """The call's result reaches OCS."""
    lose_report = calling.to(idle)
    """The call's result is lost on its way."""
    refused = idle.from_(carrying, calling)  # HA-10
    """Another OCS has got the role: the request is refused, and a result reaches nobody."""
    closed = idle.from_(carrying, calling)
    """This OCS is gone, or begins anew: a result reaches nobody."""

    def ring(self):
        self.emit("phone.ring")

    def tell_result(self):
        self.emit("record.result")


class AcceptedRequest(Machine):
    """The request of one OCS for one record, if the servers accept it.

    Source: HA-10, HA-24.
    """

    admitted = Read("the servers accept the requests of this OCS")

    none = State(initial=True)
    accepted = State()

    request = none.to(accepted, cond="admitted") | none.to(None, unless="admitted")  # HA-10, HA-24
    """OCS sends the request; that of an OCS without the role is refused."""
    refused = accepted.to(none)  # HA-10
    """Another OCS has got the role; what becomes of the call is told by HA-29."""
    closed = accepted.to(none)
    """This OCS is gone, or begins anew."""
