"""By what a log is judged: its system, what of it is in the log, and how time passes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dialonce import catalog
from dialonce.errors import UsageError
from dialonce.judge.observation import TIME, Observation
from dialonce.judge.vocabulary import vocabulary
from dialonce.replay.finished import REMEMBERED
from dialonce.replay.line import Header
from dialonce.replay.tracker import GROUPED, SINGLE, UNSEEN


@dataclass(frozen=True)
class Question:
    """By what a log is judged, in plain values; what is None is as in the header, or usual.

    `system` by name; `process`, `observes`, `absent`, `patience`, `tolerance` (ticks) as in
    Observation; `tick_seconds`: of how many seconds of `t` a tick is; `partial`: the log may begin
    anywhere, and lack events where a line is damaged; `strict`: damage is refused; `remember`: how
    many finished members; `first`: how many impossible lines are told.
    """

    system: str | None = None
    process: str | None = None
    observes: tuple[str, ...] | None = None
    absent: tuple[str, ...] | None = None
    tick_seconds: float | None = None
    tolerance: int | None = None
    patience: int | None = None
    partial: bool = False
    strict: bool = False
    remember: int = REMEMBERED
    first: int = 3

    def with_header(self, header: Header | None) -> Question:
        """The same, with what it leaves open as in the header. Errors: UsageError."""
        if header is not None:
            told: dict[str, Any] = {
                "system": header.system, "process": header.process,
                "observes": None if header.observes is None else tuple(header.observes),
                "absent": tuple(header.absent) or None, "tick_seconds": header.tick_seconds,
                "tolerance": header.tolerance_ticks,
            }  # fmt: skip
            self = replace(self, **{k: v for k, v in told.items() if getattr(self, k) is None})
        if self.system is None:
            raise UsageError('the log does not say its system: name it by --system, or in a first '
                             'line like {"dialonce":1,"system":"NAME"}')  # fmt: skip
        if self.tick_seconds is not None and not 0 < self.tick_seconds < 1e9:
            raise UsageError(f"a tick of {self.tick_seconds} seconds is none: name a time above 0")
        return self

    def observation(self, timed: bool) -> Observation:
        """What is seen; without the ticks, unless they are wanted. Errors: UsageError."""
        system = catalog.system(self.system or "")
        seen = Observation.of(
            system, self.process, self.observes, False, self.absent or (), self.patience,
            (self.tolerance or 0) if timed else 0,
        )  # fmt: skip
        return seen if timed else replace(seen, seen=seen.seen - {TIME})

    @property
    def timed(self) -> bool:
        """Whether time is seen from the beginning."""
        return self.tick_seconds is not None or TIME in (self.observes or ())

    def kinds(self) -> dict[str, int]:
        """What each event of the system is to the tracker. Errors: UsageError without a clock."""
        seen = self.observation(True)
        terms = vocabulary(seen.system, seen.process)
        if self.tick_seconds is not None and TIME not in terms:
            raise UsageError(f"{self.system} has no clock: leave out the seconds of a tick")
        kinds = {
            name: (GROUPED if term.grouped else SINGLE) if name in seen.seen else UNSEEN
            for name, term in terms.items()
        }
        return kinds | ({TIME: UNSEEN} if self.tick_seconds is not None else {})
