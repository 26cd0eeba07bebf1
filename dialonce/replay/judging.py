"""Judges a log, or a part of it: reads its lines, follows its members, tells what is impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from dialonce import catalog
from dialonce.errors import UsageError
from dialonce.judge.observation import TIME, Observation
from dialonce.judge.space import Pairs
from dialonce.judge.vocabulary import vocabulary
from dialonce.replay.blocks import Block
from dialonce.replay.damage import Skipped
from dialonce.replay.explain import Violation, explain
from dialonce.replay.finished import REMEMBERED
from dialonce.replay.line import Header
from dialonce.replay.outcome import Outcome
from dialonce.replay.place import Places
from dialonce.replay.reader import Reader, decoded
from dialonce.replay.tracker import GROUPED, SINGLE, UNSEEN, Impossible, Tracker
from dialonce.replay.window import Rows, Window

LINES_AT_ONCE = 2_000  # of a partition


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


@lru_cache(maxsize=4)
def places_of(seen: Observation) -> Places:
    """The places of what is seen, kept for the next log."""
    return Places(Pairs(seen))


class Judging:
    """A log that is being judged. `tell` is handed each violation that is told, at once."""

    def __init__(self, question: Question, tell: Callable[[Violation], None] | None = None):
        self.question, self.tell = question, tell
        self.skipped = Skipped(question.strict, question.partial)
        self.outcome = Outcome(question.system or "", question.first, skipped=self.skipped)
        self.window = Window()
        known = question.timed
        clock = TIME in (kinds := question.kinds())
        self.tracker = Tracker(
            places_of(question.observation(known)), kinds, self.skipped, self._found,
            timed=None if known or not clock else lambda: places_of(question.observation(True)),
            tick_seconds=question.tick_seconds, remember=question.remember,
            partial=question.partial,
        )  # fmt: skip

    def block(self, block: Block) -> None:
        """Judge lines as they are in the log."""
        self.window.add(block)
        lines = decoded(block, self.skipped)
        self.tracker.follow(range(block.first, block.first + len(lines)), lines)

    def rows(self, rows: Rows) -> None:
        """Judge lines that are decoded already."""
        self.window.add(rows)
        self.tracker.follow(rows.numbers, rows.lines)

    def end(self, interrupted: bool = False) -> Outcome:
        """What came out."""
        tracker, outcome = self.tracker, self.outcome
        live = [session for session in tracker.sessions.values() if session]
        outcome.lines = tracker.lines
        outcome.gaps = tracker.gaps
        outcome.judged = tracker.lines - tracker.left_out
        outcome.sessions = max(1, len(tracker.sessions) - 1)
        outcome.members = sum(s.seen for s in live) + sum(tracker.closed)
        outcome.forgot = any(s.finished.forgot for s in live)
        outcome.interrupted = interrupted
        return outcome

    def _found(self, found: Impossible) -> None:
        self.outcome.violations += 1
        if len(self.outcome.shown) < self.question.first:
            told = explain(found, self.tracker.places.judge, self.window,
                           self.question.tick_seconds, self.question.partial)  # fmt: skip
            self.outcome.shown.append(told)
            if self.tell:
                self.tell(told)


def judge_stream(
    read: Callable[[int], bytes], question: Question,
    tell: Callable[[Violation], None] | None = None,
) -> Outcome:  # fmt: skip
    """Judge a log as it arrives; `read` gives at most so many bytes, and none at the end.

    An interrupt ends it with the verdict so far. Errors: UsageError, UndecidedError.
    """
    judging: Judging | None = None
    try:
        reader = Reader(read)
        judging = Judging(question.with_header(reader.header), tell)
        for block in reader:
            judging.block(block)
    except KeyboardInterrupt:
        if judging is None:
            raise
        return judging.end(interrupted=True)
    return judging.end()


def judge_partition(lines: Iterable[bytes | str], question: Question) -> Outcome:
    """Judge some lines of a log, one event each: all those of a session, or of some members of it.

    The lines of machines that exist once belong to each part of their session. Numbers count
    within the part. Errors: UsageError, UndecidedError.
    """
    judging = Judging(question.with_header(None))
    for block in _blocks(lines):
        judging.block(block)
    return judging.end()


def _blocks(lines: Iterable[bytes | str]) -> Iterator[Block]:
    texts = (each if isinstance(each, bytes) else each.encode() for each in lines)
    first = 1
    while chunk := [each.rstrip(b"\r\n").replace(b"\n", b" ")
                    for each in islice(texts, LINES_AT_ONCE)]:  # fmt: skip
        yield Block(first, b"\n".join(chunk) + b"\n")
        first += len(chunk)
