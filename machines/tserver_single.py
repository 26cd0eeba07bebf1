"""The connection of OCS to a T-Server that it has no backup for, or that hides its backup."""

from statemachine import State

from dialonce import AnyOf, Machine, Read


class SingleTServerConnection(Machine):
    """OCS's connection to one T-Server, or to a pair in hot standby that looks like one.

    Assumes: one connection at a time; answers come in the order of the questions.
    Source: TS-3, TS-4, TS-5, TS-7, TS-8, TS-11, TS-12, TS-17 to TS-20.
    """

    outputs = frozenset({
        "primary.connect", "primary.close", "dialog.register", "dialog.ask", "session.restored",
        "session.lost", "record.connection_lost", "management.refusal",
    })  # fmt: skip
    spontaneous = frozenset({"start", "correct"})
    up = AnyOf("on_primary")
    joining = AnyOf("registering_primary", "asking_primary")
    seeking = AnyOf(
        "trying_primary", "registering_primary", "asking_primary", "resting_for_primary"
    )

    off = State(initial=True)
    trying_primary = State()
    registering_primary = State()
    asking_primary = State()
    on_primary = State()
    resting_for_primary = State()
    barred = State()

    start = off.to(trying_primary, on="connect")  # TS-17
    """OCS starts, and tries the configured T-Server."""
    accepted = trying_primary.to(registering_primary, on="register")  # TS-20
    """The T-Server accepts the connection: OCS registers."""
    registered = registering_primary.to(asking_primary, on="ask")  # TS-11
    """OCS is registered, and asks for queues, agents and calls."""
    informed = asking_primary.to(on_primary, on="restore_session")  # TS-5, TS-12, TS-18
    """The last of the three answers is there: the connection is usable."""
    registration_refused = registering_primary.to(barred, on=["report_refusal", "close"])  # TS-19
    """The T-Server refuses to register OCS: it stops and tells."""
    correct = barred.to(trying_primary, on="connect")  # TS-19
    """A person has corrected the configuration."""
    refused = trying_primary.to(resting_for_primary)  # TS-17
    """The try has failed: OCS rests before it tries again."""
    tick = (
        resting_for_primary.to(trying_primary, on="connect")  # TS-4, TS-17
        | resting_for_primary.from_(registering_primary, asking_primary, on="close")  # TS-4, TS-22
    )
    """The rest is over, or the time for an answer: OCS turns to the same T-Server again."""
    dropped = (
        on_primary.to(trying_primary, on=["lose", "connect"])  # TS-7, TS-8, TS-17
        | resting_for_primary.from_(registering_primary, asking_primary)  # TS-17
    )
    """The connection is gone: a loss if it was usable, a failed try if it was not yet."""

    def connect(self):
        self.emit("primary.connect")

    def close(self):
        self.emit("primary.close")

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


class TServerStatistics(Machine):
    """The statistics that OCS sends from time to time over its T-Server.

    Source: TS-6, TS-20.
    """

    outputs = frozenset({"dn.value"})
    spontaneous = frozenset({"publish"})
    connected = Read("the connection to the T-Server is usable")

    working = State(initial=True)

    publish = (
        working.to(None, cond="connected", on="send_values")  # TS-6, TS-20, LES-9
        | working.to(None, unless="connected")  # TS-6
    )
    """The next values are due: OCS sends them, or they are lost."""

    def send_values(self):
        self.emit("dn.value")
