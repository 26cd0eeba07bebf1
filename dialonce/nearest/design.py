"""Beside a run of a wrong design: what the right design does, and how it goes on from there.

The nearest run that passes takes the same steps as long as the right design does the same. Then it
takes the right step, if there is one, and of the other steps those that are still possible. Where
an answer is owed, or a machine rests where it was stopped, it takes the shortest way on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dialonce.cascade import Instance
from dialonce.nearest.judge import ANSWERED, keeps, waiting
from dialonce.nearest.parting import Pair, Parting
from dialonce.nearest.ways import pair_of, way
from dialonce.property import Property
from dialonce.show import DEADLOCK
from dialonce.system import System
from dialonce.trace import Runner, Trace

if TYPE_CHECKING:
    from dialonce.check import Finding

ON_MAX = 6  # steps; a longer way on tells nothing about the place where the two part


@dataclass
class Nearest:
    """A run of the right design that passes, beside one of the wrong design that does not.

    `trace`: the violating run; `parting`: where they part, `one` being the wrong design, None if
    they do not; `run`: of the right design; `kept`, `gone`: numbers, from 0, of the later steps of
    the violating run that happen in it, and that cannot; `own`: from which step on it goes its own
    way; `passes`: whether it keeps the property, computed; `wanted`: the run is what the wrong
    design should have been able to do, since no run shows the violation.
    """

    claim: Property
    trace: Trace
    parting: Parting | None
    run: Trace
    kept: list[int]
    gone: list[int]
    own: int
    passes: bool
    wanted: bool = False


def beside(finding: Finding, right: System, wrong: System, members: int) -> Nearest | None:
    """The nearest run of the right design. None where it has none, or none was found."""
    claim, trace = finding.property, finding.trace
    if trace is None:
        return _wanted(claim, right, wrong, members)
    return _Search(claim, trace, right).nearest()


class _Search:
    """One search: the violating run, and the right design that follows it."""

    def __init__(self, claim: Property, trace: Trace, right: System):
        self.claim, self.trace = claim, trace
        self.runner = Runner(right, trace.members)
        self.kept: list[int] = []
        self.gone: list[int] = []

    def nearest(self) -> Nearest:
        """Follow the violating run, part from it, and go on."""
        parting = self._parting()
        self.runner = self._at(parting.at if parting else len(self.trace.steps))
        if parting:
            self._part(parting)
            self._rest(parting)
        own = len(self.runner.trace.steps) if parting is None or parting.taken else parting.at
        if parting:
            self._on(parting)
        return Nearest(self.claim, self.trace, parting, self.runner.trace, self.kept, self.gone,
                       own, self._passes())  # fmt: skip

    def _passes(self) -> bool:
        """Whether the run keeps the property, as far as a run can show."""
        if self.claim.name == DEADLOCK:
            steps = (self.runner.peek(*event) for event in self.runner.enabled())
            state = self.runner.state
            return any(state[at] != new for step in steps for at, new in step.changes.items())
        return self.claim.kind != "refinement" and keeps(self.claim, self.runner.trace)

    def _parting(self) -> Parting | None:
        pair = Pair(self.trace, self.runner)
        last = len(self.trace.steps)
        ends = last if self.trace.loop is None else self.trace.loop
        return pair.follow() or pair.look_around(ends)

    def _at(self, count: int) -> Runner:
        """The right design after so many steps of the run."""
        runner = Runner(self.runner.system, self.trace.members)
        for step in self.trace.steps[:count]:
            runner.take(step.instance, step.event)
        return runner

    def _part(self, parting: Parting) -> None:
        if parting.taken:
            self._take(parting.at)
        elif self._can(parting.instance, parting.event):
            self.runner.take(parting.instance, parting.event)

    def _rest(self, parting: Parting) -> None:
        """Take of the other steps what is possible, until an answer is owed."""
        for number in range(parting.at + 1, len(self.trace.steps)):
            if not parting.taken or self._owed(parting):
                return
            self._take(number)

    def _take(self, number: int) -> None:
        """Take a step of the violating run, where it is possible."""
        step = self.trace.steps[number]
        able = self._can(step.instance, step.event)
        (self.kept if able else self.gone).append(number)
        if able:
            self.runner.take(step.instance, step.event)

    def _on(self, parting: Parting) -> None:
        """Go on to the answer that is owed, or until the machine leaves where it was stopped."""
        from dialonce.compose import compose

        stopped = parting.other.row is None and self.runner.state[parting.other.hearer] == (
            parting.other.local
        )
        owed = self._owed(parting)
        if not (owed or stopped):
            return
        composed, member = compose(self.runner.system), self._member(parting)
        goal = self._answered(composed) if owed else self._left(composed, parting)
        start = pair_of(composed, self.runner.state, member)
        found = way(composed, start, goal, faults=owed) or []
        if owed or len(found) <= ON_MAX:
            for name, event in found:
                self.runner.take((name, member if name in composed.system.group else 0), event)

    def _answered(self, composed: Any) -> Any:
        return pairs_where(composed, self.claim, self.claim.response)

    def _left(self, composed: Any, parting: Parting) -> Any:
        """The pairs (g, m) in which a machine is not in the states where it was stopped."""
        import numpy as np

        name = parting.other.hearer[0]
        table = composed.tables[name]
        stopped = table.locals[parting.other.local].states
        outside = np.array([local.states != stopped for local in table.locals])
        g, m = np.indices(composed.pairs.shape)
        found: Any = outside[composed.column(name, g, m)]
        return found

    def _owed(self, parting: Parting) -> bool:
        """Whether the run of the right design so far owes an answer."""
        claim = self.claim
        return claim.kind in ANSWERED and waiting(claim, self.runner.trace, self._member(parting))

    def _member(self, parting: Parting) -> int:
        """The member that it is about: of the machines that part, or whose answer is missing."""
        group = self.trace.system.group
        if self.claim.kind in ANSWERED:
            members = range(max(1, self.trace.members))
            return next((k for k in members if waiting(self.claim, self.trace, k)), 0)
        ends = (parting.other.hearer, parting.instance)
        return next((number for name, number in ends if name in group), 0)

    def _can(self, instance: Instance, event: str) -> bool:
        return (instance, event) in self.runner.enabled()


def pairs_where(composed: Any, claim: Property, predicate: Any) -> Any:
    """The pairs (G, M) in which a predicate of a property is true."""
    import numpy as np

    from dialonce.observe import ask, observe_pairs

    g, m = np.nonzero(composed.pairs)
    found = np.zeros(composed.pairs.shape, bool)
    found[g, m] = ask(claim, len(g), predicate, observe_pairs(composed, g, m))
    return found


def _wanted(claim: Property, right: System, wrong: System, members: int) -> Nearest | None:
    """What no run of the wrong design does: the shortest run of the right one that does it."""
    from dialonce.compose import compose

    composed = compose(right)
    goal = pairs_where(composed, claim, claim.predicate)
    found = way(composed, (0, 0), goal)
    if found is None:
        return None
    runner = Runner(right, members)
    for name, event in found:
        runner.take((name, 0), event)
    trace = runner.trace
    pair = Pair(trace, Runner(wrong, members))
    parting = pair.follow() or pair.look_around(len(trace.steps))
    if parting:
        parting = replace(parting, one=parting.other, other=parting.one)
    nothing = Trace(wrong, members)
    return Nearest(claim, nothing, parting, trace, [], [], 0, True, wanted=True)
