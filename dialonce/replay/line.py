"""A line of a log, and the header that may come first."""

from __future__ import annotations

import msgspec

Name = int | str | None
FORMAT = 1
LINE_BYTES_MAX = 64 << 10


class Line(msgspec.Struct, gc=False):
    """One event of a log: what happened, to which member, in which session, when.

    `t` in seconds; `gap`: here events are missing. A line that is skipped has no event.
    """

    event: str = ""
    member: Name = None
    session: Name = None
    t: float | None = None
    gap: bool = False


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """The first line of a log, where it says what it is a log of."""

    dialonce: int
    system: str | None = None
    process: str | None = None
    observes: list[str] | None = None
    absent: list[str] = []
    tick_seconds: float | None = None
    tolerance_ticks: int | None = None


SKIPPED = Line()
GAP = Line(gap=True)
decoder = msgspec.json.Decoder(Line)
