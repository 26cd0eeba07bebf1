"""Multisets of member states, each a rank: every change of one is a look-up in a table.

For few kinds of members this is much less work than to take each multiset apart, to change it and
to sort it again. The tables for a size are made from those for one less: a multiset is its greatest
element and the rest.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.moves import Moves
from dialonce.numbering import Numbering, multisets
from dialonce.successors import Successors, rows_of

TABLES_MAX = 1 << 18  # entries of a table


class Multisets(NamedTuple):
    """All multisets of a size, by rank as `numbering` counts it.

    `less` (ranks, M): without one of a kind, the rank among those of one less, or -1; `more`
    (M, ranks of one less): with one more of a kind; `count`, `below` (ranks, M): how many there
    are of a kind, and of the kinds before it; `cast` (rows, ranks): where a row of casts leads;
    `moved` (rows, ranks): whether it changes any element.
    """

    less: Any
    more: Any
    count: Any
    below: Any
    cast: Any
    moved: Any


def fit(moves: Moves, numbering: Numbering) -> bool:
    """Whether the members are alike, and their tables are small."""
    members, kinds = numbering.place.shape
    rows = max(kinds, len(moves.casts))
    small = members > 0 and multisets(kinds, members) * rows <= TABLES_MAX
    return small and numbering.fixed == 0


def multisets_of(moves: Moves, numbering: Numbering) -> Multisets:
    """The tables for all members of a numbering."""
    place, casts = (numbering.place >> numbering.global_bits).astype(np.int32), moves.casts
    top = np.arange(place.shape[1], dtype=np.int32)
    kinds = top[:, None]
    more, rest, count = kinds, np.zeros_like(top), (top == kinds).astype(np.int32)
    cast, moved = casts, casts != top
    for add in place[1:]:
        with_top = np.arange(len(top), dtype=np.int32) + add[:, None]
        more = np.where(kinds >= top, with_top, more[:, rest] + add[top])
        ranks = np.arange(more.max() + 1, dtype=np.int32)
        top = (np.searchsorted(add, ranks, side="right") - 1).astype(np.int32)
        rest = ranks - add[top]
        count = count[:, rest] + (top == kinds)
        cast = more[casts[:, top], cast[:, rest]]
        moved = moved[:, rest] | (casts[:, top] != top)
    less = np.full(count.shape, -1, np.int32)
    less[kinds, more] = np.arange(more.shape[1], dtype=np.int32)
    below = np.cumsum(count, axis=0, dtype=np.int32) - count
    return Multisets(*map(np.ascontiguousarray, (less.T, more, count.T, below.T, cast, moved)))


def successors_by_rank(
    moves: Moves, numbering: Numbering, sets: Multisets, words: Any
) -> Successors:
    """What `successors` says of a block of states, in the same order."""
    bits, (members, kinds) = numbering.global_bits, numbering.place.shape
    g, rank = words & ((1 << bits) - 1), words >> bits
    keys = (g[:, None] * kinds + np.arange(kinds)).ravel()
    less = sets.less.take(rank, axis=0).ravel()
    (there,) = np.nonzero(less >= 0)
    pairs, holders = keys[there], there // kinds
    places, rows, count = rows_of(moves.starts, pairs)
    after = moves.after_m.take(rows) * sets.more.shape[1] + less[there].take(places)
    own = moves.after_g.take(rows) + (sets.more.take(after) << bits)
    first = sets.below.take(rank, axis=0).ravel()[there]
    via = moves.event.take(rows) * members + first.take(places)
    many = sets.count.take(rank, axis=0).ravel()[there]
    total = np.bincount(holders, count * many, len(g)).astype(np.int64)

    from_, rows, _ = rows_of(moves.shared_starts, g)
    then, at = moves.shared_g.take(rows), rank.take(from_)
    at += moves.row.take(rows).astype(np.int64) * sets.cast.shape[1]
    (new,) = np.nonzero((then != g.take(from_)) | sets.moved.take(at))
    from_ = from_.take(new)
    shared = then.take(new) + (sets.cast.take(at.take(new)) << bits)
    shared_via = moves.own * members + moves.shared_event.take(rows.take(new))
    total += np.bincount(from_, minlength=len(g))
    return Successors(
        np.concatenate([own, shared]), np.concatenate([holders.take(places), from_]),
        np.concatenate([via, shared_via]), total, g, pairs, holders,
    )  # fmt: skip
