"""Numbering: each state is one number, and each number below the size is at most one state.

The global state stands in the low bits. Members that are told apart follow, a field of bits each.
The rest, of which only matters how many are in which state, are counted as a multiset: sorted
m0 <= m1 <= ... they are the number C(m0, 1) + C(m1 + 1, 2) + C(m2 + 2, 3) + ..., and every number
below C(M + members - 1, members) is one of them. So a symmetric space is numbered almost without
gaps, and one bit a number tells whether a state was seen.
"""

from __future__ import annotations

from math import comb
from typing import Any, NamedTuple

import numpy as np

from dialonce.errors import UsageError

WORD_BITS = 62


class Numbering(NamedTuple):
    """How the states with so many members are numbered.

    The first `fixed` members are told apart. `place` (members, M) int64: what a member at this
    position, sorted from `fixed` on, adds to the number when it is in member state m.
    """

    members: int
    fixed: int
    global_bits: int
    member_bits: int
    place: Any

    @property
    def size(self) -> int:
        """More than any number of a state."""
        shift, m_count = self.global_bits + self.fixed * self.member_bits, self.place.shape[1]
        return multisets(m_count, self.members - self.fixed) << shift


def multisets(kinds: int, size: int) -> int:
    """How many multisets of so many elements there are."""
    return comb(kinds + size - 1, size)


def numbering_of(composed: Any, members: int, fixed: int) -> Numbering:
    """The numbering for so many members. Errors: UsageError when 62 bits do not do."""
    g_count, m_count = composed.pairs.shape
    global_bits, bits = (g_count - 1).bit_length(), max(1, (m_count - 1).bit_length())

    def fits(count: int) -> bool:
        shift = global_bits + min(fixed, count) * bits
        return multisets(m_count, count - min(fixed, count)) << shift <= 1 << WORD_BITS

    if not fits(members):
        most = next(count for count in range(members) if not fits(count + 1))
        if fixed == members:
            most = (WORD_BITS - global_bits) // bits
        raise UsageError(
            f"system {composed.system.name}: {members} records need more than {WORD_BITS} bits "
            f"a state; use --records {most} or fewer"
            + (", or leave out --no-symmetry." if fixed == members else ".")
        )
    shift = global_bits + fixed * bits
    rows = [[m << (global_bits + i * bits) for m in range(m_count)] for i in range(fixed)]
    rows += [[comb(m + j, j + 1) << shift for m in range(m_count)] for j in range(members - fixed)]
    place = np.array(rows, np.int64).reshape(members, m_count)
    return Numbering(members, fixed, global_bits, bits, place)


def number(numbering: Numbering, g: Any, fields: Any) -> Any:
    """The numbers (n,) of global states (n,) and member states (members, n), in any order."""
    fixed = numbering.fixed
    return placed(numbering, g, [*fields[:fixed], *np.sort(fields[fixed:], axis=0)])


def placed(numbering: Numbering, g: Any, fields: Any) -> Any:
    """As `number`, where the members that are not told apart are sorted already."""
    words = np.array(g, np.int64)
    for place, field in zip(numbering.place, fields, strict=True):
        words += place.take(field)
    return words


def settle(fields: Any, fixed: int) -> None:
    """Sort member states (members, n) from `fixed` on, of which at most one is out of place."""
    last = len(fields) - 1
    for i in [*range(fixed, last), *reversed(range(fixed, last))]:
        low = np.minimum(fields[i], fields[i + 1])
        np.maximum(fields[i], fields[i + 1], out=fields[i + 1])
        fields[i] = low


def split(numbering: Numbering, words: Any) -> tuple[Any, Any]:
    """Global states (n,) and member states (members, n) of numbers (n,)."""
    words, fixed = np.asarray(words, np.int64), numbering.fixed
    fields = np.empty((numbering.members, len(words)), np.int64)
    rest = words >> numbering.global_bits
    for i in range(fixed):
        fields[i] = rest & ((1 << numbering.member_bits) - 1)
        rest = rest >> numbering.member_bits
    rest = rest << (numbering.global_bits + fixed * numbering.member_bits)
    for i in range(numbering.members - 1, fixed - 1, -1):
        fields[i] = np.searchsorted(numbering.place[i], rest, side="right") - 1
        rest = rest - numbering.place[i][fields[i]]
    return words & ((1 << numbering.global_bits) - 1), fields
