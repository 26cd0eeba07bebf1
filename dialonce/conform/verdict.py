"""CONFORMS, VIOLATED or UNDECIDED, and why: which clauses, whom it resembles, what was allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dialonce.conform.belief import Contradiction, Track
from dialonce.conform.run import Outcome
from dialonce.conform.search import Effort, Found, Search
from dialonce.conform.setting import Setting
from dialonce.judge.automaton import SETTLED, Node
from dialonce.judge.resemble import due_clauses, resembling, violated
from dialonce.judge.words import Symbol
from dialonce.show import plural

if TYPE_CHECKING:
    from dialonce.property import Property
    from dialonce.variant import Mutant

RESEMBLED_MAX = 3  # wrong designs that are named


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
    mutants: list[Mutant] = field(default_factory=list)
    properties: list[Property] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    uncovered: list[str] = field(default_factory=list)
    covered: int = 0
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
        """All clauses that the failure touches, first those of the violated properties."""
        judged = (clause for claim in self.properties for clause in claim.clauses)
        return list(dict.fromkeys([*judged, *self.due]))


def verdict_of(search: Search, found: Found) -> Verdict:
    """What a search came to."""
    said = Verdict("CONFORMS", "", search.setting, search.effort, found)
    said.uncovered, said.covered = search.coverage.uncovered(), len(search.coverage.clauses)
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
    return said


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
    said.due = due_clauses(search.map.judge, run)
    if wrong:
        here = said.setting.system.name
        seen = said.setting.seen
        seen = replace(seen, seen=seen.seen | {symbol[0]} - {SETTLED[0]})
        alike = resembling(seen, run, said.setting.members)
        said.mutants = sorted(alike, key=lambda mutant: mutant.system.name != here)
        said.properties = violated(said.mutants[:RESEMBLED_MAX], said.setting.system)


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
