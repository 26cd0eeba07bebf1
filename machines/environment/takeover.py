"""The contract of a pair of OCS: who runs, and whose requests the servers accept."""

from statemachine import State

from dialonce import Data, Machine


class Takeover(Machine):
    """Hosts, Management Layer and doors of a pair, as systems see them that look at records.

    Data: first_runs and second_runs, 1 if that OCS runs.
    Assumes: a frozen OCS is one that takes no step; it thaws when it takes the next one (D-292).
    Source: HA-7 to HA-10.
    """

    outputs = frozenset({
        "first.started", "first.stopped", "first.promote", "first.demote", "first_wires.closed",
        "first_wires.refused", "second.started", "second.stopped", "second.promote",
        "second.demote", "second_wires.closed", "second_wires.refused", "rows.abandoned",
    })  # fmt: skip
    spontaneous = frozenset({
        "start_first", "stop_first", "give_first", "pass_to_first", "repeat_first", "tell_first",
        "start_second", "stop_second", "give_second", "pass_to_second", "repeat_second",
        "tell_second",
    })  # fmt: skip
    faults = frozenset({
        "stop_first", "stop_second", "pass_to_first", "pass_to_second", "repeat_first",
        "repeat_second",
    })  # fmt: skip
    first_runs = Data(range(2))
    second_runs = Data(range(2))

    vacant = State(initial=True)
    first_accepted = State()
    second_accepted = State()

    start_first = (
        vacant.to(None, unless="first_runs", on="run_first")  # HA-9
        | second_accepted.to(None, unless="first_runs", on="run_first")  # HA-9
    )
    """The first OCS is started."""
    start_second = (
        vacant.to(None, unless="second_runs", on="run_second")  # HA-9
        | first_accepted.to(None, unless="second_runs", on="run_second")  # HA-9
    )
    """The second OCS is started."""
    stop_first = (
        first_accepted.to(vacant, on=["end_first", "abandon"])  # HA-7, HA-26, HA-28
        | vacant.to(None, cond="first_runs", on="end_first")  # HA-7
        | second_accepted.to(None, cond="first_runs", on="end_first")  # HA-7
    )
    """The first OCS stops."""
    stop_second = (
        second_accepted.to(vacant, on=["end_second", "abandon"])  # HA-7, HA-26, HA-28
        | vacant.to(None, cond="second_runs", on="end_second")  # HA-7
        | first_accepted.to(None, cond="second_runs", on="end_second")  # HA-7
    )
    """The second OCS stops."""
    give_first = vacant.to(first_accepted, cond="first_runs", on="order_first")  # HA-7, HA-8
    """Nobody has the role: the first OCS is ordered to be the primary."""
    give_second = vacant.to(second_accepted, cond="second_runs", on="order_second")  # HA-7, HA-8
    """Nobody has the role: the second OCS is ordered to be the primary."""
    pass_to_first = second_accepted.to(
        first_accepted, cond="first_runs", on=["refuse_second", "abandon", "order_first"]
    )  # HA-8, HA-10, HA-26
    """The primary is taken for dead, and the first OCS is ordered to take over."""
    pass_to_second = first_accepted.to(
        second_accepted, cond="second_runs", on=["refuse_first", "abandon", "order_second"]
    )  # HA-8, HA-10, HA-26
    """The primary is taken for dead, and the second OCS is ordered to take over."""
    repeat_first = first_accepted.to(None, on=["abandon", "order_first"])  # HA-8, HA-28
    """After a false alarm the first OCS, which is the primary, is ordered once more."""
    repeat_second = second_accepted.to(None, on=["abandon", "order_second"])  # HA-8, HA-28
    """After a false alarm the second OCS, which is the primary, is ordered once more."""
    tell_first = second_accepted.to(None, cond="first_runs", on="correct_first")  # HA-10
    """The first OCS is told that the other one is the primary."""
    tell_second = first_accepted.to(None, cond="second_runs", on="correct_second")  # HA-10
    """The second OCS is told that the other one is the primary."""

    def run_first(self):
        self.first_runs = 1
        self.emit("first.started")

    def run_second(self):
        self.second_runs = 1
        self.emit("second.started")

    def end_first(self):
        self.first_runs = 0
        self.emit("first_wires.closed")
        self.emit("first.stopped")

    def end_second(self):
        self.second_runs = 0
        self.emit("second_wires.closed")
        self.emit("second.stopped")

    def refuse_first(self):
        self.emit("first_wires.refused")

    def refuse_second(self):
        self.emit("second_wires.refused")

    def abandon(self):
        self.emit("rows.abandoned")

    def order_first(self):
        self.emit("first_wires.closed")
        self.emit("first.promote")

    def order_second(self):
        self.emit("second_wires.closed")
        self.emit("second.promote")

    def correct_first(self):
        self.emit("first.demote")

    def correct_second(self):
        self.emit("second.demote")
