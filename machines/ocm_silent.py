"""Outbound Contact Manager from release 7.5 on: it reconnects silently before it asks."""

from statemachine import State

from dialonce import AnyOf, Data, Machine, Read
from spec.parameters import SILENT_RECONNECTION_TICKS


class SilentOcmConnection(Machine):
    """OCM's connection to an OCS that may have a backup; a loss is mended silently for a time.

    Data: patience, ticks that are left for the silent reconnection, 0 while none is under way.
    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: OCM-2, OCM-8 to OCM-11, OCM-14.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "primary.close", "backup.close", "panel.disconnected",
    })  # fmt: skip
    spontaneous = by_hand = frozenset({"log_in", "log_off", "retry", "choose_backup"})
    optional = frozenset({"backup_withdrawn", "answer_overdue"})
    patience = Data(range(SILENT_RECONNECTION_TICKS + 1), unit="ticks")
    backup_offered = Read("a backup is defined, as far as OCM was told")
    up = AnyOf("on_primary", "on_backup")
    trying = AnyOf("trying_primary", "trying_backup")
    resting = AnyOf("primary_failed", "backup_failed")
    at_primary = AnyOf("trying_primary", "on_primary")
    at_backup = AnyOf("trying_backup", "on_backup")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    primary_failed = State()
    trying_backup = State()
    on_backup = State()
    backup_failed = State()
    asking = State()

    log_in = off.to(trying_primary, on="connect_primary")  # OCM-2
    """The user logs in: OCM tries the primary OCS."""
    accepted = (
        trying_primary.to(on_primary, on="calm_down")  # OCM-2, OCM-10
        | trying_backup.to(on_backup, on="calm_down")  # OCM-2, OCM-10
    )
    """The OCS accepts: the connection is up."""
    refused = (
        trying_primary.to(primary_failed, cond="patience")  # OCM-10
        | trying_primary.to(asking, unless="patience")  # OCM-9
        | trying_backup.to(backup_failed, cond="patience")  # OCM-10
        | trying_backup.to(asking, unless="patience")  # OCM-9
    )
    """The try has failed: silently OCM rests, and after a try by its user it shows its dialog."""
    dropped = (
        on_primary.to(
            trying_backup,
            cond="backup_offered",
            on=["tell_panel", "begin_silence", "connect_backup"],
        )  # OCM-10
        | on_primary.to(
            trying_primary,
            unless="backup_offered",
            on=["tell_panel", "begin_silence", "connect_primary"],
        )  # OCM-10
        | on_backup.to(
            trying_primary, on=["tell_panel", "begin_silence", "connect_primary"]
        )  # OCM-10
    )
    """The connection is lost: OCM tries the other OCS silently, or the same without a backup."""
    answer_overdue = (
        on_primary.to(primary_failed, on=["begin_silence", "close_primary"])  # OCM-10, OCM-14
        | on_backup.to(backup_failed, on=["begin_silence", "close_backup"])  # OCM-10, OCM-14
    )
    """The OCS does not answer: OCM gives the connection up, and reconnects silently."""
    tick = (
        primary_failed.to(
            trying_backup, cond="patience > 1 and backup_offered", on=["wait", "connect_backup"]
        )  # OCM-10
        | primary_failed.to(
            trying_primary,
            cond="patience > 1 and not backup_offered",
            on=["wait", "connect_primary"],
        )  # OCM-10
        | backup_failed.to(
            trying_primary, cond="patience > 1", on=["wait", "connect_primary"]
        )  # OCM-10
        | trying_primary.to(None, cond="patience > 1", on="wait")
        | trying_backup.to(None, cond="patience > 1", on="wait")
        | asking.from_(primary_failed, backup_failed, cond="patience == 1", on="wait")  # OCM-11
        | trying_primary.to(asking, cond="patience == 1", on=["wait", "close_primary"])  # OCM-11
        | trying_backup.to(asking, cond="patience == 1", on=["wait", "close_backup"])  # OCM-11
    )
    """Time passes: OCM tries the next OCS, and when its patience is over it shows its dialog."""
    retry = asking.to(trying_primary, on="connect_primary")  # OCM-8
    """The user lets OCM try the primary OCS."""
    choose_backup = asking.to(trying_backup, cond="backup_offered", on="connect_backup")  # OCM-8
    """The user lets OCM try the backup OCS, which the dialog offers if there is one."""
    backup_withdrawn = (
        trying_backup.to(backup_failed, cond="patience", on="close_backup")  # OCM-5
        | trying_backup.to(asking, unless="patience", on="close_backup")  # OCM-5
        | on_backup.to(
            trying_primary,
            on=["close_backup", "tell_panel", "begin_silence", "connect_primary"],
        )  # OCM-5, OCM-10
    )
    """The backup OCS is no longer defined: OCM leaves it."""
    log_off = (
        off.from_(asking, primary_failed, backup_failed, on="calm_down")  # OCM-9
        | trying_primary.to(off, on=["calm_down", "close_primary"])
        | trying_backup.to(off, on=["calm_down", "close_backup"])
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

    def begin_silence(self):
        self.patience = SILENT_RECONNECTION_TICKS

    def wait(self):
        self.patience -= 1

    def calm_down(self):
        self.patience = 0
