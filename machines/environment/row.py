"""A row of the calling list in the database, and the messages about it on their way."""

from statemachine import State

from dialonce import Data, Machine, Read

NOTHING, ASK, ROW, UPDATE, DONE = range(5)


class Row(Machine):
    """A row: ready, retrieved by OCS, with its final state, or left behind as retrieved.

    Data: under_way, 0 nothing, 1 a request for the row, 2 the row, 3 an update, 4 its
    acknowledgement; effects (ghost), how often an update changed the row, counted to 2.
    Assumes: a message under way dies with its connection.
    Source: PATH-3, PATH-5, PATH-8.
    """

    outputs = frozenset({"copy.arrived", "copy.acknowledged"})
    spontaneous = frozenset({"retrieve", "deliver", "apply", "acknowledge"})
    optional = frozenset({"taken_over"})
    under_way = Data(range(5), unit="code")
    effects = Data(range(3), unit="effects")
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
    retrieve = (
        ready.to(retrieved, cond="asked and connected", on="carry_row")  # PATH-3
        | retrieved.to(None, cond="asked and connected", on="carry_row")  # PATH-3
    )
    """The database marks the row as retrieved and sends it, in one transaction."""
    deliver = retrieved.to(None, cond="sent and connected", on="hand_row")  # PATH-3
    """The row reaches OCS."""
    apply = (
        retrieved.to(final, cond="updating and connected", on=["count", "carry_done"])  # PATH-5
        | final.to(None, cond="updating and connected", on="carry_done")  # PATH-5
    )
    """The database applies the update; one that it has applied already changes nothing."""
    acknowledge = final.to(None, cond="done and connected", on="hand_done")  # PATH-5
    """The acknowledgement reaches OCS."""
    disconnected = (
        ready.to(None, on="drop") | retrieved.to(None, on="drop") | final.to(None, on="drop")
    )
    """The connection is gone, and with it what was under way."""
    taken_over = retrieved.to(left)  # PATH-8
    """The OCS that retrieved the row is gone: for any other one it is not to be dialed."""

    def asked(self):
        return self.under_way == ASK

    def sent(self):
        return self.under_way == ROW

    def updating(self):
        return self.under_way == UPDATE

    def done(self):
        return self.under_way == DONE

    def carry_ask(self):
        self.under_way = ASK

    def carry_row(self):
        self.under_way = ROW

    def carry_update(self):
        self.under_way = UPDATE

    def carry_done(self):
        self.under_way = DONE

    def count(self):
        self.effects = min(2, self.effects + 1)

    def drop(self):
        self.under_way = NOTHING

    def hand_row(self):
        self.under_way = NOTHING
        self.emit("copy.arrived")

    def hand_done(self):
        self.under_way = NOTHING
        self.emit("copy.acknowledged")
