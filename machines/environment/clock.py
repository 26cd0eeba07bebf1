"""The one clock: time is the event tick, for everybody at once."""

from statemachine import State

from dialonce import Machine, Read


class Clock(Machine):
    """Lets time pass, unless something must happen first."""

    outputs = frozenset({"timer.tick"})
    spontaneous = frozenset({"tick"})
    held = Read("something must happen before time passes")

    going = State(initial=True)

    tick = going.to(None, unless="held", on="pass_time")
    """Time passes by one tick."""

    def pass_time(self):
        self.emit("timer.tick")
