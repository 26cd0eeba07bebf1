"""OCM's connection to the DB Server of the calling list on which its user works."""

from statemachine import State

from dialonce import AnyOf, Machine


class OcmListConnection(Machine):
    """OCM's connection to a DB Server: the first list has a pair of them, the second one alone.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: OCM-15, OCM-16.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "other.connect",
        "primary.close", "backup.close", "other.close",
    })  # fmt: skip
    spontaneous = by_hand = frozenset({
        "open_first", "open_second", "close_list", "retry", "choose_backup",
    })  # fmt: skip
    up = AnyOf("on_primary", "on_backup", "on_other")
    trying = AnyOf("trying_primary", "trying_backup", "trying_other")
    asking = AnyOf("asking_for_first", "asking_for_second")
    in_first = AnyOf(
        "trying_primary", "on_primary", "trying_backup", "on_backup", "asking_for_first"
    )
    in_second = AnyOf("trying_other", "on_other", "asking_for_second")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    trying_backup = State()
    on_backup = State()
    asking_for_first = State()
    trying_other = State()
    on_other = State()
    asking_for_second = State()

    open_first = (
        trying_primary.from_(off, asking_for_second, on="connect_primary")  # OCM-15
        | trying_primary.from_(
            trying_other, on_other, on=["close_other", "connect_primary"]
        )  # OCM-15
    )
    """The user opens the first list: OCM connects to its DB Server, and leaves the other one."""
    open_second = (
        trying_other.from_(off, asking_for_first, on="connect_other")  # OCM-15
        | trying_other.from_(
            trying_primary, on_primary, on=["close_primary", "connect_other"]
        )  # OCM-15
        | trying_other.from_(
            trying_backup, on_backup, on=["close_backup", "connect_other"]
        )  # OCM-15
    )
    """The user opens the second list: OCM connects to its DB Server, and leaves the other one."""
    accepted = (
        trying_primary.to(on_primary)  # OCM-15
        | trying_backup.to(on_backup)  # OCM-15
        | trying_other.to(on_other)  # OCM-15
    )
    """The DB Server accepts: the connection is up."""
    refused = (
        asking_for_first.from_(trying_primary, trying_backup)  # OCM-16
        | trying_other.to(asking_for_second)  # OCM-16
    )
    """The try has failed: OCM shows its dialog."""
    dropped = (
        asking_for_first.from_(on_primary, on_backup)  # OCM-16
        | on_other.to(asking_for_second)  # OCM-16
    )
    """The connection is lost: OCM shows its dialog."""
    retry = (
        asking_for_first.to(trying_primary, on="connect_primary")  # OCM-16
        | asking_for_second.to(trying_other, on="connect_other")  # OCM-16
    )
    """The user lets OCM try the DB Server of the list again."""
    choose_backup = asking_for_first.to(trying_backup, on="connect_backup")  # OCM-16
    """The user lets OCM try the backup DB Server, which only the first list has."""
    close_list = (
        off.from_(asking_for_first, asking_for_second)  # OCM-16
        | off.from_(trying_primary, on_primary, on="close_primary")  # OCM-15
        | off.from_(trying_backup, on_backup, on="close_backup")  # OCM-15
        | off.from_(trying_other, on_other, on="close_other")  # OCM-15
    )
    """The user closes the list, or cancels the dialog."""

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
