"""Sleepers and a lamp: what a member alone could do all the time, others make impossible."""

from automata import automaton, meet
from statemachine import State

from dialonce import Machine, Read


class Sleeper(Machine):
    """Falls asleep in the dark; who sleeps flips the lamp now and then."""

    outputs = frozenset({"lamp.flip"})
    spontaneous = frozenset({"fall_asleep", "turn"})
    lit = Read("the lamp is lit")

    awake = State(initial=True)
    asleep = State()
    validate_trap_states = False

    fall_asleep = awake.to(asleep, unless="lit")
    turn = asleep.to(None, on="flip")

    def flip(self):
        self.emit("lamp.flip")


def sleepers():
    """Two of them; falling asleep is weakly fair."""
    lamp = automaton("dark flip lit, lit flip dark", heard="flip")
    return meet(
        {"lamp": lamp, "sleeper": Sleeper}, group=("sleeper",), members=2,
        reads={"sleeper.lit": "lamp.lit"}, fair=("sleeper.fall_asleep",),
    )  # fmt: skip
