"""Where an update ends: the way of one OCS to the database, and the row of the record."""

from statemachine import State

from dialonce import Machine, Read


class OutcomeWay(Machine):
    """What one OCS writes to the database; how it is lost and repeated is told with the rows.

    Source: HA-10, HA-30.
    """

    outputs = frozenset({"row.finish"})
    admitted = Read("the servers accept the requests of this OCS")

    open = State(initial=True)

    write = open.to(None, cond="admitted", on="store") | open.to(None, unless="admitted")  # HA-10
    """OCS writes the outcome; that of an OCS without the role is refused."""
    refused = open.to(None)
    """Another OCS has got the role."""
    closed = open.to(None)
    """This OCS is gone, or begins anew."""

    def store(self):
        self.emit("row.finish")


class ServedRow(Machine):
    """A row that the database serves to the OCS with the role; HA-22 and HA-26 say the rest.

    Source: HA-26, HA-27, HA-30.
    """

    outputs = frozenset({"first.arrived", "second.arrived", "phone.permit"})
    spontaneous = frozenset({"serve_first", "serve_second", "reset"})
    faults = frozenset({"reset"})
    first_admitted = Read("the servers accept the requests of the first OCS")
    second_admitted = Read("the servers accept the requests of the second OCS")

    ready = State(initial=True)
    retrieved = State()
    left = State()
    final = State()
    validate_trap_states = False

    serve_first = ready.to(retrieved, cond="first_admitted", on="give_first")
    """The first OCS retrieves the row."""
    serve_second = ready.to(retrieved, cond="second_admitted", on="give_second")
    """The second OCS retrieves the row."""
    finish = final.from_(ready, retrieved, left) | final.to(None)
    """The outcome is written; who may write is looked at before that."""
    abandoned = retrieved.to(left)  # HA-26
    """The OCS that retrieved the row is gone: the row stays as it is."""
    reset = left.to(ready, on="permit")  # HA-27
    """A person sets the row back to ready, perhaps while the old call lives on."""

    def give_first(self):
        self.emit("first.arrived")

    def give_second(self):
        self.emit("second.arrived")

    def permit(self):
        self.emit("phone.permit")
