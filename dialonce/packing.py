"""What the compiled kernel works on: tables, the layout of a packed state, and a hash table."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dialonce.errors import UsageError

WORD_BITS = 63


class Tables(NamedTuple):
    """The dense tables of a composed system (see compose)."""

    own: Any
    shared: Any
    cast_of: Any
    casts: Any
    ends: Any


class Layout(NamedTuple):
    """How a state is packed: members, first sorted field, and bits of the parts."""

    members: int
    fixed: int
    global_bits: int
    bits: int


class Store(NamedTuple):
    """A hash table: words in `keys`, their positions in `values`, and the hash's shift."""

    keys: Any
    values: Any
    shift: Any


def layout_of(composed: Any, members: int, fixed: int) -> Layout:
    """The packing for so many members. Errors: UsageError when a state needs too many bits."""
    g_count, m_count = composed.pairs.shape
    global_bits, bits = (g_count - 1).bit_length(), max(1, (m_count - 1).bit_length())
    if global_bits + members * bits > WORD_BITS:
        most = (WORD_BITS - global_bits) // bits
        raise UsageError(
            f"system {composed.system.name}: {members} records need "
            f"{global_bits + members * bits} bits a state; use --records {most} or fewer."
        )
    return Layout(members, fixed, global_bits, bits)


def unpack(layout: Layout, words: Any) -> tuple[Any, Any]:
    """Global states (n,) and member states (n, members) of packed words (n,)."""
    words = np.asarray(words, np.uint64)
    g = (words & np.uint64((1 << layout.global_bits) - 1)).astype(np.int64)
    shifts = layout.global_bits + layout.bits * np.arange(layout.members, dtype=np.uint64)
    fields = (words[:, None] >> shifts[None, :]) & np.uint64((1 << layout.bits) - 1)
    return g, fields.astype(np.int64)
