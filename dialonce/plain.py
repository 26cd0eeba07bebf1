"""The plain engine: NumPy, which is there at once, for small spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce.successors import successors

if TYPE_CHECKING:
    from dialonce.search import Search


class Plain:
    """In NumPy, with a boolean for each number: whether it was seen.

    `first` (numbers,): where among the candidates of a block a new number comes first.
    """

    def __init__(self, size: int, words: Any):
        self.seen, self.first = np.zeros(size, bool), np.empty(size, np.int32)
        self.seen[words] = True

    @property
    def bytes(self) -> int:
        """The booleans, and the places."""
        return self.seen.nbytes + self.first.nbytes

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""
        found = successors(search.moves, search.numbering, search.words[begin:end])
        search.note(begin, found.g, found.fields)
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
