"""All successors of a block of states in NumPy: what small searches and graphs are made of."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.moves import Moves
from dialonce.numbering import Numbering, number, placed, settle, split


class Successors(NamedTuple):
    """The steps that leave a block of states: of members state by state, then the shared ones.

    `words`, `sources` (positions in the block), `via` (steps,). Members in equal states have equal
    successors, which stand here once; `count` (states,) counts them all. `g` (states,): the global
    states of the block; `pairs`, `holders`: which pairs occur at which positions in it.
    """

    words: Any
    sources: Any
    via: Any
    count: Any
    g: Any
    pairs: Any
    holders: Any


def successors(moves: Moves, numbering: Numbering, words: Any) -> Successors:
    """The steps of a block of states that change the state.

    `via` is event * members + member for a member's event, and counts on after those for a shared
    one.
    """
    g, fields = split(numbering, words)
    own, shared = _own(moves, numbering, g, fields), _shared(moves, numbering, words, g, fields)
    targets, sources, via = (np.concatenate(c) for c in zip(own[:3], shared[:3], strict=True))
    pairs, holders = pairs_in(g, fields, numbering.place.shape[1])
    return Successors(targets, sources, via, own[3] + shared[3], g, pairs, holders)


def pairs_in(g: Any, fields: Any, m_count: int) -> tuple[Any, Any]:
    """The pairs of states with these parts, and the position of the state of each, in order."""
    each = len(fields) or 1
    pairs = g * m_count + (fields if len(fields) else 0)
    return pairs.T.ravel(), np.repeat(np.arange(len(g)), each)


def rows_of(starts: Any, keys: Any, kept: Any = True) -> tuple[Any, Any, Any]:
    """The source and the row of each of the rows of `keys`, where kept; and their number each."""
    count = np.diff(starts).take(keys)
    taken = count * kept
    sources = np.repeat(np.arange(len(keys)), taken)
    first = starts.take(keys) - (np.cumsum(taken) - taken)
    return sources, np.arange(len(sources)) + first.take(sources), count


def _own(moves: Moves, numbering: Numbering, g: Any, fields: Any) -> tuple[Any, Any, Any, Any]:
    """The steps of all members, state by state."""
    members, m_count = numbering.place.shape
    twin = np.zeros(fields.shape, bool)
    twin[numbering.fixed + 1 :] = (fields[1:] == fields[:-1])[numbering.fixed :]
    keys = (g * m_count + fields).T.ravel()
    places, rows, count = rows_of(moves.starts, keys, ~twin.T.ravel())
    sources, member = np.divmod(places, max(1, members))
    after = fields.take(sources, axis=1)
    after[member, np.arange(len(rows))] = moves.after_m.take(rows)
    settle(after, numbering.fixed)
    words = placed(numbering, moves.after_g.take(rows), after)
    via = moves.event.take(rows) * members + member
    return words, sources, via, count.reshape(len(g), members).sum(axis=1)


def _shared(
    moves: Moves, numbering: Numbering, words: Any, g: Any, fields: Any
) -> tuple[Any, Any, Any, Any]:
    sources, rows, _ = rows_of(moves.shared_starts, g)
    then, row = moves.shared_g.take(rows), moves.row.take(rows)
    found = (words - g).take(sources) + then
    new = then != g.take(sources)
    (casting,) = np.nonzero(row)
    before = fields.take(sources[casting], axis=1)
    begin = row[casting].astype(np.int64) * moves.casts.shape[1]
    after = moves.casts.take(begin + before)
    found[casting] = number(numbering, then[casting], after)
    new[casting] |= (after != before).any(axis=0)
    sources, via = sources[new], moves.own * numbering.members + moves.shared_event[rows[new]]
    return found[new], sources, via, np.bincount(sources, minlength=len(g))
