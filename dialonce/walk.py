"""Walk: Hypothesis drives the live classes with enabled events, far beyond the explored bounds.

After every step the walk compares configuration, data and messages with the tables, and judges
every invariant and step property. A failing run is shrunk, and printed as a program.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dialonce.cascade import Instance, Step
from dialonce.event import Event
from dialonce.live import Live
from dialonce.observe import Observation, StepView, counter, observe
from dialonce.property import Property
from dialonce.system import System
from dialonce.table import tabulate
from dialonce.trace import Runner, label

JUDGED = ("invariant", "step")


class WalkError(AssertionError):
    """A walk went wrong; the message ends with a program that repeats it."""


class Walker:
    """One run, on tables and live machines side by side."""

    def __init__(self, system: System, members: int, properties: list[Property]):
        self.system, self.members = system, members
        self.claims = [p for p in properties if p.kind in JUDGED and p.concerns(system)]
        self.runner, self.live = Runner(system, members), Live(system, members)
        self.taken: list[tuple[Instance, str]] = []
        self._initial = self.live.snapshot()

    def restart(self) -> None:
        """Back to the initial state, on both sides."""
        self.runner = Runner(self.system, self.members, self.runner.react)
        self.live.restore(self._initial)
        self.taken.clear()

    def take(self, instance: Instance, event: str) -> None:
        """One step on both sides, compared and judged. Errors: WalkError with a program."""
        before = dict(self.runner.state)
        self.taken.append((instance, event))
        by_table = self.runner.peek(instance, event)
        self.runner.take(instance, event)
        by_class = self.live.take(instance, event)
        wrong = self._compare(by_table, by_class) or self._judge(before, instance, event, by_table)
        if wrong:
            raise WalkError(f"{wrong}\nThis program repeats it:\n\n{self.program()}")

    def program(self) -> str:
        """A program that repeats this run."""
        lines = [f"    {(*instance, event)!r}," for instance, event in self.taken]
        return "\n".join([
            "from dialonce import catalog",
            "from dialonce.walk import follow",
            "",
            f'system = catalog.systems()["{self.system.name}"]',
            f"follow(system, {self.members}, list(catalog.properties().values()), [",
            *lines,
            "])",
        ])  # fmt: skip

    def _compare(self, by_table: Step, by_class: Step) -> str:
        if by_table.sent != by_class.sent:
            return f"messages differ: table {by_table.sent}, live {by_class.sent}"
        for instance, found in self.live.snapshot().items():
            table = tabulate(self.system.machines[instance[0]])
            expected = table.locals[self.runner.state[instance]]
            if found != expected:
                who = label(self.system, instance)
                return f"{who} differs: table {expected}, live {found}"
        return ""

    def _judge(self, before: dict[Instance, int], at: Instance, event: str, step: Step) -> str:
        everybody = range(max(1, self.members))
        moved = [at[1]] if at[0] in self.system.group else everybody
        named = Event([f"{at[0]}.{event}"], [len(moved)], self.system)
        view = StepView(named, counter(self.system, [step]), np.zeros(len(moved), np.int64))
        now, was = self._observe(self.runner.state, everybody), self._observe(before, moved)
        then = self._observe(self.runner.state, moved)
        for claim in self.claims:
            seen = (now,) if claim.kind == "invariant" else (was, view, then)
            if not np.all(claim.predicate(*seen)):
                return f"{claim.title} is violated ({', '.join(claim.clauses)})"
        return ""

    def _observe(self, state: dict[Instance, int], members: Sequence[int]) -> Observation:
        """A state, seen from each of these members."""

        def column(name: str) -> Any:
            grouped = name in self.system.group
            return np.array([state[name, member if grouped else 0] for member in members])

        return observe(self.runner.tables, self.system.looks, column)


def follow(
    system: System,
    members: int,
    properties: list[Property],
    events: list[tuple[str, int, str]],
) -> None:
    """Repeat a run given as (machine, member, event). Errors: WalkError where it goes wrong."""
    walker = Walker(system, members, properties)
    for machine, member, event in events:
        walker.take((machine, member), event)


def walk_of(system: System, members: int, properties: list[Property]) -> type:
    """A Hypothesis state machine that walks a system; use its `TestCase` in a test module."""

    walker = Walker(system, members, properties)

    class Walk(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            walker.restart()

        @rule(data=st.data())
        def step(self, data: Any) -> None:
            enabled = walker.runner.enabled()
            if enabled:
                walker.take(*data.draw(st.sampled_from(enabled)))

    Walk.__name__ = Walk.__qualname__ = f"Walk_{system.name}"
    return Walk
