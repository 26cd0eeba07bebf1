"""The inner loops of a large search, compiled once, then cached.

`expand` writes down the successors of a block of states; `admit` keeps those that are new. Done
one after the other for a thousand states at a time, the look-ups of `admit` do not wait for each
other. Candidates are dealt to shards by their number, so that each shard has a thread of its own.
"""

from __future__ import annotations

import numpy as np
from numba import njit

SHARD_BITS = 9  # a cache line of a bitmap, 512 bits, belongs to one shard
EMPTY = np.int64(-1)
MIX = np.uint64(0x9E3779B97F4A7C15)
DEAL = np.uint64(0xC2B2AE3D27D4EB4F)  # another one, or the tables of an owner would fill badly
ONE = np.uint64(1)


@njit(inline="always")
def split(word, numbering, fields):
    """Fill `fields` with the member states of a number; returns its global state."""
    place, rest = numbering.place, word >> numbering.global_bits
    for i in range(numbering.fixed):
        fields[i] = rest & ((1 << numbering.member_bits) - 1)
        rest >>= numbering.member_bits
    rest <<= numbering.global_bits + numbering.fixed * numbering.member_bits
    high = place.shape[1] - 1
    for i in range(numbering.members - 1, numbering.fixed - 1, -1):
        low = 0
        while low < high:
            middle = (low + high + 1) >> 1
            if place[i, middle] <= rest:
                low = middle
            else:
                high = middle - 1
        fields[i] = low
        rest -= place[i, low]
        high = low
    return word & ((1 << numbering.global_bits) - 1)


@njit(inline="always")
def moved(base, i, m, numbering, fields):
    """The number in which member i is in m; `base` is that of the others at their old places."""
    place, j = numbering.place, i
    if i >= numbering.fixed:
        while j + 1 < numbering.members and fields[j + 1] < m:
            base += place[j, fields[j + 1]] - place[j + 1, fields[j + 1]]
            j += 1
        while j > numbering.fixed and fields[j - 1] > m:
            base += place[j, fields[j - 1]] - place[j - 1, fields[j - 1]]
            j -= 1
    return base + place[j, m]


@njit(inline="always")
def cast(g, row, moves, numbering, fields, new):
    """The number of global state g with every member moved by a row of casts, and whether one does.

    Sorts `new`: members may swap their states, which is a step though the number stays.
    """
    changed = False
    for i in range(numbering.members):
        value, j = moves.casts[row, fields[i]], i
        changed |= value != fields[i]
        if i > numbering.fixed:
            while j > numbering.fixed and new[j - 1] > value:
                new[j] = new[j - 1]
                j -= 1
        new[j] = value
    word = np.int64(g)
    for i in range(numbering.members):
        word += numbering.place[i, new[i]]
    return word, changed


@njit(inline="always")
def put(out, after, index, via):
    """Deal a candidate to the shard of its number."""
    targets, sources, events, got = out
    shard = (after >> SHARD_BITS) & (len(got) - 1)
    at = got[shard]
    targets[shard, at], sources[shard, at], events[shard, at] = after, index, via
    got[shard] = at + 1


@njit(inline="always")
def own_steps(word, g, index, moves, numbering, seen, fields, out):
    """Put the steps of the members, those of equal ones once; returns how many steps there are."""
    members, place, total = numbering.members, numbering.place, np.int64(0)
    for i in range(members):
        m = fields[i]
        pair = g * place.shape[1] + m
        if seen[pair] < 0:
            seen[pair] = index
        first, end = moves.starts[pair], moves.starts[pair + 1]
        total += end - first
        if i <= numbering.fixed or m != fields[i - 1]:
            base = word - g - place[i, m]
            for k in range(first, end):
                after = moved(base + moves.after_g[k], i, moves.after_m[k], numbering, fields)
                put(out, after, index, moves.event[k] * members + i)
    return total


@njit(inline="always")
def shared_steps(word, g, index, moves, numbering, fields, new, out):
    """Put the steps of the single machines; returns how many there are."""
    total = np.int64(0)
    for k in range(moves.shared_starts[g], moves.shared_starts[g + 1]):
        after, changed = word - g + moves.shared_g[k], False
        if moves.row[k] != 0:
            after, changed = cast(moves.shared_g[k], moves.row[k], moves, numbering, fields, new)
        if changed or after != word:
            put(out, after, index, moves.own * numbering.members + moves.shared_event[k])
            total += 1
    return total


@njit(cache=True, nogil=True)
def expand(words, begin, end, moves, numbering, seen, out):
    """Write the successors of the states [begin, end) into `out`; returns (steps, first deadlock).

    `out`: words, sources and via (shards, room), and how many each shard got. Also notes in `seen`
    (G * M,) the first state in which each pair occurs; a group of none counts as m 0.
    """
    fields, new = np.empty(numbering.members, np.int64), np.empty(numbering.members, np.int64)
    out[3][:] = 0
    total, dead = np.int64(0), np.int64(-1)
    for index in range(begin, end):
        word = words[index]
        g = split(word, numbering, fields)
        if numbering.members == 0 and seen[g] < 0:
            seen[g] = index
        steps = own_steps(word, g, index, moves, numbering, seen, fields, out)
        steps += shared_steps(word, g, index, moves, numbering, fields, new, out)
        total += steps
        if steps == 0 and dead < 0 and not moves.ends[g]:
            dead = np.int64(index)
    return total, dead


@njit(cache=True, nogil=True)
def admit(targets, sources, via, count, bits, space, found):
    """Append the candidates whose bit is not set to `space` from position `found`; set the bits."""
    words, parents, events = space
    for k in range(count):
        word = targets[k]
        bit, old = np.uint64(word & 63), bits[word >> 6]
        bits[word >> 6] = old | (ONE << bit)
        words[found], parents[found], events[found] = word, sources[k], via[k]
        found += np.int64(((old >> bit) & ONE) ^ ONE)
    return found


@njit(cache=True, nogil=True)
def mark(words, bits):
    """Set the bits of the words."""
    for word in words:
        bits[word >> 6] |= ONE << np.uint64(word & 63)


@njit(cache=True, nogil=True)
def slot(keys, word):
    """The slot of a hash table that holds `word`, or the empty one where it belongs."""
    mask = len(keys) - 1
    at = np.int64((np.uint64(word) * MIX) >> np.uint64(32)) & mask
    while keys[at] != EMPTY and keys[at] != word:
        at = (at + 1) & mask
    return at


@njit(cache=True, nogil=True)
def insert(words, shard, shards, keys):
    """Put those words that belong to a shard into its hash table."""
    for word in words:
        if (word >> SHARD_BITS) & (shards - 1) == shard:
            keys[slot(keys, word)] = word


@njit(cache=True, nogil=True)
def admit_hashed(targets, sources, via, count, keys, space, found):
    """As `admit`, with a hash table instead of bits."""
    words, parents, events = space
    for k in range(count):
        at = slot(keys, targets[k])
        if keys[at] == EMPTY:
            keys[at] = targets[k]
            words[found], parents[found], events[found] = targets[k], sources[k], via[k]
            found += 1
    return found


@njit(cache=True, nogil=True)
def deal(targets, sources, via, count, dealt, piles):
    """Put candidates on the piles of the workers that own them, once those are empty.

    `dealt` remembers some that were put there before, now or earlier: they are left out.
    """
    words, parents, events, got = piles
    got[:] = 0
    for k in range(count):
        word = targets[k]
        mixed = np.uint64(word) * DEAL
        at = np.int64(mixed >> np.uint64(32)) & (len(dealt) - 1)
        if dealt[at] != word:
            dealt[at] = word
            to = np.int64(mixed >> np.uint64(48)) % len(got)
            put = got[to]
            words[to, put], parents[to, put], events[to, put] = word, sources[k], via[k]
            got[to] = put + 1
