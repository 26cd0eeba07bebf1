"""Moves: the composed tables as rows, so that a state's steps are read off and none is tried."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.compose import Composed


class Moves(NamedTuple):
    """The steps of a system, without those that change nothing anywhere.

    A member in the pair p = g * M + m has the rows `starts[p]` to `starts[p + 1]` of `after_g`,
    `after_m` and `event`. The single machines in g have the rows `shared_starts[g]` to
    `shared_starts[g + 1]` of `shared_g`, `shared_event` and `row`: which of `casts` (rows, M) moves
    the members, 0 for none. `own` and `shared` count the events; `ends` (G,): no step is needed
    there.
    """

    starts: Any
    after_g: Any
    after_m: Any
    event: Any
    shared_starts: Any
    shared_g: Any
    shared_event: Any
    row: Any
    casts: Any
    own: int
    shared: int
    ends: Any

    def most(self, members: int) -> int:
        """The most steps that a state with so many members has."""
        return members * _longest(self.starts) + _longest(self.shared_starts)


def _longest(starts: Any) -> int:
    return int(np.diff(starts).max(initial=0))


def moves_of(composed: Composed) -> Moves:
    """The moves of a composed system."""
    g_count, m_count = composed.pairs.shape
    pair = np.arange(g_count * m_count).reshape(g_count, m_count)
    own = composed.own
    g, m, event = np.nonzero(((own >= 0) & (own != pair)).transpose(1, 2, 0))
    after_g, after_m = np.divmod(own[event, g, m], m_count)
    at, shared_event = np.nonzero((composed.shared >= 0).T)
    shared_g, row = composed.shared[shared_event, at], composed.cast_of[shared_event, at]
    moving = (shared_g != at) | (row != 0)
    at, shared_event = at[moving], shared_event[moving]
    return Moves(
        _starts(pair[g, m], pair.size), *_small(after_g, after_m, event),
        _starts(at, g_count), *_small(shared_g[moving], shared_event, row[moving]),
        np.ascontiguousarray(composed.casts, np.int32), len(own), len(composed.shared),
        composed.ends,
    )  # fmt: skip


def _starts(keys: Any, count: int) -> Any:
    starts = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(keys, minlength=count), out=starts[1:])
    return starts


def _small(a: Any, b: Any, c: Any) -> tuple[Any, Any, Any]:
    return a.astype(np.int32), b.astype(np.int32), c.astype(np.int32)
