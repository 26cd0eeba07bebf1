"""Check: every property of a system, with verdicts HOLDS, VIOLATED or UNDECIDED."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import Any

import numpy as np

from dialonce.compose import compose
from dialonce.explore import Explorer, Progress, Space, explore
from dialonce.graph import Graph, graph_of, pair_graph
from dialonce.liveness import Lasso, answers_late, never_answers
from dialonce.numbering import split
from dialonce.observe import Observation, StepView, ask, ticks_of
from dialonce.property import Property
from dialonce.refine import Refinement, first_break
from dialonce.system import System
from dialonce.trace import Trace, trace_to

HOLDS, VIOLATED, UNDECIDED = "HOLDS", "VIOLATED", "UNDECIDED"
Search = Callable[[Graph, Any, Any], "Lasso | None"]
DEADLOCK = Property(
    "something_can_always_happen", "invariant", (), lambda s: True,
    "In every reachable state some step changes the state.", "",
)  # fmt: skip


@dataclass
class Finding:
    """The verdict on one property; a trace for a violation, and for the witness of a reachable."""

    property: Property
    verdict: str
    trace: Trace | None = None
    why: str = ""


@dataclass
class Explored:
    """The exact size of what was explored; `why` says why it ended early, if it did."""

    states: int
    steps: int
    depth: int
    complete: bool
    why: str


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
        max_states: int | None = None, witnesses: bool = True, explorer: Explorer = explore,
    ):  # fmt: skip
        self.witnesses, self.explorer = witnesses, explorer
        self.space, self.composed, self.symmetry = space, space.composed, symmetry
        self.progress, self.max_states = progress, max_states
        self.g, self.m = np.nonzero(space.seen >= 0)
        self._tracked: Space | None = None

    def observe(self, g: Any, m: Any) -> Observation:
        """An observation of pairs."""
        column = cache(lambda name: self.composed.column(name, g, m))
        return Observation(self.composed.tables, column)

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
        from dialonce.clauses import marks_of

        clauses = {c for lines in marks_of(refinement.contract).lines.values()
                   for found, _ in lines for c in found}  # fmt: skip
        name = f"{refinement.contract.__name__}_allows_every_run_of_it"
        sentence = "The contract of larger systems allows every run of this one."
        claim = Property(name, "refinement", tuple(sorted(clauses)), lambda s: True, sentence, "")
        broken = first_break(self.space, refinement)
        if broken is None:
            return Finding(claim, HOLDS if self.space.complete else UNDECIDED, None, self.space.why)
        return self._violated(claim, 0, broken)

    def _table(self, claim: Property, predicate: Any) -> tuple[Any, bool]:
        """A predicate over all pairs (G, M), and whether it looked at the group."""
        observation = self.observe(self.g, self.m)
        answers = ask(claim, len(self.g), predicate, observation)
        table = np.zeros(self.space.seen.shape, bool)
        table[self.g, self.m] = answers
        return table, not observation.touched.isdisjoint(self.composed.system.group)

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
        found: tuple[int, int, int] | None = None
        for number, key in enumerate([*self.composed.own_events, *self.composed.shared_events]):
            worst_here = self._steps_of(claim, number, key)
            if worst_here and (found is None or worst_here[0] < found[0]):
                found = worst_here
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

    def _steps_of(
        self, claim: Property, number: int, key: tuple[str, str]
    ) -> tuple[int, int, int] | None:
        c = self.composed
        numbers = c.step_of[key][self.g, self.m]
        after_g, after_m, enabled = self._after(number)
        g, m = self.g[enabled], self.m[enabled]
        if not len(g):
            return None
        step = StepView(".".join(key), c.decisions[key].steps, numbers[enabled], c.system)
        before, after = self.observe(g, m), self.observe(after_g[enabled], after_m[enabled])
        wrong = ~ask(claim, len(g), claim.predicate, before, step, after)
        if not wrong.any():
            return None
        first = self.space.seen[g, m][wrong]
        position = int(first.argmin())
        return int(first[position]), number, int(m[wrong][position])

    def _after(self, number: int) -> tuple[Any, Any, Any]:
        """Per pair: g and m after the event, and whether it is enabled."""
        c, own = self.composed, len(self.composed.own_events)
        if number < own:
            packed = c.own[number, self.g, self.m].astype(np.int64)
            return *np.divmod(np.maximum(packed, 0), c.pairs.shape[1]), packed >= 0
        g = c.shared[number - own, self.g].astype(np.int64)
        m = c.casts[c.cast_of[number - own, self.g], self.m].astype(np.int64)
        return np.maximum(g, 0), m, g >= 0

    def _answer(self, claim: Property, search: Search) -> Finding:
        """Search the small graph of pairs first; only what fails there is searched in full."""
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
        fair = not set(self.composed.own_events).isdisjoint(self.composed.system.fair_events)
        told_apart = one or other or (fair and claim.kind == "leads_to")
        space = self._track() if told_apart else self.space
        if not space.complete:
            return Finding(claim, UNDECIDED, None, f"{space.why} with one member told apart")
        answered = state_mask(space, response)
        graph = graph_of(space, np.nonzero(~answered)[0])
        lasso = search(graph, state_mask(space, trigger), answered)
        if lasso is None:
            return Finding(claim, HOLDS)
        return Finding(claim, VIOLATED, trace_to(space, lasso.root, lasso.stem, lasso.cycle))

    @cached_property
    def _pairs(self) -> Graph:
        return pair_graph(self.space)

    def _track(self) -> Space:
        """The space with the first member told apart from the others."""
        if not self.symmetry:
            return self.space
        if self._tracked is None:
            members = self.space.numbering.members
            bound, progress = self.max_states, self.progress
            self._tracked = self.explorer(self.composed, members, True, 1, bound, progress)
        return self._tracked

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


def state_mask(space: Space, table: Any) -> Any:
    """Spread a boolean table (G, M) over the states, by the first member."""
    g, fields = split(space.numbering, space.words)
    return table[g, fields[0]] if len(fields) else table[g, 0]


def check(
    system: System,
    properties: list[Property],
    members: int | None = None,
    symmetry: bool = True,
    max_states: int | None = None,
    progress: Progress | None = None,
    witnesses: bool = True,
    explorer: Explorer = explore,
) -> Report:
    """Explore a system and decide its properties; those of other topics are left out.

    Without `witnesses` a reachable property that holds has no trace, which saves time. `explorer`
    may search elsewhere than in this process.
    """
    import time

    began = time.perf_counter()
    count = (members if members is not None else system.members) if system.group else 0
    if system.group and count < 1:
        system.refuse("it has a group without members.", "state how many: members=3")
    space = explorer(compose(system), count, symmetry, 0, max_states, progress)
    checker = Checker(space, symmetry, progress, max_states, witnesses, explorer)
    findings = [checker.deadlock()]
    if system.refines:
        findings.append(checker.refinement(system.refines))
    for claim in properties:
        if claim.concerns(system):
            findings.append(checker.decide(claim))
    size = Explored(space.states, space.steps, space.depth, space.complete, space.why)
    return Report(system, count, symmetry, size, time.perf_counter() - began, findings)
