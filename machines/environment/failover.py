"""The failover of OCS, as the dial path sees it: one step in which another OCS takes over."""

from statemachine import State

from dialonce import Machine


class Failover(Machine):
    """The Management Layer gives the primary role to another OCS, since the old one is gone.

    Assumes: the old one has no effect any more; HA says how that is kept.
    Source: PATH-7, PATH-8.
    """

    outputs = frozenset({
        "line.cut", "row.taken_over", "copy.taken_over", "record.taken_over", "reader.taken_over",
    })  # fmt: skip
    spontaneous = frozenset({"promote"})
    faults = frozenset({"promote"})

    waiting = State(initial=True)

    promote = waiting.to(None, on="take_over")  # PATH-7, PATH-8
    """The old OCS is gone with all that it had in memory, and another one takes over."""

    def take_over(self):
        self.emit("line.cut")
        self.emit("row.taken_over")
        self.emit("copy.taken_over")
        self.emit("record.taken_over")
        self.emit("reader.taken_over")
