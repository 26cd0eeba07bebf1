"""The role of one OCS of a pair, as its own work sees it."""

from statemachine import State

from dialonce import Machine


class OcsRole(Machine):
    """An OCS that is down, the backup, or takes itself for the primary (D-292).

    Assumes: it is told of each order, and of each correction that reaches it.
    Source: HA-8 to HA-10, HA-28.
    """

    outputs = frozenset({"memory.promoted", "memory.forgotten"})

    down = State(initial=True)
    backup = State()
    primary = State()

    started = down.to(backup)  # HA-9
    """OCS starts."""
    stopped = down.from_(backup, primary, on="forget")  # HA-28
    """OCS stops, with all that it has in memory."""
    promote = primary.from_(backup, primary, on="begin_anew")  # HA-8, HA-28
    """OCS is ordered to be the primary: whatever it took itself for, it begins anew."""
    demote = primary.to(backup, on="forget") | backup.to(None)  # HA-10, HA-28
    """OCS is told that another one is the primary."""

    def forget(self):
        self.emit("memory.forgotten")

    def begin_anew(self):
        self.emit("memory.promoted")
