"""Check: every property of a system, with verdicts HOLDS, VIOLATED or UNDECIDED."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np

from dialonce import first
from dialonce.compose import compose
from dialonce.effort import USUAL, Effort
from dialonce.explore import Progress, Space, explore
from dialonce.fairness import is_fair
from dialonce.graph import Graph, graph_of, pair_graph, state_mask
from dialonce.liveness import Lasso, answers_late, never_answers
from dialonce.numbering import split
from dialonce.observe import Observation, ask, observe_pairs, ticks_of
from dialonce.property import Property
from dialonce.questions import DEADLOCK, questions, refinement_claim
from dialonce.refine import Refinement, first_break
from dialonce.system import System
from dialonce.trace import Trace, trace_to
from dialonce.transitions import PAIRS_AT_ONCE, Transitions

APART_MAX = 2_000_000  # states, where all members are told apart and no other bound is given
HOLDS, VIOLATED, UNDECIDED = "HOLDS", "VIOLATED", "UNDECIDED"
Search = Callable[[Graph, Any, Any], "Lasso | None"]


@dataclass
class Finding:
    """The verdict on one property; a trace for a violation, and for the witness of a reachable."""

    property: Property
    verdict: str
    trace: Trace | None = None
    why: str = ""


@dataclass
class Explored:
    """The exact size of what was explored; `why` says why it ended early, if it did.

    `seconds` is the time of the search alone.
    """

    states: int
    steps: int
    depth: int
    complete: bool
    why: str
    seconds: float = field(default=0.0, compare=False)


@dataclass
class Report:
    """The verdicts on one system, with the exact size of what was explored."""

    system: System
    records: int
    symmetry: bool
    space: Explored
    seconds: float
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The worst of the verdicts."""
        return worst(finding.verdict for finding in self.findings)


def worst(verdicts: Iterable[str]) -> str:
    """VIOLATED before UNDECIDED before HOLDS."""
    found = set(verdicts)
    return next((v for v in (VIOLATED, UNDECIDED) if v in found), HOLDS)


class Checker:
    """Decides the properties of one explored system from its reachable pairs (g, m)."""

    def __init__(
        self, space: Space, symmetry: bool, progress: Progress | None = None,
        effort: Effort = USUAL, witnesses: bool = True,
    ):  # fmt: skip
        self.witnesses = witnesses
        self.space, self.composed, self.symmetry = space, space.composed, symmetry
        self.progress, self.effort = progress, effort
        self.g, self.m = np.nonzero(space.seen >= 0)
        self._apart: dict[int, Space] = {}
        self._seen = self.observe(self.g, self.m)
        self._transitions = lru_cache(maxsize=1)(self._steps_from)

    def observe(self, g: Any, m: Any) -> Observation:
        """An observation of pairs."""
        return observe_pairs(self.composed, g, m)

    def answer(self, question: Property) -> Finding:
        """The verdict on one of `questions`."""
        if question is DEADLOCK:
            return self.deadlock()
        refinement = self.composed.system.refines
        if refinement and question.kind == "refinement":
            return self.refinement(refinement)
        return self.decide(question)

    def decide(self, claim: Property) -> Finding:
        """The verdict on one property."""
        try:
            finding: Finding = getattr(self, f"_{claim.kind}")(claim)
        except KeyboardInterrupt:
            self.space.complete, self.space.why = False, "interrupted"
            return Finding(claim, UNDECIDED, None, self.space.why)
        except MemoryError:
            return Finding(claim, UNDECIDED, None, "it needs more memory than there is")
        if finding.verdict == HOLDS and not self.space.complete and claim.kind != "reachable":
            return Finding(claim, UNDECIDED, None, self.space.why)
        return finding

    def deadlock(self) -> Finding:
        """Whether some reachable state has no step that changes it."""
        if self.space.deadlock >= 0:
            return Finding(DEADLOCK, VIOLATED, trace_to(self.space, self.space.deadlock))
        verdict = HOLDS if self.space.complete else UNDECIDED
        return Finding(DEADLOCK, verdict, None, self.space.why)

    def refinement(self, refinement: Refinement) -> Finding:
        """Whether the contract that stands for this system allows all its runs."""
        claim = refinement_claim(refinement)
        broken = first_break(self.space, refinement)
        if broken is None:
            return Finding(claim, HOLDS if self.space.complete else UNDECIDED, None, self.space.why)
        return self._violated(claim, 0, broken)

    def _table(self, claim: Property, predicate: Any) -> tuple[Any, bool]:
        """A predicate over all pairs (G, M), and whether it looked at the group."""
        self._seen.touched.clear()
        answers = ask(claim, len(self.g), predicate, self._seen)
        table = np.zeros(self.space.seen.shape, bool)
        table[self.g, self.m] = answers
        return table, not self._seen.touched.isdisjoint(self.composed.system.group)

    def _first(self, chosen: Any) -> int:
        """The first state in which one of the pairs occurs, or -1."""
        found = self.space.seen[self.g, self.m][chosen]
        return int(found.min()) if len(found) else -1

    def _invariant(self, claim: Property) -> Finding:
        table, _ = self._table(claim, claim.predicate)
        state = self._first(~table[self.g, self.m])
        return Finding(claim, HOLDS) if state < 0 else self._violated(claim, state)

    def _reachable(self, claim: Property) -> Finding:
        table, _ = self._table(claim, claim.predicate)
        state = self._first(table[self.g, self.m])
        if state >= 0:
            return Finding(claim, HOLDS, trace_to(self.space, state) if self.witnesses else None)
        if self.space.complete:
            return Finding(claim, VIOLATED, None, "no reachable state satisfies it")
        return Finding(claim, UNDECIDED, None, self.space.why)

    def _violated(self, claim: Property, state: int, more: list[int] | None = None) -> Finding:
        return Finding(claim, VIOLATED, trace_to(self.space, state, more))

    def _step(self, claim: Property) -> Finding:
        found = self._broken(claim)
        if found is None:
            return Finding(claim, HOLDS)
        state, number, m = found
        own = len(self.composed.own_events)
        if number >= own:
            via = own * self.space.numbering.members + number - own
        else:
            _, fields = split(self.space.numbering, self.space.words[[state]])
            via = number * self.space.numbering.members + fields[:, 0].tolist().index(m)
        return self._violated(claim, state, [via])

    def _broken(self, claim: Property) -> tuple[int, int, int] | None:
        """The first state with a step that breaks the claim, the event's number, and m; or None."""
        found = None
        for at in range(0, len(self.g), PAIRS_AT_ONCE):
            steps = self._transitions(at)
            wrong = np.flatnonzero(~steps.answers(claim))
            if not len(wrong):
                continue
            g, m = (column[wrong] for column in steps.before)
            first = self.space.seen[g, m]
            least = int(first.argmin())
            event = np.searchsorted(np.cumsum(steps.counts), wrong[least], side="right")
            here = int(first[least]), int(event), int(m[least])
            found = here if found is None else min(found, here, key=lambda each: each[:2])
        return found

    def _steps_from(self, at: int) -> Transitions:
        some = slice(at, at + PAIRS_AT_ONCE)
        return Transitions(self.composed, self.g[some], self.m[some])

    def _answer(self, claim: Property, search: Search) -> Finding:
        """Search the small graph of pairs first, then with one member told apart, then with all."""
        if not self.space.complete:
            return Finding(claim, UNDECIDED, None, self.space.why)
        assert claim.response is not None
        trigger, one = self._table(claim, claim.predicate)
        response, other = self._table(claim, claim.response)
        if not trigger.any():
            return Finding(claim, VIOLATED, None, "its trigger is never reached")
        at = (self.g, self.m)
        if search(self._pairs, trigger[at], response[at]) is None:
            return Finding(claim, HOLDS)
        system, members = self.composed.system, self.space.numbering.members
        promised = {*system.fair_events, *system.strong_events}
        fair = claim.kind == "leads_to" and not promised.isdisjoint(self.composed.own_events)
        space = self._told_apart(1) if one or other or fair else self.space
        finding = self._answer_in(space, claim, search, trigger, response)
        if fair and finding.trace and not is_fair(finding.trace):  # to the other members
            space = self._told_apart(members)
            finding = self._answer_in(space, claim, search, trigger, response)
        return finding

    def _answer_in(
        self, space: Space, claim: Property, search: Search, trigger: Any, response: Any
    ) -> Finding:
        if not space.complete:
            return Finding(claim, UNDECIDED, None, f"{space.why} with members told apart")
        answered = state_mask(space, response)
        graph = graph_of(space, np.flatnonzero(~answered))
        lasso = search(graph, state_mask(space, trigger), answered)
        if lasso is None:
            return Finding(claim, HOLDS)
        return Finding(claim, VIOLATED, trace_to(space, lasso.root, lasso.stem, lasso.cycle))

    @cached_property
    def _pairs(self) -> Graph:
        return pair_graph(self.space)

    def _told_apart(self, count: int) -> Space:
        """The space with the first `count` members told apart from the others."""
        members = self.space.numbering.members
        if not self.symmetry or not members:
            return self.space
        if count not in self._apart:
            effort = self.effort
            if count == members > 1 and effort.states is None:
                effort = replace(effort, states=APART_MAX)
            self._apart[count] = explore(
                self.composed, members, True, count, effort, self.progress
            )
        return self._apart[count]

    def _leads_to(self, claim: Property) -> Finding:
        finding = self._answer(claim, never_answers)
        finding.why = "it may go on like this for ever" if finding.trace else finding.why
        return finding

    def _within(self, claim: Property) -> Finding:
        ticks = ticks_of(claim, self.composed.system)
        finding = self._answer(claim, partial(answers_late, ticks=ticks))
        if finding.trace is not None:
            finding.trace.loop, finding.why = None, f"{ticks} ticks passed"
        return finding


def checker_of(
    system: System, properties: list[Property], members: int | None = None, symmetry: bool = True,
    effort: Effort = USUAL, progress: Progress | None = None, witnesses: bool = True,
) -> Checker:  # fmt: skip
    """Explore a system, so that its properties can be decided, each when it is asked.

    Without `witnesses` a reachable property that holds has no trace, which saves time.
    """
    count = (members if members is not None else system.members) if system.group else 0
    if system.group and count < 1:
        system.refuse("it has a group without members.", "state how many: members=3")
    composed = compose(system)
    claims = [claim for claim in properties if claim.concerns(system)]
    stop = first.wrong_pairs(composed, claims) if effort.first else None
    space = explore(composed, count, symmetry, 0, effort, progress, stop)
    return Checker(space, symmetry, progress, effort, witnesses)


def check(system: System, properties: list[Property], *how: Any, **more: Any) -> Report:
    """Explore a system and decide its properties; those of other topics are left out.

    `how`, `more`: as for `checker_of`.
    """
    import time

    began = time.perf_counter()
    checker = checker_of(system, properties, *how, **more)
    findings = [checker.answer(question) for question in questions(system, properties)]
    space, seconds = checker.space, time.perf_counter() - began
    size = Explored(
        space.states, space.steps, space.depth, space.complete, space.why, space.seconds
    )
    members = space.numbering.members
    return Report(system, members, checker.symmetry, size, seconds, findings)
