"""The inner loop of the search, over packed states. Compiled once, then cached.

A state is one 64-bit word: the global state in the low bits, then one field for each member.
With symmetry the fields from position `fixed` on are kept sorted, so that states that differ
only in the names of members are one. `tables`, `layout` and `store` are those of packing.
"""

from __future__ import annotations

import numpy as np
from numba import njit

EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
MIX = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True)
def slot(store, word):
    """The slot that holds `word`, or the empty one where it belongs."""
    mask = len(store.keys) - 1
    at = np.int64((word * MIX) >> store.shift)
    while store.keys[at] != EMPTY and store.keys[at] != word:
        at = (at + 1) & mask
    return at


@njit(cache=True)
def rehash(words, count, store):
    """Fill an empty hash table with the first `count` words and their positions."""
    for index in range(count):
        at = slot(store, words[index])
        store.keys[at] = words[index]
        store.values[at] = index


@njit(cache=True)
def unpack(word, layout, fields):
    """Fill `fields` with the member states of a word; returns its global state."""
    mask = np.uint64((1 << layout.bits) - 1)
    for i in range(layout.members):
        fields[i] = np.int64((word >> np.uint64(layout.global_bits + i * layout.bits)) & mask)
    return np.int64(word & np.uint64((1 << layout.global_bits) - 1))


@njit(cache=True)
def pack(g, fields, layout):
    """Sort the fields from `fixed` on (insertion sort), and pack the word."""
    for i in range(layout.fixed + 1, layout.members):
        value, j = fields[i], i
        while j > layout.fixed and fields[j - 1] > value:
            fields[j] = fields[j - 1]
            j -= 1
        fields[j] = value
    word = np.uint64(g)
    for i in range(layout.members):
        word |= np.uint64(fields[i]) << np.uint64(layout.global_bits + i * layout.bits)
    return word


@njit(cache=True)
def note(seen, g, fields, members, index):
    """Remember the first state in which each pair (g, m) occurs; a group of none counts as m 0."""
    if members == 0 and seen[g, 0] < 0:
        seen[g, 0] = index
    for i in range(members):
        if seen[g, fields[i]] < 0:
            seen[g, fields[i]] = index


@njit(cache=True)
def successors(word, tables, layout, now, new, out, via):
    """All successors that differ from `word`: fills `out` and `via`; returns (stored, steps).

    `via` is event * members + member for a member's event, and counts on after those for a shared
    one. Members in equal states have equal successors: they count, and are stored once. Steps that
    change nothing count neither.
    """
    own, members = tables.own, layout.members
    g = unpack(word, layout, now)
    size, stored, steps = own.shape[2], 0, 0
    for i in range(members):
        twin = i > layout.fixed and now[i] == now[i - 1]
        for e in range(own.shape[0]):
            after = np.int64(own[e, g, now[i]])
            if after < 0 or after == g * size + now[i]:
                continue
            steps += 1
            if not twin:
                new[:members] = now[:members]
                new[i] = after % size
                out[stored], via[stored] = pack(after // size, new, layout), e * members + i
                stored += 1
    for e in range(tables.shared.shape[0]):
        after = np.int64(tables.shared[e, g])
        if after >= 0:
            row, changed = tables.cast_of[e, g], after != g
            for j in range(members):
                new[j] = tables.casts[row, now[j]]
                changed |= new[j] != now[j]
            if changed:
                out[stored], via[stored] = pack(after, new, layout), own.shape[0] * members + e
                stored, steps = stored + 1, steps + 1
    return stored, steps


@njit(cache=True)
def advance(words, parents, events, count, begin, end, store, seen, tables, layout):
    """Expand the states [begin, end); returns (count, steps, first deadlock or -1)."""
    most = tables.own.shape[0] * layout.members + tables.shared.shape[0]
    out, via = np.empty(most, np.uint64), np.empty(most, np.int64)
    now, new = np.empty(layout.members, np.int64), np.empty(layout.members, np.int64)
    total, dead = 0, -1
    for index in range(begin, end):
        stored, steps = successors(words[index], tables, layout, now, new, out, via)
        total += steps
        if steps == 0 and dead < 0 and not tables.ends[unpack(words[index], layout, now)]:
            dead = index
        for k in range(stored):
            at = slot(store, out[k])
            if store.keys[at] == EMPTY:
                store.keys[at], store.values[at] = out[k], count
                words[count], parents[count], events[count] = out[k], index, via[k]
                note(seen, unpack(out[k], layout, new), new, layout.members, count)
                count += 1
    return count, total, dead


@njit(cache=True)
def edges(words, chosen, store, tables, layout, source, target, label):
    """List the changing steps that leave the chosen states; returns how many.

    Fills `source`, `target` (positions of states) and `label` (event numbers).
    """
    most = tables.own.shape[0] * layout.members + tables.shared.shape[0]
    out, via = np.empty(most, np.uint64), np.empty(most, np.int64)
    now, new = np.empty(layout.members, np.int64), np.empty(layout.members, np.int64)
    count = 0
    for position in range(len(chosen)):
        word = words[chosen[position]]
        stored, _ = successors(word, tables, layout, now, new, out, via)
        for k in range(stored):
            source[count + k] = chosen[position]
            target[count + k] = store.values[slot(store, out[k])]
            label[count + k] = via[k]
        count += stored
    return count
