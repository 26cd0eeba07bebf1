"""A real clock in a run: how many moments have passed, and whether answers come in time."""

from __future__ import annotations

import math
import time

from dialonce.conform.fault import Fault
from dialonce.conform.protocol import Hello
from dialonce.judge.observation import Pace

MOMENTS = 10  # of a tick
TOLERANCE_TICKS = 0.5  # of an adapter that names none


class TooSlow(Exception):
    """An answer came so late that nobody knows what the timers did: `seconds` after it was due."""

    def __init__(self, seconds: float):
        super().__init__()
        self.seconds = seconds


class Watch:
    """Counts the moments since it was made, and the seconds of one request after another."""

    def __init__(self, hello: Hello):
        self.tick_seconds = hello.tick_seconds or 0.0
        self.slack_seconds = tolerance_of(hello) * self.tick_seconds
        self.moment_seconds = self.tick_seconds / MOMENTS
        self._began = time.monotonic()
        self._counted = 0
        self._due = 0.0

    def passed(self, at: float) -> int:
        """The moments that have passed since this was asked last."""
        new = max(0, int((at - self._began) / self.moment_seconds) - self._counted)
        self._counted += new
        return new

    def asked(self, ticks: int) -> None:
        """A request is sent that takes so many ticks."""
        self._due = time.monotonic() + ticks * self.tick_seconds

    def answered(self, wrong: Exception | None) -> None:
        """It is answered, perhaps after something went wrong, which late timers may explain.

        Errors: TooSlow where they do; Fault where the adapter cannot have waited for a tick.
        """
        late = time.monotonic() - self._due
        if wrong and late > self.slack_seconds:
            raise TooSlow(late) from wrong
        if late < -max(self.slack_seconds, self.moment_seconds):
            raise Fault("protocol", f"it answers advance {-late:.3g} s too soon: with a real clock "
                        f"a tick takes {self.tick_seconds:g} s, its tick_seconds")  # fmt: skip


def tolerance_of(hello: Hello) -> float:
    """By how many ticks the timers of an implementation may be early or late."""
    return TOLERANCE_TICKS if hello.tolerance_ticks is None else hello.tolerance_ticks


def pace_of(hello: Hello) -> Pace | None:
    """The pace of a real clock: a moment more than the tolerance, since moments are counted whole.

    Errors: Fault where the fields of the greeting do not fit together.
    """
    if hello.clock == "virtual":
        if hello.tolerance_ticks or hello.tick_seconds:
            raise Fault("protocol", "its hello has a virtual clock, so leave out tick_seconds and "
                        "tolerance_ticks, or name clock real")  # fmt: skip
        return None
    if hello.tick_seconds is None:
        raise Fault("protocol", "its hello has a real clock: name tick_seconds, the length of a "
                    "tick")  # fmt: skip
    return Pace(MOMENTS, math.ceil(tolerance_of(hello) * MOMENTS) + 1)
