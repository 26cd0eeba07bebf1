"""The marks in the source of a machine: which line a transition stands at, and what it cites."""

from statemachine import State

from dialonce import Data, Machine, without
from dialonce.clauses import marks_of


def make_rest():
    class Rest(Machine):
        """A rest that is counted down."""

        spontaneous = frozenset({"tick"})
        left = Data([2, 1, 0])

        resting = State(initial=True)
        awake = State(final=True)

        tick = (
            resting.to(None, cond="long", on="count")  # AB-1
            | resting.to(None, cond="short", on="count")  # AB-2, AB-3
            | resting.to(awake, cond="over")  # AB-4
        )
        """Time passes."""

        def long(self):
            return self.left == 2

        def short(self):
            return self.left == 1

        def over(self):
            return self.left == 0

        def count(self):
            self.left -= 1

    return Rest


Rest = make_rest()
Shortened = without(make_rest(), "tick")


class Dozing(Shortened):
    mutant = "The rest is a tick too long."
    tick = (
        Shortened.resting.to(None, cond="long", on="count")  # AB-5
        | Shortened.resting.to(None, cond="not long", on="wait")  # AB-6
    )

    def wait(self):
        pass


def cited(machine):
    """The clauses of each transition, in order, and how far its line is from the first one's."""
    marks = marks_of(machine)
    transitions = [t for state in machine.ordered_states for t in state.transitions]
    first = marks.line(transitions[0])
    return [(marks.clauses(t), marks.line(t) - first) for t in transitions]


def test_marks_of_transitions_with_the_same_ends_are_their_own():
    """Two transitions between the same states for one event have each their line and clauses."""
    assert cited(Rest) == [(("AB-1",), 0), (("AB-2", "AB-3"), 1), (("AB-4",), 2)]


def test_marks_of_what_was_wired_anew_are_those_of_the_new_lines():
    """What a wrong design takes out lends its marks to nothing."""
    assert cited(Dozing) == [(("AB-5",), 0), (("AB-6",), 1)]
    assert marks_of(Dozing).file(Dozing.resting.transitions[0]) == __file__
