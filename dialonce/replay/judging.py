"""Judges a log, or a part of it: reads its lines, follows its members, tells what is impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from dialonce.judge.observation import TIME, Observation
from dialonce.judge.space import Pairs
from dialonce.replay.blocks import Block
from dialonce.replay.damage import Skipped
from dialonce.replay.explain import Violation, explain
from dialonce.replay.outcome import Outcome
from dialonce.replay.place import Places
from dialonce.replay.question import Question
from dialonce.replay.reader import Reader, decoded
from dialonce.replay.tracker import Impossible, Tracker
from dialonce.replay.window import Window

LINES_AT_ONCE = 2_000  # of a partition


@lru_cache(maxsize=4)
def places_of(seen: Observation) -> Places:
    """The places of what is seen, kept for the next log."""
    return Places(Pairs(seen))


class Judging:
    """A log that is being judged. `tell` is handed each violation that is told, at once.

    `headed`: whether its first line was a header, which does not count.
    """

    def __init__(
        self, question: Question, tell: Callable[[Violation], None] | None = None,
        headed: bool = False,
    ):  # fmt: skip
        self.question, self.tell, self.headed = question, tell, headed
        self.skipped = Skipped(question.strict, question.partial)
        self.outcome = Outcome(question.system or "", question.first, skipped=self.skipped)
        self.window = Window()
        self.lines = 0
        known = question.timed
        clock = TIME in (kinds := question.kinds())
        self.tracker = Tracker(
            places_of(question.observation(known)), kinds, self.skipped, self._found,
            timed=None if known or not clock else lambda: places_of(question.observation(True)),
            tick_seconds=question.tick_seconds, remember=question.remember,
            partial=question.partial,
        )  # fmt: skip

    def block(self, block: Block) -> None:
        """Judge some lines."""
        self.lines = block.numbers[-1] - self.headed
        self.window.add(block)
        self.tracker.follow(block.numbers, decoded(block, self.skipped))

    def end(self, interrupted: bool = False) -> Outcome:
        """What came out."""
        tracker, outcome = self.tracker, self.outcome
        live = [session for session in tracker.sessions.values() if session]
        outcome.lines, outcome.left_out = self.lines, tracker.left_out
        outcome.gaps = tracker.gaps
        outcome.names = {name for name in tracker.sessions if name is not None}
        outcome.members = sum(s.seen for s in live) + sum(tracker.closed)
        outcome.forgot = any(s.finished.forgot for s in live)
        outcome.interrupted = interrupted
        outcome.question = self.question
        return outcome

    def _found(self, found: Impossible) -> None:
        self.outcome.violations += 1
        if found.member is None:
            self.outcome.whole.add((found.number, found.session))
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
        judging = Judging(question.with_header(reader.header), tell, reader.header is not None)
        for block in reader:
            judging.block(block)
    except KeyboardInterrupt:
        if judging is None:
            raise
        return judging.end(interrupted=True)
    return judging.end()


def liken(outcome: Outcome) -> Violation | None:
    """Seek wrong designs that do what was done up to the first impossible line; that line."""
    if not outcome.shown or outcome.question is None:
        return None
    first = outcome.shown[0]
    first.liken(outcome.question.observation(outcome.question.timed))
    return first


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
        yield Block(range(first, first + len(chunk)), b"\n".join(chunk) + b"\n")
        first += len(chunk)
