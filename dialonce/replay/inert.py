"""Which members are finished: nothing that happens can change them, or comes from them."""

from __future__ import annotations

from dialonce.judge.space import State
from dialonce.system import System
from dialonce.table import Row, tabulate


class Inert:
    """Tells of a state of one member among any number whether the member is finished.

    What happens to a member by itself, or is told to it by a machine that exists once, is looked at
    for all values of what it reads. If none of it changes the member or makes it say something,
    then nothing ever will, for its machines hear nothing else.
    """

    def __init__(self, system: System):
        self.system = system
        told = {
            (target.machine, target.event)
            for (sender, _), targets in system.routes.items()
            for target in targets
            if sender not in system.group
        }
        self._tables = [tabulate(system.machines[name]) for name in system.group]
        self._alone = [[e for n, e in system.spontaneous if n == m] for m in system.group]
        self._told = [[e for n, e in sorted(told) if n == m] for m in system.group]
        self._known: dict[State, bool] = {}

    def __call__(self, state: State) -> bool:
        """Whether the member is finished; False where a system has no members."""
        member = state[len(self.system.singles) :]
        if member not in self._known:
            self._known[member] = bool(member) and all(map(self._rests, range(len(member)), member))
        return self._known[member]

    def _rests(self, machine: int, local: int) -> bool:
        choices = self._tables[machine].choices
        return not any(
            row for event in self._alone[machine] for row in choices[local, event].rows.values()
        ) and not any(
            _stirs(row, local)
            for event in self._told[machine]
            for row in choices[local, event].rows.values()
        )


def _stirs(row: Row | None, local: int) -> bool:
    return row is not None and (row.after != local or bool(row.outputs))
