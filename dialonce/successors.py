"""All successors of a block of states in NumPy: what small searches and graphs are made of."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.moves import Moves
from dialonce.numbering import Numbering, number, split


class Successors(NamedTuple):
    """The steps that leave a block of states, ordered by source.

    `words`, `sources` (positions in the block), `via` (steps,). Members in equal states have equal
    successors, which stand here once; `count` (states,) counts them all.
    """

    words: Any
    sources: Any
    via: Any
    count: Any


def successors(moves: Moves, numbering: Numbering, words: Any) -> Successors:
    """The steps of a block of states that change the state.

    `via` is event * members + member for a member's event, and counts on after those for a shared
    one.
    """
    g, fields = split(numbering, words)
    parts = [_own(moves, numbering, g, fields, i) for i in range(numbering.members)]
    parts.append(_shared(moves, numbering, words, g, fields))
    targets, sources, via = (np.concatenate(c) for c in zip(*(p[:3] for p in parts), strict=True))
    order = np.argsort(sources, kind="stable")
    count = np.sum([part[3] for part in parts], axis=0)
    return Successors(targets[order], sources[order], via[order].astype(np.int16), count)


def _rows(starts: Any, keys: Any, kept: Any) -> tuple[Any, Any, Any]:
    """The source and the row of each of the rows of `keys`, where kept; and their number each."""
    begin = starts[keys].astype(np.int64)
    count = starts[keys + 1] - begin
    taken = np.where(kept, count, 0)
    sources = np.repeat(np.arange(len(keys)), taken)
    first = begin - (np.cumsum(taken) - taken)
    return sources, np.arange(len(sources)) + first[sources], count


def _own(
    moves: Moves, numbering: Numbering, g: Any, fields: Any, i: int
) -> tuple[Any, Any, Any, Any]:
    twin = fields[i] == fields[i - 1] if i > numbering.fixed else np.zeros(len(g), bool)
    keys = g * numbering.place.shape[1] + fields[i]
    sources, rows, count = _rows(moves.starts, keys, ~twin)
    after = fields[:, sources]
    after[i] = moves.after_m[rows]
    words = number(numbering, moves.after_g[rows], after)
    return words, sources, moves.event[rows] * numbering.members + i, count


def _shared(
    moves: Moves, numbering: Numbering, words: Any, g: Any, fields: Any
) -> tuple[Any, Any, Any, Any]:
    sources, rows, _ = _rows(moves.shared_starts, g, True)
    after = moves.casts[moves.row[rows], fields[:, sources]]
    found = number(numbering, moves.shared_g[rows], after)
    new = (found != words[sources]) | (after != fields[:, sources]).any(axis=0)
    sources, via = sources[new], moves.own * numbering.members + moves.shared_event[rows[new]]
    return found[new], sources, via, np.bincount(sources, minlength=len(g))
