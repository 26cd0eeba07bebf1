"""The inner loop of the search, over packed states. Compiled once, then cached.

A state is one 64-bit word: the global state in the low bits, then one field for each member.
With symmetry the fields from position `fixed` on are kept sorted, so that states that differ
only in the names of members are one.
"""

# ruff: noqa: PLR0913
from __future__ import annotations

import numpy as np
from numba import njit

EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
MIX = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True)
def slot(keys, shift, word):  # type: ignore[no-untyped-def]
    """The slot that holds `word`, or the empty one where it belongs."""
    mask = len(keys) - 1
    at = np.int64((word * MIX) >> shift)
    while keys[at] != EMPTY and keys[at] != word:
        at = (at + 1) & mask
    return at


@njit(cache=True)
def rehash(words, count, keys, values, shift):  # type: ignore[no-untyped-def]
    """Fill an empty hash table with the first `count` words and their positions."""
    for index in range(count):
        at = slot(keys, shift, words[index])
        keys[at] = words[index]
        values[at] = index


@njit(cache=True)
def pack(g, fields, members, fixed, global_bits, bits):  # type: ignore[no-untyped-def]
    """Sort the fields from `fixed` on (insertion sort), and pack the word."""
    for i in range(fixed + 1, members):
        value, j = fields[i], i
        while j > fixed and fields[j - 1] > value:
            fields[j] = fields[j - 1]
            j -= 1
        fields[j] = value
    word = np.uint64(g)
    for i in range(members):
        word |= np.uint64(fields[i]) << np.uint64(global_bits + i * bits)
    return word


@njit(cache=True)
def note(seen, g, fields, members, index):  # type: ignore[no-untyped-def]
    """Remember the first state in which each pair (g, m) occurs; a group of none counts as m 0."""
    if members == 0 and seen[g, 0] < 0:
        seen[g, 0] = index
    for i in range(members):
        if seen[g, fields[i]] < 0:
            seen[g, fields[i]] = index


@njit(cache=True)
def successors(word, own, shared, cast_of, casts, members, fixed, global_bits, bits, out, via, now, new):  # type: ignore[no-untyped-def]
    """All successors that differ from `word`: fills `out` and `via`; returns (stored, steps).

    `via` is event * members + member for a member's event, and counts on after those for a shared
    one. Members in equal states have equal successors: they count, and are stored once. Steps that
    change nothing count neither.
    """
    g = np.int64(word & np.uint64((1 << global_bits) - 1))
    field = np.uint64((1 << bits) - 1)
    for i in range(members):
        now[i] = np.int64((word >> np.uint64(global_bits + i * bits)) & field)
    size, stored, steps = own.shape[2], 0, 0
    for i in range(members):
        twin = i > fixed and now[i] == now[i - 1]
        for e in range(own.shape[0]):
            after = np.int64(own[e, g, now[i]])
            if after < 0 or after == g * size + now[i]:
                continue
            steps += 1
            if twin:
                continue
            for j in range(members):
                new[j] = now[j]
            new[i] = after % size
            out[stored] = pack(after // size, new, members, fixed, global_bits, bits)
            via[stored] = e * members + i
            stored += 1
    for e in range(shared.shape[0]):
        g2 = np.int64(shared[e, g])
        if g2 < 0:
            continue
        row = cast_of[e, g]
        for j in range(members):
            new[j] = casts[row, now[j]]
        after_word = pack(g2, new, members, fixed, global_bits, bits)
        if after_word != word:
            out[stored] = after_word
            via[stored] = own.shape[0] * members + e
            stored, steps = stored + 1, steps + 1
    return stored, steps


@njit(cache=True)
def advance(words, parents, events, count, begin, end, keys, values, shift, seen, own, shared, cast_of, casts, ends, members, fixed, global_bits, bits):  # type: ignore[no-untyped-def]
    """Expand the states [begin, end); returns (count, steps, first deadlock or -1)."""
    most = own.shape[0] * members + shared.shape[0]
    out, via = np.empty(most, np.uint64), np.empty(most, np.int64)
    now, new = np.empty(members + 1, np.int64), np.empty(members + 1, np.int64)
    total, dead = 0, -1
    for index in range(begin, end):
        stored, steps = successors(
            words[index], own, shared, cast_of, casts, members, fixed, global_bits, bits,
            out, via, now, new,
        )  # fmt: skip
        total += steps
        here = np.int64(words[index] & np.uint64((1 << global_bits) - 1))
        if steps == 0 and dead < 0 and not ends[here]:
            dead = index
        for k in range(stored):
            word = out[k]
            at = slot(keys, shift, word)
            if keys[at] == EMPTY:
                keys[at], values[at] = word, count
                words[count], parents[count], events[count] = word, index, via[k]
                g = np.int64(word & np.uint64((1 << global_bits) - 1))
                for i in range(members):
                    new[i] = np.int64(
                        (word >> np.uint64(global_bits + i * bits)) & np.uint64((1 << bits) - 1)
                    )
                note(seen, g, new, members, count)
                count += 1
    return count, total, dead


@njit(cache=True)
def edges(words, chosen, keys, values, shift, own, shared, cast_of, casts, members, fixed, global_bits, bits, source, target, label):  # type: ignore[no-untyped-def]
    """List the changing steps that leave the chosen states; returns how many.

    Fills `source`, `target` (positions of states) and `label` (event numbers).
    """
    most = own.shape[0] * members + shared.shape[0]
    out, via = np.empty(most, np.uint64), np.empty(most, np.int64)
    now, new = np.empty(members + 1, np.int64), np.empty(members + 1, np.int64)
    count = 0
    for position in range(len(chosen)):
        stored, _ = successors(
            words[chosen[position]], own, shared, cast_of, casts, members, fixed, global_bits,
            bits, out, via, now, new,
        )  # fmt: skip
        for k in range(stored):
            source[count + k] = chosen[position]
            target[count + k] = values[slot(keys, shift, out[k])]
            label[count + k] = via[k]
        count += stored
    return count


@njit(cache=True)
def spread(starts, targets, usable, frontier, parents):  # type: ignore[no-untyped-def]
    """Breadth first along usable edges from `frontier`; fills `parents` with edges (-2: a root).

    `starts` (states + 1,) indexes `targets` (edges,) by source. Entries of `parents` that are not
    -1 are never entered.
    """
    queue = np.empty(len(parents), np.int64)
    begin, end = 0, 0
    for state in frontier:
        if parents[state] == -1:
            parents[state] = -2
        queue[end] = state
        end += 1
    while begin < end:
        state = queue[begin]
        begin += 1
        for edge in range(starts[state], starts[state + 1]):
            if usable[edge] and parents[targets[edge]] == -1:
                parents[targets[edge]] = edge
                queue[end] = targets[edge]
                end += 1
    return queue[:end]
