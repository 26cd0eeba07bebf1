"""The plain engine: NumPy, which is there at once, for small spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dialonce.successors import successors

if TYPE_CHECKING:
    from dialonce.search import Search


class Plain:
    """In NumPy, with a boolean for each number."""

    def __init__(self, size: int, words: Any):
        self.seen = np.zeros(size, bool)
        self.seen[words] = True

    @property
    def bytes(self) -> int:
        """The booleans."""
        return self.seen.nbytes

    def expand(self, search: Search, begin: int, end: int) -> None:
        """Expand the states [begin, end) of `search`, and append what is new."""
        found = successors(search.moves, search.numbering, search.words[begin:end])
        search.note(begin, found.g, found.fields)
        search.steps += int(found.count.sum())
        (stuck,) = np.nonzero((found.count == 0) & ~search.moves.ends[found.g])
        if len(stuck) and search.deadlock < 0:
            search.deadlock = begin + int(stuck[0])
        (new,) = np.nonzero(~self.seen[found.words])
        words, first = np.unique(found.words[new], return_index=True)
        self.seen[words] = True
        new = new[np.sort(first)]
        search.append(found.words[new], begin + found.sources[new], found.via[new])
