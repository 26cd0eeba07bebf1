"""The plain engine: NumPy, which is there at once, for small spaces."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce import multisets
from dialonce.successors import Successors, successors

if TYPE_CHECKING:
    from dialonce.search import Search


class Plain:
    """In NumPy, with a boolean for each number: whether it was seen.

    `first` (numbers,): where among the candidates of a block a new number comes first.
    """

    def __init__(self, search: Search):
        moves, numbering = search.moves, search.numbering
        self.seen = np.zeros(numbering.size, bool)
        self.seen[search.words[: search.count]] = True
        self.first = np.empty(numbering.size, np.int32)
        self.find: Callable[[Any], Successors] = partial(successors, moves, numbering)
        if multisets.fit(moves, numbering):
            sets = multisets.multisets_of(moves, numbering)
            self.find = partial(multisets.successors_by_rank, moves, numbering, sets)

    @property
    def bytes(self) -> int:
        """The booleans, and the places."""
        return self.seen.nbytes + self.first.nbytes

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""
        found = self.find(search.words[begin:end])
        search.note(found.pairs, begin + found.holders)
        search.steps += int(found.count.sum())
        (stuck,) = np.nonzero((found.count == 0) & ~search.moves.ends[found.g])
        if len(stuck) and search.deadlock < 0:
            search.deadlock = begin + int(stuck[0])
        (new,) = np.nonzero(~self.seen.take(found.words))
        new = new[np.argsort(found.sources[new], kind="stable")]
        words, place = found.words[new], np.arange(len(new), dtype=np.int32)
        self.first[words[::-1]] = place[::-1]  # of several places for one entry the first stays
        new = new[self.first[words] == place]
        words = found.words[new]
        self.seen[words] = True
        search.append(words, begin + found.sources[new], found.via[new])
