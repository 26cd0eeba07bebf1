"""What a proof and a check of the same system must have to do with each other."""

from dialonce.check import HOLDS, VIOLATED, Checker
from dialonce.effort import Effort
from dialonce.explore import explore


def disagreements(proof, members, max_states):
    """What is found against a proof with each of these numbers of members.

    Returns the names of what is proved and violated, with "pairs" for one outside of the set; and
    the first number of members that is too much for `max_states` states, or 0.
    """
    proved, against = [f.property for f in proof.findings if f.verdict == HOLDS], []
    for count in members:
        effort = Effort(max_states)
        space = explore(proof.composed, count, effort=effort)
        checker = Checker(space, True, effort=effort, witnesses=False)
        found = [checker.decide(claim) for claim in proved]
        against += [f.property.name for f in found if f.verdict == VIOLATED]
        against += ["pairs"] * bool(((space.seen >= 0) & ~proof.composed.pairs).any())
        if any(f.verdict != HOLDS for f in found):
            return against, count
    return against, 0
