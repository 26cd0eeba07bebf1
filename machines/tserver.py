"""The connection of OCS to a T-Server that has a backup in warm standby."""

from statemachine import State

from dialonce import AnyOf, Machine


class PairedTServerConnection(Machine):
    """OCS's connection to a pair of T-Servers; it is up when OCS is registered and informed.

    Assumes: one connection at a time; answers come in the order of the questions.
    Source: TS-4 to TS-12, TS-19, TS-20.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "primary.close", "backup.close", "dialog.register",
        "dialog.ask", "session.restored", "session.lost", "record.connection_lost",
        "management.refusal",
    })  # fmt: skip
    spontaneous = frozenset({"start", "correct"})
    up = AnyOf("on_primary", "on_backup")
    joining = AnyOf("registering_primary", "asking_primary", "registering_backup", "asking_backup")
    seeking = AnyOf(
        "trying_primary", "registering_primary", "asking_primary", "resting_for_primary",
        "trying_backup", "registering_backup", "asking_backup", "resting_for_backup",
    )  # fmt: skip

    off = State(initial=True)
    trying_primary = State()
    registering_primary = State()
    asking_primary = State()
    on_primary = State()
    resting_for_backup = State()
    trying_backup = State()
    registering_backup = State()
    asking_backup = State()
    on_backup = State()
    resting_for_primary = State()
    barred = State()

    start = off.to(trying_primary, on="connect_primary")  # TS-9
    """OCS starts, and tries the primary T-Server."""
    accepted = (
        trying_primary.to(registering_primary, on="register")  # TS-20, LES-9
        | trying_backup.to(registering_backup, on="register")  # TS-20, LES-9
    )
    """The T-Server accepts the connection: OCS registers."""
    registered = (
        registering_primary.to(asking_primary, on="ask")  # TS-11
        | registering_backup.to(asking_backup, on="ask")  # TS-11
    )
    """OCS is registered, and asks for queues, agents and calls."""
    informed = (
        asking_primary.to(on_primary, on="restore_session")  # TS-12, TS-5, LES-4
        | asking_backup.to(on_backup, on="restore_session")  # TS-12, TS-5, LES-4
    )
    """The last of the three answers is there: the switchover is complete."""
    registration_refused = (
        registering_primary.to(barred, on=["report_refusal", "close_primary"])  # TS-19, LES-11
        | registering_backup.to(barred, on=["report_refusal", "close_backup"])  # TS-19, LES-11
    )
    """The T-Server refuses to register OCS: it stops and tells."""
    correct = barred.to(trying_primary, on="connect_primary")  # TS-19
    """A person has corrected the configuration."""
    refused = (
        trying_primary.to(resting_for_backup)  # TS-9
        | trying_backup.to(resting_for_primary)  # TS-9
    )
    """The try has failed: OCS rests before it tries the other T-Server."""
    tick = (
        resting_for_backup.to(trying_backup, on="connect_backup")  # TS-4, TS-9
        | resting_for_primary.to(trying_primary, on="connect_primary")  # TS-4, TS-9
        | resting_for_backup.from_(
            registering_primary, asking_primary, on="close_primary"
        )  # TS-4, TS-22, LES-4, LES-16
        | resting_for_primary.from_(
            registering_backup, asking_backup, on="close_backup"
        )  # TS-4, TS-22, LES-4, LES-16
    )
    """A rest is over, or the time for an answer: OCS turns to the other T-Server."""
    dropped = (
        on_primary.to(trying_backup, on=["lose", "connect_backup"])  # TS-7, TS-8, TS-9
        | on_backup.to(trying_primary, on=["lose", "connect_primary"])  # TS-7, TS-8, TS-10
        | resting_for_backup.from_(registering_primary, asking_primary)  # TS-9
        | resting_for_primary.from_(registering_backup, asking_backup)  # TS-9
    )
    """The connection is gone: a loss if it was usable, a failed try if it was not yet."""

    def connect_primary(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

    def close_primary(self):
        self.emit("primary.close")

    def close_backup(self):
        self.emit("backup.close")

    def register(self):
        self.emit("dialog.register")

    def ask(self):
        self.emit("dialog.ask")

    def restore_session(self):
        self.emit("session.restored")

    def report_refusal(self):
        self.emit("management.refusal")

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")
