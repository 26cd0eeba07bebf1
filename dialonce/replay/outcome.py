"""What came out of judging a log, or a part of one; outcomes of parts are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dialonce.replay.damage import Skipped
from dialonce.replay.explain import Violation
from dialonce.replay.line import Name
from dialonce.replay.question import Question


@dataclass
class Outcome:
    """The verdict on a log.

    `lines`: how many there were, of which `left_out` were skipped; `names`: the sessions that
    were named. `violations` counts
    impossible lines, of which `shown` are told; `whole` has those that end a session, by line and
    session. `forgot`: finished members were forgotten.
    """

    system: str
    first: int = 3
    lines: int = 0
    left_out: int = 0
    names: set[Name] = field(default_factory=set)
    members: int = 0
    gaps: int = 0
    violations: int = 0
    shown: list[Violation] = field(default_factory=list)
    skipped: Skipped = field(default_factory=Skipped)
    forgot: bool = False
    interrupted: bool = False
    whole: set[tuple[int, Name]] = field(default_factory=set)
    question: Question | None = None

    @property
    def judged(self) -> int:
        """How many lines were judged."""
        return self.lines - self.left_out

    @property
    def sessions(self) -> int:
        """How many sessions there were; one where none was named."""
        return max(1, len(self.names))

    @property
    def verdict(self) -> str:
        """VIOLATED, HOLDS, or UNDECIDED where nothing was judged, or not all that there is."""
        if self.violations:
            return "VIOLATED"
        return "HOLDS" if self.judged and not self.interrupted else "UNDECIDED"

    def merge(self, other: Outcome) -> None:
        """Add the outcome of another part of the log, with other members or other sessions.

        Lines are those up to the last one of all parts. What ends a session is in each part of it,
        and counts once.
        """
        for name in ("left_out", "members", "violations"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.lines = max(self.lines, other.lines)
        self.names |= other.names
        self.violations -= len(self.whole & other.whole)
        self.whole |= other.whole
        self.gaps = max(self.gaps, other.gaps)
        self.skipped.merge(other.skipped)
        self.forgot = self.forgot or other.forgot
        self.interrupted = self.interrupted or other.interrupted
        told = {(each.line, each.session, each.member): each for each in self.shown + other.shown}
        self.shown = sorted(told.values(), key=lambda each: each.line)[: self.first]
        self.question = self.question or other.question

    def plain(self) -> dict[str, Any]:
        """As an object of JSON."""
        names = ("system", "lines", "judged", "sessions", "members", "gaps", "violations", "forgot",
                 "interrupted")  # fmt: skip
        kinds = {**self.skipped.kinds, **self.skipped.noted}
        return {
            "verdict": self.verdict,
            **{name: getattr(self, name) for name in names},
            "skipped": [{"kind": kind, "lines": lines, "first": first, "judged": kind in
                         self.skipped.noted} for kind, (lines, first) in kinds.items()],
            "shown": [each.plain() for each in self.shown],
        }  # fmt: skip
