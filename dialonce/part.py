"""Part: the states that one worker of a cluster owns, and its turns.

The owner of a state follows from its number. It alone keeps the state, and looks up whether it is
new. The worker expands its states as the compiled engine does, and sends what it finds to the
owners as arrays; the driver in `cluster` starts the turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dialonce.moves import Moves
from dialonce.numbering import Numbering
from dialonce.search import STATES_MAX

BLOCK = 4096  # states that the kernel expands at a time
TURN = 32 * BLOCK  # states that a worker expands before all wait for all
DEALT = 1 << 20  # numbers that a worker remembers to have sent
SEND_SECONDS = 300  # then who should take it is dead
LOAD_MAX = 0.7
COLUMNS = {"words": np.int64, "parents": np.int32, "events": np.int16, "origins": np.int16}
KINDS = (np.int64, np.int32, np.int16)


class Task(NamedTuple):
    """What a worker must know: its rank, the parts of all, the system, and pairs to stop at."""

    rank: int
    parts: list[Any]
    moves: Moves
    numbering: Numbering
    pairs: int
    stop: Any


class Status(NamedTuple):
    """How far a part is: states owned, expanded, and in the levels so far; `dead`: -1 or one."""

    states: int
    at: int
    end: int
    steps: int
    dead: int
    bytes: int
    stopped: bool


class Part:
    """A Dask actor. The parent of a state is at the position `parents` of the part `origins`."""

    def begin(self, task: Task) -> None:
        """Start with the initial state, whose number is 0 and belongs to rank 0."""
        from dialonce import kernel

        self.kernel, self.task = kernel, task
        self.columns = {name: np.zeros(1 << 10, kind) for name, kind in COLUMNS.items()}
        self.keys = np.full(1 << 11, kernel.EMPTY)
        self.count = self.at = self.steps = 0
        self.ends: list[int] = []
        self.dead, self.inbox = -1, dict[int, list[Any]]()
        self.firsts = np.full(task.pairs, -1, np.int32)
        self.dealt = np.full(DEALT, kernel.EMPTY)
        room = BLOCK * task.moves.most(task.numbering.members) + 1
        self.out, self.piles = _rows(1, room), _rows(len(task.parts), room)
        if task.rank == 0:
            self._admit(0, tuple(np.zeros(1, kind) for kind in KINDS))

    def step(self, turn: int, fresh: bool) -> Status:
        """Admit what the last turn brought, and expand some states; `fresh`: a level begins."""
        self._admit_turn(turn - 1)
        if fresh:
            self.ends.append(self.count)
        end = min(self.at + TURN, self.ends[-1])
        sent: list[list[Any]] = [[] for _ in self.task.parts]
        for steps, dead in self._expand(self.at, end):
            self.steps += int(steps)
            self.dead = int(dead) if self.dead < 0 else self.dead
            self._deal(sent)
        self.at = end
        self._send(turn, sent)
        return self._status()

    async def take(self, turn: int, sender: int, found: Any) -> None:
        """Keep what another worker found in this turn until the next one."""
        self._keep(turn, sender, found)

    def _keep(self, turn: int, sender: int, found: Any) -> None:
        self.inbox.setdefault(turn, []).append((sender, found))

    def finish(self) -> tuple[Status, list[int], Any]:
        """Admit the rest, and note the pairs of what was not expanded; returns ends and firsts."""
        for turn in sorted(self.inbox):
            self._admit_turn(turn)
        for _ in self._expand(self.at, self.count):
            pass
        return self._status(), [*self.ends, self.count], self.firsts

    def fetch(self, name: str, positions: Any) -> Any:
        """Some values of a column; of the parents, their origins and positions."""
        values = self.columns[name][positions]
        return (self.columns["origins"][positions], values) if name == "parents" else values

    def _status(self) -> Status:
        kept = [self.keys, self.dealt, *self.out, *self.piles, *self.columns.values()]
        stop, end = self.task.stop, self.ends[-1] if self.ends else 0
        return Status(
            self.count, self.at, end, self.steps, self.dead, sum(a.nbytes for a in kept),
            stop is not None and bool((self.firsts[stop] >= 0).any()),
        )  # fmt: skip

    def _expand(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Leave the successors of one block after the other in `out`; yields steps, deadlock."""
        task = self.task
        for at in range(begin, end, BLOCK):
            yield self.kernel.expand(
                self.columns["words"], at, min(at + BLOCK, end), task.moves, task.numbering,
                self.firsts, self.out,
            )  # fmt: skip

    def _deal(self, sent: list[list[Any]]) -> None:
        *columns, got = self.out
        found = [column[0] for column in columns]
        self.kernel.deal(*found, got[0], self.dealt, self.piles)
        *columns, got = self.piles
        for to, count in enumerate(got):
            sent[to].append([column[to, :count].copy() for column in columns])

    def _send(self, turn: int, sent: list[list[Any]]) -> None:
        calls, rank = [], self.task.rank
        for to, blocks in enumerate(sent):
            found = tuple(np.concatenate(column) for column in zip(*blocks, strict=True))
            if to == rank and blocks:
                self._keep(turn, rank, found)
            elif blocks:
                calls.append(self.task.parts[to].take(turn, rank, found))
        for call in calls:
            call.result(timeout=SEND_SECONDS)

    def _admit_turn(self, turn: int) -> None:
        for sender, found in sorted(self.inbox.pop(turn, []), key=lambda item: item[0]):
            self._admit(sender, found)

    def _admit(self, sender: int, found: tuple[Any, ...]) -> None:
        before, need = self.count, self.count + len(found[0])
        if need > STATES_MAX:
            raise MemoryError
        if need > len(self.columns["words"]):
            for column in self.columns.values():
                column.resize(max(need, len(column) * 3 // 2), refcheck=False)
        if need > LOAD_MAX * len(self.keys):
            self.keys = np.full(1 << int(need / LOAD_MAX).bit_length(), self.kernel.EMPTY)
            self.kernel.insert(self.columns["words"][:before], 0, 1, self.keys)
        space = tuple(self.columns[name] for name in ("words", "parents", "events"))
        self.count = int(self.kernel.admit_hashed(*found, len(found[0]), self.keys, space, before))
        self.columns["origins"][before : self.count] = sender


def _rows(rows: int, room: int) -> tuple[Any, ...]:
    return *(np.empty((rows, room), kind) for kind in KINDS), np.zeros(rows, np.int64)


def installed() -> str:
    """The version of dialonce here, with a digest of the code that workers run."""
    import hashlib

    from dialonce import __version__

    files = [Path(__file__).with_name(f"{name}.py") for name in ("kernel", "moves", "part")]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
    return f"{__version__} ({digest})"
