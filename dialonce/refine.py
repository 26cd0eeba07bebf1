"""Refinement: a contract allows every run of the real system that it stands for.

The real system and the contract are seen through shared events. The contract is followed as the
set of local states that it may be in; it fails when a step of the real system leaves none.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from dialonce.errors import nearest
from dialonce.machine import Machine, state_sets
from dialonce.table import Table, tabulate


@dataclass(frozen=True)
class Refinement:
    """What a system justifies: larger systems may use `contract` in its place.

    `inputs`: "machine.event" of the real system to the events of the contract that it may be.
    `answer`: "machine.state" of the real system whose entry shows as the output `output`.
    """

    contract: type[Machine]
    inputs: dict[str, tuple[str, ...]]
    answer: str
    output: str


class Follower:
    """The contract, followed through sets of its local states."""

    def __init__(self, refinement: Refinement):
        self.refinement = refinement
        self.table: Table = tabulate(refinement.contract)
        self.spontaneous = sorted(refinement.contract.spontaneous)
        self.known: dict[tuple[frozenset[int], str, bool], frozenset[int]] = {}

    def step(self, states: frozenset[int], event: str, answered: bool) -> frozenset[int]:
        """The states after a shared event, with or without the output."""
        key = (states, event, answered)
        if key not in self.known:
            self.known[key] = self._step(*key)
        return self.known[key]

    def _step(self, states: frozenset[int], event: str, answered: bool) -> frozenset[int]:
        after: set[int] = set()
        for name in self.refinement.inputs.get(event, ()):
            for state in states:
                after |= self._react(state, name, answered)
        if event not in self.refinement.inputs:
            after = {t for s in states for t in self._alone(s, answered)}
        return frozenset(after)

    def _react(self, state: int, name: str, answered: bool) -> set[int]:
        row = self.table.choices[state, name].rows[()]
        there, said = (state, False) if row is None else (row.after, self._says(row.outputs))
        if said:
            return {there} if answered else set()
        return self._alone(there, answered)

    def _alone(self, state: int, answered: bool) -> set[int]:
        if not answered:
            return {state}
        rows = [self.table.choices[state, name].rows[()] for name in self.spontaneous]
        return {row.after for row in rows if row and self._says(row.outputs)}

    def _says(self, outputs: tuple[str, ...]) -> bool:
        return self.refinement.output in outputs


def first_break(space: Any, refinement: Refinement) -> list[int] | None:
    """The event numbers of a shortest run that the contract does not allow, or None.

    Errors: SpecificationError when the refinement names what is not there.
    """
    import numpy as np

    composed, follower = space.composed, Follower(refinement)
    _check(composed, follower)
    machine, state = refinement.answer.split(".")
    column = composed.globals.column(machine, np.arange(len(composed.globals.rows)))
    shown = np.array(composed.tables[machine].holds(state))[column].tolist()
    names, moves = [".".join(key) for key in composed.shared_events], composed.shared.T.tolist()
    start = (0, frozenset({0}))
    came: dict[Any, Any] = {start: None}
    queue = deque([start])
    while queue:
        here = g, states = queue.popleft()
        for number, after in enumerate(moves[g]):
            if after < 0:
                continue
            allowed = follower.step(states, names[number], shown[after] and not shown[g])
            if not allowed:
                return [*_path(came, here), number]
            there = (after, allowed)
            if there not in came:
                came[there] = (here, number)
                queue.append(there)
    return None


def _check(composed: Any, follower: Follower) -> None:
    """Refuse a refinement that would be followed wrongly: a misspelt event never happens."""
    refinement, table, system = follower.refinement, follower.table, composed.system
    machine, _, state = refinement.answer.partition(".")
    known = [".".join(key) for key in composed.shared_events]
    named = [(key, known) for key in refinement.inputs]
    named += [(name, table.events) for names in refinement.inputs.values() for name in names]
    named += [(refinement.output, sorted(refinement.contract.outputs))]
    named += [(machine, list(system.singles))]
    for name, there in named:
        if name not in there:
            system.refuse(f"its refinement names {name}.", nearest(name, there))
    if state not in state_sets(system.machines[machine]):
        states = list(state_sets(system.machines[machine]))
        system.refuse(f"its refinement names {refinement.answer}.", nearest(state, states))
    if system.group or any(choice.reads for choice in table.choices.values()):
        system.refuse("it has a group, or its contract reads.", "refine single machines, and alone")


def _path(came: dict[Any, Any], here: Any) -> list[int]:
    path: list[int] = []
    while came[here] is not None:
        here, number = came[here]
        path.append(number)
    return path[::-1]
