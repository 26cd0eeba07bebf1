"""What a checker answered, and whether it is right."""

from dataclasses import dataclass

from peers import cpd


class Aborted(Exception):
    """A run that did not come to its end, or did not search exactly: it is no result."""


class Wrong(Exception):
    """A checker came to its end with an answer that the definition of cpd(K) forbids."""


@dataclass(frozen=True)
class Answer:
    """None stands for what this checker does not tell.

    `holds` is its verdict; `states`, `transitions` and `depth` are counts; `length` is that of its
    counterexample in transitions; `search` is seconds without start and compilation.
    """

    holds: bool
    states: int | None = None
    transitions: int | None = None
    depth: int | None = None
    length: int | None = None
    search: float | None = None


def expected(question, k):
    """The only right answer, as far as the definition tells it. Liveness adds states of its own."""
    if question == "count":
        return Answer(True, cpd.states(k), cpd.transitions(k), cpd.depth(k))
    if question == "symmetric":
        counts = cpd.states_up_to_symmetry(k), cpd.transitions_up_to_symmetry(k)
        return Answer(True, *counts, cpd.depth(k))
    return Answer(True) if question == "live" else Answer(False, length=cpd.SHORTEST_BUG)


def judge(question, k, answer):
    """Raise Wrong unless everything that is told is right."""
    right = expected(question, k)
    for what in ("holds", "states", "transitions", "depth", "length"):
        told, due = getattr(answer, what), getattr(right, what)
        if None not in (told, due) and told != due:
            raise Wrong(f"{what} {told:,}, and not {due:,}, at K = {k} ({question})")
