"""Calls that live on through a failover, the agents who take them, and what agents send."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read


class AgentCall(Machine):
    """A call that one OCS has dialed: at the switch, at an agent's desk, and the agent's update.

    Data: dbid, which OCS the attached data name, 0 for none; known, 1 if that OCS has not begun
    anew since it dialed.
    Assumes: of two calls of one OCS for one record that live at a time, the older one is followed;
    an interaction that is pushed as a preview waits for its agent as a queued call does.
    Source: HA-29 to HA-31.
    """

    outputs = frozenset({
        "ocs_1.update", "ocs_2.update", "ocs_1.old_update", "ocs_2.old_update", "phone.ring",
    })  # fmt: skip
    spontaneous = frozenset({
        "answer", "transfer", "end", "send_update", "bring_update", "lose_update",
    })  # fmt: skip
    faults = frozenset({"lose_update"})
    optional = frozenset({"request_1", "request_2"})
    dbid = Data(range(3), unit="DBID")
    known = Data(range(2))
    admitted = Read("the servers accept the requests of this OCS")
    talking = AnyOf("queued", "answered", "transferred")

    idle = State(initial=True)
    queued = State()
    answered = State()
    transferred = State()
    updating = State()

    request_1 = (
        idle.to(queued, cond="admitted", on=["ring", "name_1"])  # HA-31
        | queued.to(None, cond="admitted", on="ring")
        | answered.to(None, cond="admitted", on="ring")
        | transferred.to(None, cond="admitted", on="ring")
        | updating.to(None, cond="admitted", on="ring")
    )
    """The OCS with DBID 1 has a call placed."""
    request_2 = (
        idle.to(queued, cond="admitted", on=["ring", "name_2"])  # HA-31
        | queued.to(None, cond="admitted", on="ring")
        | answered.to(None, cond="admitted", on="ring")
        | transferred.to(None, cond="admitted", on="ring")
        | updating.to(None, cond="admitted", on="ring")
    )
    """The OCS with DBID 2 has a call placed."""
    answer = queued.to(answered) | transferred.to(answered)  # HA-29
    """The call is routed to an agent, who learns the DBID from the attached data."""
    transfer = answered.to(transferred)  # HA-29
    """The agent transfers the call, and it waits for another one."""
    end = idle.from_(queued, answered, transferred, on="forget")  # HA-29
    """The call ends, and nobody updates the record."""
    send_update = answered.to(updating)  # HA-29, HA-30
    """The call ends, and its agent updates the record, at the OCS that the call names."""
    bring_update = updating.to(idle, on=["hand_update", "forget"])  # HA-30, HA-31
    """The update reaches its OCS, or nobody if that is down."""
    lose_update = updating.to(idle, on="forget")
    """The update is lost on its way."""
    refused = (
        queued.to(None) | answered.to(None) | transferred.to(None) | updating.to(None)  # HA-29
    )  # fmt: skip
    """Another OCS has got the role: the call goes on."""
    closed = (
        queued.to(None, on="outdate")  # HA-29, HA-30
        | answered.to(None, on="outdate")  # HA-29, HA-30
        | transferred.to(None, on="outdate")  # HA-29, HA-30
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
