"""The pairs at which a search may end, because something is known to be wrong there."""

from __future__ import annotations

from typing import Any

import numpy as np

from dialonce.compose import Composed
from dialonce.observe import ask, observe_pairs
from dialonce.property import Property
from dialonce.transitions import PAIRS_AT_ONCE, Transitions


def wrong_pairs(composed: Composed, claims: list[Property]) -> Any:
    """Where an invariant is not true, or a step breaks a claim: booleans (G, M)."""
    found = np.zeros(composed.pairs.shape, bool)
    everywhere = np.nonzero(composed.pairs)
    seen = observe_pairs(composed, *everywhere)
    for claim in (c for c in claims if c.kind == "invariant"):
        found[everywhere] |= ~ask(claim, len(everywhere[0]), claim.predicate, seen)
    for at in range(0, len(everywhere[0]), PAIRS_AT_ONCE):
        steps = Transitions(composed, *(column[at : at + PAIRS_AT_ONCE] for column in everywhere))
        for claim in (c for c in claims if c.kind == "step"):
            g, m = (column[~steps.answers(claim)] for column in steps.before)
            found[g, m] = True
    return found
