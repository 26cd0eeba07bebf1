"""The connection of a client, such as OCS, to a server: a pair in warm standby, or one alone."""

from statemachine import State

from dialonce import AnyOf, Machine


class WarmStandbyConnection(Machine):
    """A client's connection to a server that has a backup in warm standby, as OCS's to CPD Server.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: CPD-5 to CPD-13.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "session.restored", "session.lost",
        "record.connection_lost", "management.loss", "statistics.loss",
    })  # fmt: skip
    spontaneous = frozenset({"start"})
    up = AnyOf("on_primary", "on_backup")
    seeking = AnyOf("trying_primary", "trying_backup", "resting_for_primary", "resting_for_backup")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    resting_for_backup = State()
    trying_backup = State()
    on_backup = State()
    resting_for_primary = State()

    start = off.to(trying_primary, on="connect_primary")  # CPD-5
    """The client starts, and tries the primary server."""
    accepted = (
        trying_primary.to(on_primary, on="restore_session")  # CPD-10, SES-4, PRX-9
        | trying_backup.to(on_backup, on="restore_session")  # CPD-10, SES-4, PRX-9
    )
    """The server accepts: the connection is up, and the switchover complete."""
    refused = (
        trying_primary.to(resting_for_backup)  # CPD-8, CPD-13, DB-3
        | trying_backup.to(resting_for_primary)  # CPD-8, CPD-13, DB-3
    )
    """The try has failed: the client rests before it tries the other server."""
    tick = (
        resting_for_backup.to(trying_backup, on="connect_backup")  # CPD-8, LES-16, PRX-4, POOL-11
        | resting_for_primary.to(
            trying_primary, on="connect_primary"
        )  # CPD-8, LES-16, PRX-4, POOL-11
    )
    """The reconnect delay is over: the client tries the other server."""
    dropped = (
        on_primary.to(
            trying_backup, on=["lose", "connect_backup"]
        )  # CPD-6, CPD-11, CPD-12, DB-1, DB-3, LES-10, LES-16, PRX-6, PRX-7, PRX-8, POOL-9
        | on_backup.to(
            trying_primary, on=["lose", "connect_primary"]
        )  # CPD-7, CPD-11, CPD-12, DB-1, DB-3, LES-10, LES-16, PRX-6, PRX-7, PRX-12, POOL-10
    )
    """The connection is lost: the client pauses, reports, and turns to the other server."""

    def connect_primary(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

    def restore_session(self):
        self.emit("session.restored")

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")
        self.emit("management.loss")
        self.emit("statistics.loss")


class NoBackupConnection(Machine):
    """A client's connection to a server that has no backup, as OCS's to CPD Server.

    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: CPD-5, CPD-9 to CPD-13.
    """

    outputs = frozenset({
        "primary.connect", "session.restored", "session.lost", "record.connection_lost",
        "management.loss", "statistics.loss",
    })  # fmt: skip
    spontaneous = frozenset({"start"})
    up = AnyOf("on_primary")
    seeking = AnyOf("trying_primary", "resting_for_primary")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    resting_for_primary = State()

    start = off.to(trying_primary, on="connect")  # CPD-5
    """The client starts, and tries the configured server."""
    accepted = trying_primary.to(on_primary, on="restore_session")  # CPD-10, SES-5, PRX-13
    """The server accepts: the connection is up."""
    refused = trying_primary.to(resting_for_primary)  # CPD-9, CPD-13, DB-3
    """The try has failed: the client rests before it tries again."""
    tick = resting_for_primary.to(trying_primary, on="connect")  # CPD-9, PRX-4, PRX-13, POOL-12
    """The reconnect delay is over: the client tries the same server again."""
    dropped = on_primary.to(
        trying_primary, on=["lose", "connect"]
    )  # CPD-9, CPD-11, CPD-12, DB-1, DB-3, PRX-6, PRX-7, PRX-13, POOL-12
    """The connection is lost: the client pauses, reports, and tries the same server."""

    def connect(self):
        self.emit("primary.connect")

    def restore_session(self):
        self.emit("session.restored")

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")
        self.emit("management.loss")
        self.emit("statistics.loss")
