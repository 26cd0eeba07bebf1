"""A claim about one OCS of a pair, made of each of the two in turn, and words for it."""

from functools import wraps

ENDS = (("first", "second"), ("second", "first"))
PERSONS = ("session.load", "session.start", "session.stop", "session.unload")
STATUS = ("unloaded", "loaded", "running")


class Side:
    """What is observed, from the side of one OCS: `ocs`, `session`, and `other`, `other_session`.

    `from_session` is what is under way from this side to the other, `to_session` what comes here.
    Machines that belong to no side, such as the Management Layer, keep their names.
    """

    def __init__(self, seen, here, there):
        self._seen, self._here, self._there = seen, here, there

    def __getattr__(self, name):
        if name == "ocs":
            return getattr(self._seen, self._here)
        if name == "other":
            return getattr(self._seen, self._there)
        if name.startswith("other_"):
            return getattr(self._seen, f"{self._there}_{name.removeprefix('other_')}")
        if name.startswith("from_"):
            return getattr(self._seen, f"{name.removeprefix('from_')}_to_{self._there}")
        if name.startswith("to_"):
            return getattr(self._seen, f"{name.removeprefix('to_')}_to_{self._here}")
        own = f"{self._here}_{name}"
        return getattr(self._seen, own if self._seen.has(own) else name)

    @property
    def holds(self):
        """Whether the Management Layer knows this OCS as the holder of the role."""
        return getattr(self._seen.layer, f"{self._here}_holds")

    @property
    def ordered(self):
        """Whether the Management Layer has ordered this OCS to take the role."""
        return getattr(self._seen.layer, f"ordering_{self._here}")

    def event(self, name):
        """The full name of an event at a machine of this side."""
        return f"{self._here}_{name}"

    def arrival(self, kind):
        """The full name of the event by which something of the other side arrives here."""
        return f"{kind}_to_{self._here}.deliver"


def both_ways(claim):
    """Make a claim of each OCS that there is: of an observation, or of before, step and after."""

    @wraps(claim)
    def made_of_each(first, *more):
        answer = True
        for here, there in ENDS:
            if first.has(here):
                before = Side(first, here, there)
                rest = [*more[:-1], *(Side(each, here, there) for each in more[-1:])]
                answer = claim(before, *rest) & answer
        return answer

    return made_of_each


def by_person(side, step):
    """Whether the step is a person's order to a session of this side."""
    return step.by(*(side.event(each) for each in PERSONS))


def same_status(one, other):
    """Whether two sessions have the same status."""
    equal = one.blank == other.blank
    for status in STATUS:
        equal &= getattr(one, status) == getattr(other, status)
    return equal


def in_their_roles(s):
    """Whether one believes to be the primary, the other is a backup, and they are connected."""
    return s.pair_link.made & s.ocs.believing & (s.other.backup | s.other.frozen_backup)


def is_told(before, step, changed):
    """Whether something must be sent in this step: at a connection, a promotion or a change."""
    connects = (step.event == "pair_link.connect") & before.ocs.primary
    return connects | (changed & before.pair_link.made)


def is_promoted(before, after):
    """Whether this OCS becomes the primary in this step."""
    return before.ocs.backup & after.ocs.primary
