"""Cluster: the search with its states dealt out over the workers of a Dask cluster.

Each worker owns the states whose number falls to it: it alone keeps them, looks up whether one is
new, and expands them. What they lead to goes straight to its owner. The driver only starts the
turns: in one turn every worker admits what the last turn sent it and expands a block. A level ends
when all have expanded theirs, so that shortest means shortest.
"""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import numpy as np

from dialonce.moves import Moves
from dialonce.numbering import Numbering

BLOCK = 4096  # states that the kernel expands at a time
TURN = 32 * BLOCK  # states that a worker expands before all wait for all
LOAD_MAX = 0.7
DEAL = np.uint64(0xC2B2AE3D27D4EB4F)  # not the factor of the hash tables, or those would fill badly
COLUMNS = {"words": np.int64, "parents": np.int32, "events": np.int16, "origins": np.int16}


class Task(NamedTuple):
    """What a worker must know: its rank, the parts of all workers, and the system."""

    rank: int
    parts: list[Any]
    moves: Moves
    numbering: Numbering
    pairs: int
    stop: Any


class Status(NamedTuple):
    """How far a worker is: states owned, expanded, and of the levels so far; `dead`: -1 or one."""

    count: int
    at: int
    end: int
    steps: int
    dead: int
    bytes: int
    stopped: bool


def owner_of(words: Any, workers: int) -> Any:
    """The rank of the worker that owns each number."""
    return ((words.astype(np.uint64) * DEAL) >> np.uint64(44)) % np.uint64(workers)


class Part:
    """The states that one worker owns, level by level; it lives there as a Dask actor.

    `parents` are positions in the part of the worker `origins`.
    """

    def begin(self, task: Task) -> None:
        """Start with the initial state, if it is owned here."""
        from dialonce import kernel

        self.kernel, self.task = kernel, task
        self.moves = task.moves._replace(
            **{k: np.require(v, requirements="W") for k, v in task.moves._asdict().items()
               if isinstance(v, np.ndarray)})  # fmt: skip
        self.numbering = task.numbering._replace(
            place=np.require(task.numbering.place, requirements="W")
        )
        self.columns = {name: np.zeros(1 << 10, kind) for name, kind in COLUMNS.items()}
        self.keys = np.full(1 << 11, kernel.EMPTY)
        self.count = self.at = self.end = self.steps = 0
        self.dead, self.inbox = -1, {}
        self.firsts = np.full(task.pairs, -1, np.int32)
        room = BLOCK * self.moves.most(task.numbering.members) + 1
        kinds = (np.int64, np.int32, np.int16)
        self.out = (*(np.empty((1, room), kind) for kind in kinds), np.zeros(1, np.int64))
        if owner_of(np.zeros(1, np.int64), len(task.parts))[0] == task.rank:
            self._admit(task.rank, tuple(np.zeros(1, kind) for kind in kinds))

    async def take(self, turn: int, sender: int, found: Any) -> None:
        """Keep what another worker found in this turn until the next one."""
        self.inbox.setdefault(turn, []).append((sender, found))

    def step(self, turn: int, fresh: bool) -> Status:
        """Admit what the last turn brought, then expand a block; `fresh`: a new level begins."""
        self._admit_all(turn - 1)
        if fresh:
            self.end = self.count
        begin, self.at = self.at, min(self.at + TURN, self.end)
        self._send(turn, self._expand(begin, self.at))
        return self._status()

    def finish(self, turn: int) -> tuple[Status, Any]:
        """Admit the last turn, and note the pairs of what was not expanded."""
        self._admit_all(turn)
        status = self._status()
        self._expand(self.at, self.count)
        return status, self.firsts

    def fetch(self, name: str, positions: Any) -> Any:
        """Some values of a column."""
        return self.columns[name][positions]

    def _status(self) -> Status:
        kept = [self.keys, *self.out, *self.columns.values()]
        stop = self.task.stop
        return Status(
            self.count, self.at, self.end, self.steps, self.dead, sum(a.nbytes for a in kept),
            stop is not None and bool((self.firsts[stop] >= 0).any()),
        )  # fmt: skip

    def _expand(self, begin: int, end: int) -> list[tuple[Any, ...]]:
        blocks = []
        for at in range(begin, end, BLOCK):
            steps, dead = self.kernel.expand(
                self.columns["words"], at, min(at + BLOCK, end), self.moves, self.numbering,
                self.firsts, self.out,
            )  # fmt: skip
            self.steps += int(steps)
            self.dead = int(dead) if self.dead < 0 else self.dead
            got = self.out[3][0]
            blocks.append(tuple(column[0, :got].copy() for column in self.out[:3]))
        return blocks

    def _send(self, turn: int, blocks: list[tuple[Any, ...]]) -> None:
        if not blocks:
            return
        found = [np.concatenate(column) for column in zip(*blocks, strict=True)]
        parts, rank = self.task.parts, self.task.rank
        owner = owner_of(found[0], len(parts))
        sent = []
        for to, part in enumerate(parts):
            theirs = tuple(column[owner == to] for column in found)
            if to == rank:
                self.inbox.setdefault(turn, []).append((rank, theirs))
            else:
                sent.append(part.take(turn, rank, theirs))
        for message in sent:
            message.result()

    def _admit_all(self, turn: int) -> None:
        for sender, found in sorted(self.inbox.pop(turn, []), key=lambda item: item[0]):
            self._admit(sender, found)

    def _admit(self, sender: int, found: tuple[Any, ...]) -> None:
        need = self.count + len(found[0])
        if need > len(self.columns["words"]):
            for column in self.columns.values():
                column.resize(max(need, len(column) * 3 // 2), refcheck=False)
        if need > LOAD_MAX * len(self.keys):
            self.keys = np.full(1 << int(need / LOAD_MAX).bit_length(), self.kernel.EMPTY)
            self.kernel.insert(self.columns["words"][: self.count], 0, 1, self.keys)
        space = tuple(self.columns[name] for name in ("words", "parents", "events"))
        before = self.count
        self.count = int(self.kernel.admit_hashed(*found, len(found[0]), self.keys, space, before))
        self.columns["origins"][before : self.count] = sender
