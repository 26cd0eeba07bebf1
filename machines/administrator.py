"""Genesys Administrator and OCS: a connection for each action, and none in between."""

from statemachine import State

from dialonce import AnyOf, Machine


class AdministratorConnection(Machine):
    """The connection of Genesys Administrator to a pair of OCS, or to another one without backup.

    Assumes: a loss and the outcome of a try are told to it.
    Source: GA-1 to GA-6, GA-8.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "other.connect",
        "primary.close", "backup.close", "other.close",
        "pair_controls.enable", "pair_controls.disable",
        "other_controls.enable", "other_controls.disable",
        "task.connected", "task.unconnected", "task.pair_lost", "task.other_lost",
    })  # fmt: skip
    up = AnyOf("on_primary", "on_backup", "on_other")
    busy = AnyOf(
        "trying_primary", "on_primary", "trying_backup", "on_backup", "trying_other", "on_other"
    )
    with_pair = AnyOf("trying_primary", "on_primary", "trying_backup", "on_backup")
    with_other = AnyOf("trying_other", "on_other")

    idle = State(initial=True)
    trying_primary = State()
    on_primary = State()
    trying_backup = State()
    on_backup = State()
    trying_other = State()
    on_other = State()

    open_pair = idle.to(trying_primary, on="connect_primary")  # GA-1, GA-3
    """A connection to the pair of OCS is required: its primary is tried."""
    open_other = idle.to(trying_other, on="connect_other")  # GA-1, GA-3
    """A connection to the other OCS is required."""
    accepted = (
        trying_primary.to(on_primary, on=["enable_pair", "tell_connected"])  # GA-6
        | trying_backup.to(on_backup, on=["enable_pair", "tell_connected"])  # GA-4, GA-6
        | trying_other.to(on_other, on=["enable_other", "tell_connected"])  # GA-6
    )
    """The OCS accepts: its controls are available."""
    refused = (
        trying_primary.to(trying_backup, on="connect_backup")  # GA-4
        | trying_backup.to(idle, on=["disable_pair", "tell_unconnected"])  # GA-5
        | trying_other.to(idle, on=["disable_other", "tell_unconnected"])  # GA-5
    )
    """The try has failed: the backup is next, and without one the controls are unavailable."""
    dropped = (
        idle.from_(on_primary, on_backup, on="lose_pair")  # GA-7
        | on_other.to(idle, on="lose_other")  # GA-7
    )
    """The connection is lost."""
    give_up = (
        on_primary.to(idle, on=["close_primary", "lose_pair"])  # GA-8
        | on_backup.to(idle, on=["close_backup", "lose_pair"])  # GA-8
        | on_other.to(idle, on=["close_other", "lose_other"])  # GA-8
    )
    """The OCS does not answer: the connection counts as lost."""
    close = (
        on_primary.to(idle, on="close_primary")  # GA-2
        | on_backup.to(idle, on="close_backup")  # GA-2
        | on_other.to(idle, on="close_other")  # GA-2
    )
    """The answer is there: no connection is required any more."""

    def connect_primary(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

    def connect_other(self):
        self.emit("other.connect")

    def close_primary(self):
        self.emit("primary.close")

    def close_backup(self):
        self.emit("backup.close")

    def close_other(self):
        self.emit("other.close")

    def enable_pair(self):
        self.emit("pair_controls.enable")

    def enable_other(self):
        self.emit("other_controls.enable")

    def disable_pair(self):
        self.emit("pair_controls.disable")

    def disable_other(self):
        self.emit("other_controls.disable")

    def tell_connected(self):
        self.emit("task.connected")

    def tell_unconnected(self):
        self.emit("task.unconnected")

    def lose_pair(self):
        self.emit("task.pair_lost")

    def lose_other(self):
        self.emit("task.other_lost")
