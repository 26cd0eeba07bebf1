"""Calls that live on through a failover, the agents who take them, and what agents send."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class AgentCall(Machine):
    """A call that one OCS has dialed: at the switch, at an agent's desk, and the agent's update.

    Data: dbid, which OCS the attached data name, 0 for none; known, 1 if that OCS has not begun
    anew since it dialed.
    Assumes: of two calls of one OCS for one record that live at a time, the older one is followed.
    Source: HA-29 to HA-31.
    """

    outputs = frozenset({
        "ocs_1.update", "ocs_2.update", "ocs_1.old_update", "ocs_2.old_update", "phone.ring",
    })  # fmt: skip
    spontaneous = frozenset({"answer", "end", "send_update", "bring_update", "lose_update"})
    faults = frozenset({"lose_update"})
    optional = frozenset({"request_1", "request_2"})
    dbid = Data(range(3), unit="DBID")
    known = Data(range(2))
    admitted = Read("the servers accept the requests of this OCS")
    talking = AnyOf("queued", "answered")

    idle = State(initial=True)
    queued = State()
    answered = State()
    updating = State()

    request_1 = (
        idle.to(queued, cond="admitted", on=["ring", "name_1"])  # HA-31
        | queued.to(None, cond="admitted", on="ring")
        | answered.to(None, cond="admitted", on="ring")
        | updating.to(None, cond="admitted", on="ring")
    )
    """The OCS with DBID 1 has a call placed."""
    request_2 = (
        idle.to(queued, cond="admitted", on=["ring", "name_2"])  # HA-31
        | queued.to(None, cond="admitted", on="ring")
        | answered.to(None, cond="admitted", on="ring")
        | updating.to(None, cond="admitted", on="ring")
    )
    """The OCS with DBID 2 has a call placed."""
    answer = queued.to(answered)  # HA-29
    """The call is routed to an agent, who learns the DBID from the attached data."""
    end = idle.from_(queued, answered, on="forget")  # HA-29
    """The call ends, and nobody updates the record."""
    send_update = answered.to(updating)  # HA-29, HA-30
    """The call ends, and its agent updates the record, at the OCS that the call names."""
    bring_update = updating.to(idle, on=["hand_update", "forget"])  # HA-30, HA-31
    """The update reaches its OCS, or nobody if that is down."""
    lose_update = updating.to(idle, on="forget")
    """The update is lost on its way."""
    refused = queued.to(None) | answered.to(None) | updating.to(None)  # HA-29
    """Another OCS has got the role: the call goes on."""
    closed = (
        queued.to(None, on="outdate")  # HA-29, HA-30
        | answered.to(None, on="outdate")  # HA-29, HA-30
        | updating.to(None, on="outdate")  # HA-30
    )
    """The OCS that dialed is gone, or begins anew: the call goes on, and its record is lost."""

    def ring(self):
        self.emit("phone.ring")

    def name_1(self):
        self.dbid = 1
        self.known = 1

    def name_2(self):
        self.dbid = 2
        self.known = 1

    def outdate(self):
        self.known = 0

    def forget(self):
        self.dbid = 0
        self.known = 0

    def hand_update(self):
        self.emit(f"ocs_{self.dbid}.{'update' if self.known else 'old_update'}")


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
