"""From the seconds of an installation to the ticks that are verified, and to its own bounds."""

import math
from typing import NamedTuple

from spec.parameters import ADDP_TIMEOUT_TICKS, TCP_BOUND_SECONDS

SECONDS_MAX = 3600  # ADDP knows no longer timeout
ONE_SIDED_TICKS = 2  # a single timeout has no ratio to keep: more than one tick shows both bounds


class Timing(NamedTuple):
    """The ADDP timeouts of one connection in seconds; 0 is off on that side."""

    local: int
    remote: int

    @property
    def ticks(self):
        """Both timeouts in ticks of 1 to 8, in the ratio that is nearest to that of the seconds.

        Which side is faster never changes, and equal stays equal; 0 stays 0.
        """
        if not (self.local and self.remote):
            return tuple(ONE_SIDED_TICKS * (side > 0) for side in self)
        wanted = math.log(self.local / self.remote)
        pairs = [(a, b) for a in ADDP_TIMEOUT_TICKS for b in ADDP_TIMEOUT_TICKS]
        order = (self.local > self.remote) - (self.local < self.remote)
        fitting = [(a, b) for a, b in pairs if (a > b) - (a < b) == order]
        return min(fitting, key=lambda ab: (round(abs(math.log(ab[0] / ab[1]) - wanted), 9), ab))

    @property
    def exact(self):
        """Whether the ticks have the very ratio of the seconds."""
        return self.local * self.ticks[1] == self.remote * self.ticks[0]

    @property
    def words(self):
        """The values as they are set, and as they are verified."""
        if not any(self):
            return ["TCP only"]
        sides = zip(("local", "remote"), self, strict=True)
        values = ", ".join(f"{name} {side} s" if side else f"{name} off" for name, side in sides)
        return [f"ADDP {values}: {self._mapping}"]

    @property
    def bound(self):
        """The earliest and the latest moment at which the client notices a silence, if bounded."""
        return (float(self.local), 2.0 * self.local) if self.local else None

    @property
    def noticed(self):
        """When the client notices a silence, in words."""
        there = f", on the other side {self.remote} to {2 * self.remote} s" if self.remote else ""
        if self.local:
            return f"after {self.local} to {2 * self.local} s{there}"
        return f"after {TCP_BOUND_SECONDS} s with data in flight, never on an idle connection"

    @property
    def _mapping(self):
        a, b = self.ticks
        return f"{'' if self.exact or 0 in self else 'near '}{a} : {b} ticks"


def timing_of(entry):
    """The timing of an entry of a Connections list, or of a connection that has none."""
    if entry is None or entry.protocol != "addp":
        return Timing(0, 0)
    values = entry.local_timeout, entry.remote_timeout
    return Timing(*(min(max(value, 0), SECONDS_MAX) for value in values))
