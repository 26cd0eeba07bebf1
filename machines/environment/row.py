"""A row of the calling list in the database, and the messages about it on their way."""

from statemachine import State

from dialonce import Data, Machine, Read

NOTHING, ASK, ROW, UPDATE, AMEND, DONE = range(6)


class Row(Machine):
    """A row: ready, retrieved by OCS, with its final state, or left behind as retrieved.

    Data: under_way, 0 nothing, 1 a request for the row, 2 the row, 3 the outcome, 4 history, 5 an
    acknowledgement; stored, 0 nothing, 1 the outcome, 2 the history after it; effects (ghost), how
    often a transaction changed the row, counted to 3.
    Assumes: a message under way dies with its connection.
    Source: PATH-3, PATH-5, PATH-8, DB-9 to DB-11.
    """

    outputs = frozenset({"copy.arrived", "copy.acknowledged_once"})
    spontaneous = frozenset({"retrieve", "deliver", "apply", "acknowledge"})
    optional = frozenset({"taken_over"})
    under_way = Data(range(6), unit="code")
    stored = Data(range(3), unit="code")
    effects = Data(range(4), unit="effects")
    connected = Read("OCS and the DB Server hear each other")

    ready = State(initial=True)
    retrieved = State()
    final = State()
    left = State()
    validate_trap_states = False

    ask = ready.to(None, on="carry_ask") | retrieved.to(None, on="carry_ask")
    """OCS asks for the row."""
    update = retrieved.to(None, on="carry_update") | final.to(None, on="carry_update")
    """OCS sends the outcome."""
    amend = final.to(None, on="carry_amend")
    """OCS sends what came after the outcome."""
    retrieve = (
        ready.to(retrieved, cond="asked and connected", on="carry_row")  # PATH-3, DB-9
        | retrieved.to(None, cond="asked and connected", on="carry_row")  # PATH-3, DB-9
    )
    """The database marks the row as retrieved and sends it, in one transaction."""
    deliver = retrieved.to(None, cond="sent and connected", on="hand_row")  # PATH-3, DB-9
    """The row reaches OCS."""
    apply = (
        retrieved.to(final, cond="updating and connected", on="store")  # PATH-5, DB-10
        | final.to(None, cond="updating and connected", on="store")  # PATH-5, DB-10, DB-11
    )
    """The database applies a transaction; one that it has applied already changes nothing."""
    acknowledge = final.to(None, cond="done and connected", on="hand_done")  # PATH-5, DB-10
    """The acknowledgement reaches OCS."""
    disconnected = (
        ready.to(None, on="drop") | retrieved.to(None, on="drop") | final.to(None, on="drop")
    )
    """The connection is gone, and with it what was under way."""
    taken_over = retrieved.to(left)  # PATH-8, DB-12
    """The OCS that retrieved the row is gone: for any other one it is not to be dialed."""

    def asked(self):
        return self.under_way == ASK

    def sent(self):
        return self.under_way == ROW

    def updating(self):
        return self.under_way in (UPDATE, AMEND)

    def done(self):
        return self.under_way == DONE

    def carry_ask(self):
        self.under_way = ASK

    def carry_row(self):
        self.under_way = ROW

    def carry_update(self):
        self.under_way = UPDATE

    def carry_amend(self):
        self.under_way = AMEND

    def store(self):
        value = self.under_way - UPDATE + 1
        if self.stored != value:
            self.effects = min(3, self.effects + 1)
        self.stored = value
        self.under_way = DONE

    def drop(self):
        self.under_way = NOTHING

    def hand_row(self):
        self.under_way = NOTHING
        self.emit("copy.arrived")

    def hand_done(self):
        self.under_way = NOTHING
        self.emit("copy.acknowledged_once")
