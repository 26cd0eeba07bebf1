"""The plain engine: NumPy, which is there at once, for small spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce.numbering import split
from dialonce.successors import successors

if TYPE_CHECKING:
    from dialonce.search import Search


class Plain:
    """In NumPy, with the states found so far in a sorted array."""

    def __init__(self, known: Any):
        self.known = known

    @property
    def bytes(self) -> int:
        """The sorted array."""
        return self.known.nbytes

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""
        search.note(begin, end)
        found = successors(search.moves, search.numbering, search.words[begin:end])
        search.steps += int(found.count.sum())
        stuck = np.nonzero(found.count == 0)[0]
        if len(stuck) and search.deadlock < 0:
            g, _ = split(search.numbering, search.words[begin:end][stuck])
            stuck = stuck[~search.moves.ends[g]]
            search.deadlock = begin + int(stuck[0]) if len(stuck) else -1
        words, first = np.unique(found.words, return_index=True)
        at = np.searchsorted(self.known, words)
        new = self.known[np.minimum(at, len(self.known) - 1)] != words
        self.known = np.insert(self.known, at[new], words[new])
        chosen = np.sort(first[new])
        search.append(found.words[chosen], begin + found.sources[chosen], found.via[chosen])
