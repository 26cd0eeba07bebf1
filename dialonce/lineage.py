"""Lineage: whether each state of a list follows from an earlier one, as it says of itself.

A search writes down from which state and by which event it found each. What another time or
another hand has written is believed only where the tables say the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dialonce.numbering import number, split
from dialonce.search import SLICE, Search


def follows(search: Search, words: Any, parents: Any, events: Any) -> bool:
    """Whether the first state is the initial one, and each other follows from an earlier one."""
    count = len(words)
    fit = (words >= 0) & (words < search.numbering.size)
    if not count or words[0] != search.words[0] or not fit.all():
        return False
    if len(np.unique(words)) < count or (parents < 0).any():
        return False
    if (parents[1:] >= np.arange(1, count)).any():
        return False
    return all(
        _led(search, words, parents[at : at + SLICE], events[at : at + SLICE], at)
        for at in range(1, count, SLICE)
    )


def _led(search: Search, words: Any, parents: Any, events: Any, at: int) -> bool:
    """Whether the states from `at` on are where these events lead from their parents."""
    composed, numbering = search.composed, search.numbering
    (globals_count, kinds), members = composed.pairs.shape, numbering.members
    g, fields = split(numbering, words[parents])
    if (g >= globals_count).any() or (fields >= kinds).any() or (fields < 0).any():
        return False
    own = len(composed.own_events) * members
    if (events < 0).any() or (events >= own + len(composed.shared_events)).any():
        return False
    possible = np.ones(len(g), bool)
    (mine,) = np.nonzero(events < own)
    if len(mine):
        event, member = np.divmod(events[mine], members)
        pair = composed.own[event, g[mine], fields[member, mine]]
        possible[mine] = pair >= 0
        g[mine], fields[member, mine] = np.divmod(pair, kinds)
    (others,) = np.nonzero(events >= own)
    if len(others):
        event, before = events[others] - own, g[others]
        then = composed.shared[event, before]
        possible[others] = then >= 0
        row = composed.cast_of[event, before]
        g[others], fields[:, others] = then, composed.casts[row, fields[:, others]]
    if not possible.all():
        return False
    return bool((number(numbering, g, fields) == words[at : at + len(g)]).all())
