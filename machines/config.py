"""The connection of OCS to Configuration Server: with a backup, and without a backup."""

from statemachine import State

from dialonce import AnyOf, Data, Machine
from spec.parameters import RECONNECT_TIMEOUT_TICKS


class PairedConfigConnection(Machine):
    """OCS's connection to a Configuration Server that has a backup.

    Data: rest, ticks of the Reconnect Timeout that are left, 0 while it does not run.
    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: CFG-1 to CFG-5, CFG-7, CFG-8.
    """

    outputs = frozenset({
        "primary.connect", "backup.connect", "management.loss", "detector.sent",
    })  # fmt: skip
    spontaneous = frozenset({"start", "transmit"})
    rest = Data(range(RECONNECT_TIMEOUT_TICKS + 1), unit="ticks")
    up = AnyOf("on_primary", "on_backup")
    trying = AnyOf("trying_primary", "trying_backup")
    waiting = AnyOf("waiting_for_primary", "waiting_for_backup")
    seeking = AnyOf("trying_primary", "trying_backup", "waiting_for_primary", "waiting_for_backup")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    waiting_for_backup = State()
    trying_backup = State()
    on_backup = State()
    waiting_for_primary = State()

    start = off.to(trying_primary, on="connect_primary")  # CFG-1
    """OCS starts, and tries the primary Configuration Server."""
    accepted = (
        trying_primary.to(on_primary)  # CFG-7
        | trying_backup.to(on_backup)  # CFG-7
    )
    """The server accepts: the connection is up."""
    refused = (
        trying_primary.to(waiting_for_backup, on="begin_rest")  # CFG-2, CFG-3, CFG-5
        | trying_backup.to(waiting_for_primary, on="begin_rest")  # CFG-2, CFG-3, CFG-5
    )
    """The try has failed: OCS waits before it tries the other server."""
    tick = (
        waiting_for_backup.to(None, cond="rest > 1", on="count_down")  # CFG-3
        | waiting_for_backup.to(
            trying_backup, cond="rest == 1", on=["end_rest", "connect_backup"]
        )  # CFG-3, CFG-4, CFG-5
        | waiting_for_primary.to(None, cond="rest > 1", on="count_down")  # CFG-3
        | waiting_for_primary.to(
            trying_primary, cond="rest == 1", on=["end_rest", "connect_primary"]
        )  # CFG-3, CFG-5
    )
    """Time passes: when the Reconnect Timeout is over, OCS tries the other server."""
    dropped = (
        on_primary.to(waiting_for_backup, on=["lose", "begin_rest"])  # CFG-2, CFG-3, CFG-4, CFG-8
        | on_backup.to(waiting_for_primary, on=["lose", "begin_rest"])  # CFG-2, CFG-3, CFG-5, CFG-8
    )
    """The connection is lost: OCS reports, and waits; its sessions are not told."""
    transmit = (
        on_primary.to(None, on="send_data")
        | on_backup.to(None, on="send_data")
    )  # fmt: skip
    """OCS sends something to Configuration Server."""

    def connect_primary(self):
        self.emit("primary.connect")

    def connect_backup(self):
        self.emit("backup.connect")

    def begin_rest(self):
        self.rest = RECONNECT_TIMEOUT_TICKS

    def count_down(self):
        self.rest -= 1

    def end_rest(self):
        self.rest = 0

    def lose(self):
        self.emit("management.loss")

    def send_data(self):
        self.emit("detector.sent")


class SingleConfigConnection(Machine):
    """OCS's connection to a Configuration Server that has no backup.

    Data: rest, ticks of the Reconnect Timeout that are left, 0 while it does not run.
    Assumes: one connection at a time; a loss and the outcome of a try are told to it.
    Source: CFG-1 to CFG-3, CFG-6 to CFG-8.
    """

    outputs = frozenset({"primary.connect", "management.loss", "detector.sent"})
    spontaneous = frozenset({"start", "transmit"})
    rest = Data(range(RECONNECT_TIMEOUT_TICKS + 1), unit="ticks")
    up = AnyOf("on_primary")
    trying = AnyOf("trying_primary")
    waiting = AnyOf("waiting_for_primary")
    seeking = AnyOf("trying_primary", "waiting_for_primary")

    off = State(initial=True)
    trying_primary = State()
    on_primary = State()
    waiting_for_primary = State()

    start = off.to(trying_primary, on="connect")  # CFG-1
    """OCS starts, and tries the configured Configuration Server."""
    accepted = trying_primary.to(on_primary)  # CFG-7
    """The server accepts: the connection is up."""
    refused = trying_primary.to(waiting_for_primary, on="begin_rest")  # CFG-2, CFG-3, CFG-6
    """The try has failed: OCS waits before it tries again."""
    tick = waiting_for_primary.to(None, cond="rest > 1", on="count_down") | waiting_for_primary.to(
        trying_primary, cond="rest == 1", on=["end_rest", "connect"]
    )  # CFG-3, CFG-6
    """Time passes: when the Reconnect Timeout is over, OCS tries the same server."""
    dropped = on_primary.to(
        waiting_for_primary, on=["lose", "begin_rest"]
    )  # CFG-2, CFG-3, CFG-6, CFG-8
    """The connection is lost: OCS reports, and waits; its sessions are not told."""
    transmit = on_primary.to(None, on="send_data")
    """OCS sends something to Configuration Server."""

    def connect(self):
        self.emit("primary.connect")

    def begin_rest(self):
        self.rest = RECONNECT_TIMEOUT_TICKS

    def count_down(self):
        self.rest -= 1

    def end_rest(self):
        self.rest = 0

    def lose(self):
        self.emit("management.loss")

    def send_data(self):
        self.emit("detector.sent")
