"""CONFORMS, VIOLATED or UNDECIDED, and why: which clauses, whom it resembles, what was allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialonce.conform.belief import Contradiction, Track
from dialonce.conform.blame import Blame, blame
from dialonce.conform.run import Outcome
from dialonce.conform.search import Effort, Found, Search
from dialonce.conform.setting import Setting
from dialonce.conform.standing import Standing, possible_lines, standing
from dialonce.judge.automaton import SETTLED, Node
from dialonce.judge.resemble import due_clauses
from dialonce.judge.rival import Seen
from dialonce.judge.words import Symbol
from dialonce.show import plural

if TYPE_CHECKING:
    from dialonce.variant import Mutant

STEPS_PER_LINE = 20  # to be played before nothing wrong means something


@dataclass
class Verdict:
    """What is said of an implementation in one system."""

    word: str
    why: str
    setting: Setting
    effort: Effort
    found: Found
    outcome: Outcome | None = None
    expected: list[Symbol] = field(default_factory=list)
    states: list[dict[str, str]] = field(default_factory=list)
    blame: Blame = field(default_factory=Blame)
    standing: Standing = field(default_factory=Standing)
    needed: int = 0
    log: str = ""

    @property
    def slowness(self) -> str:
        """What a real clock left open, because this machine was too slow to tell."""
        found = self.found
        return (f"{found.slow} of {plural(found.runs, 'run')} could be judged in part only: then "
                "this machine was too slow to tell early from late. That is no fault of the "
                "implementation; with a longer tick (tick_seconds), or on a quieter machine, more "
                "is judged")  # fmt: skip

    @property
    def clauses(self) -> list[str]:
        """All clauses that the failure touches, the one that fits best first."""
        return self.blame.clauses

    @property
    def mutants(self) -> list[Mutant]:
        """The wrong designs that do what went wrong, the likest first."""
        return [likeness.mutant for likeness in self.blame.alike]


def verdict_of(search: Search, found: Found) -> Verdict:
    """What a search came to."""
    said = Verdict("CONFORMS", "", search.setting, search.effort, found)
    said.log = search.session.log
    if found.worst:
        said.word, said.outcome = "VIOLATED", found.worst
        _explain(said, search)
    elif found.broken and found.broken.fault:
        said.word, said.outcome = "UNDECIDED", found.broken
        said.why = f"the adapter breaks the protocol: {found.broken.fault.text}"
    elif found.interrupted:
        said.word, said.why = "UNDECIDED", "interrupted"
    elif found.slow and found.slow == found.runs:
        said.word, said.why = "UNDECIDED", said.slowness
    elif not found.steps:
        said.word, said.why = "UNDECIDED", "nothing could be done to it: see commands and absent"
    else:
        _weigh(said, search)
    return said


def _weigh(said: Verdict, search: Search) -> None:
    """What it is worth that nothing went wrong. Whoever gives a run asks about that one alone."""
    lines = possible_lines(said.setting)
    said.needed = STEPS_PER_LINE * len(lines)
    if said.found.steps < said.needed and not said.found.given:
        said.word = "UNDECIDED"
        said.why = (
            f"too little was played: {said.found.steps:,} of the {said.needed:,} steps that this "
            f"system needs, {STEPS_PER_LINE} for each of the {len(lines)} transitions that "
            f"{said.setting.seen.process} can take in it"
        )
    judge = search.map.judge
    runs = [[Seen.of(judge, account) for account in each] for each in search.seen]
    said.standing = standing(
        said.setting, judge, runs, search.coverage.lines, search.effort.weigh_seconds
    )


def _explain(said: Verdict, search: Search) -> None:
    outcome = said.outcome
    assert outcome is not None
    wrong = outcome.wrong
    tracks = wrong.before if wrong else outcome.end.now() if outcome.end else []
    symbol = wrong.symbol if wrong else SETTLED
    said.why = _why(wrong, outcome, said.setting)
    said.expected = _expected(wrong, tracks, said.setting)
    said.states = [state for track in tracks[-1:] for state in track.node.states()]
    run = [*tracks[-1].run, symbol]
    judge = search.map.judge
    if wrong:
        seconds = search.effort.weigh_seconds
        said.blame = blame(said.setting, judge, run, search.seen, seconds)
    else:
        due = due_clauses(judge, run)
        said.blame = Blame(due, clauses=due, likely=due[:1])


def _why(wrong: Contradiction | None, outcome: Outcome, setting: Setting) -> str:
    if wrong is None:
        return outcome.fault.text if outcome.fault else ""
    return {
        "impossible": "it did what the specification does not allow here",
        "missing": "it left out what the specification demands here",
        "idle": "it left something undone for too long: the hello allows "
                f"{setting.hello.patience_ticks} ticks",
        "late": "it left undone what was due by now, with all its tolerance",
    }[wrong.kind]  # fmt: skip


def _expected(wrong: Contradiction | None, tracks: list[Track], setting: Setting) -> list[Symbol]:
    """What the implementation could have done instead, or had to do."""
    if wrong and wrong.kind == "impossible":
        mine = ("out", "own")
        found = _each(tracks, Node.allowed)
        return [symbol for symbol in found if setting.terms[symbol[0]].direction in mine]
    if wrong and wrong.kind in ("idle", "late"):
        return _each(tracks, Node.due)
    return _each(tracks, Node.owed)


def _each(tracks: list[Track], asked: Any) -> list[Symbol]:
    found: Iterable[Symbol] = (symbol for track in tracks for symbol in asked(track.node))
    return sorted(set(found), key=repr)
