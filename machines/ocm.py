"""Outbound Contact Manager before release 7.5: its connection to OCS, and its dialog."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class OcmConnection(Machine):
    """OCM's connection to an OCS that may have a backup; a loss makes it ask its user.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: OCM-2, OCM-7 to OCM-9, OCM-14.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "primary.close", "backup.close", "panel.disconnected",
    })  # fmt: skip
    spontaneous = by_hand = frozenset({"log_in", "log_off", "retry", "choose_backup"})
    optional = frozenset({"backup_withdrawn", "answer_overdue"})
    backup_offered = Read("a backup is defined, as far as OCM was told")
    up = AnyOf("on_primary", "on_backup")
    trying = AnyOf("trying_primary", "trying_backup")
    at_primary = AnyOf("trying_primary", "on_primary")
    at_backup = AnyOf("trying_backup", "on_backup")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    trying_backup = State()
    on_backup = State()
    asking = State()

    log_in = off.to(trying_primary, on="connect_primary")  # OCM-2
    """The user logs in: OCM tries the primary OCS."""
    accepted = (
        trying_primary.to(on_primary)  # OCM-2
        | trying_backup.to(on_backup)  # OCM-2
    )
    """The OCS accepts: the connection is up."""
    refused = (
        trying_primary.to(asking)  # OCM-9
        | trying_backup.to(asking)  # OCM-9
    )
    """The try has failed: OCM shows its dialog."""
    dropped = (
        on_primary.to(asking, on="tell_panel")  # OCM-7
        | on_backup.to(asking, on="tell_panel")  # OCM-7
    )
    """The connection is lost: OCM shows its dialog."""
    answer_overdue = (
        on_primary.to(asking, on="close_primary")  # OCM-14
        | on_backup.to(asking, on="close_backup")  # OCM-14
    )
    """The OCS does not answer: OCM gives the connection up, and shows its dialog."""
    retry = asking.to(trying_primary, on="connect_primary")  # OCM-8
    """The user lets OCM try the primary OCS."""
    choose_backup = asking.to(trying_backup, cond="backup_offered", on="connect_backup")  # OCM-8
    """The user lets OCM try the backup OCS, which the dialog offers if there is one."""
    backup_withdrawn = (
        trying_backup.to(asking, on="close_backup")  # OCM-5
        | on_backup.to(asking, on=["close_backup", "tell_panel"])  # OCM-5
    )
    """The backup OCS is no longer defined: OCM leaves it, and shows its dialog."""
    log_off = (
        asking.to(off)  # OCM-9
        | trying_primary.to(off, on="close_primary")
        | trying_backup.to(off, on="close_backup")
        | on_primary.to(off, on=["close_primary", "tell_panel"])
        | on_backup.to(off, on=["close_backup", "tell_panel"])
    )
    """The user logs off, or cancels the dialog."""

    def connect_primary(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

    def close_primary(self):
        self.emit("primary.close")

    def close_backup(self):
        self.emit("backup.close")

    def tell_panel(self):
        self.emit("panel.disconnected")
