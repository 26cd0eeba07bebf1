"""What came out of judging a log, or a part of one; outcomes of parts are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dialonce.replay.damage import Skipped
from dialonce.replay.explain import Violation


@dataclass
class Outcome:
    """The verdict on a log.

    `lines`: how many there were; `judged`: without those that were skipped. `violations` counts
    impossible lines, of which `shown` are told. `forgot`: finished members were forgotten.
    """

    system: str
    first: int = 3
    lines: int = 0
    judged: int = 0
    sessions: int = 0
    members: int = 0
    gaps: int = 0
    violations: int = 0
    shown: list[Violation] = field(default_factory=list)
    skipped: Skipped = field(default_factory=Skipped)
    forgot: bool = False
    interrupted: bool = False

    @property
    def verdict(self) -> str:
        """VIOLATED, HOLDS, or UNDECIDED where nothing was judged, or not all that there is."""
        if self.violations:
            return "VIOLATED"
        return "HOLDS" if self.judged and not self.interrupted else "UNDECIDED"

    def merge(self, other: Outcome) -> None:
        """Add the outcome of another part of the log, with other members or other sessions."""
        for name in ("lines", "judged", "sessions", "members", "gaps", "violations"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.skipped.merge(other.skipped)
        self.forgot = self.forgot or other.forgot
        self.interrupted = self.interrupted or other.interrupted
        self.shown = sorted(self.shown + other.shown, key=lambda each: each.line)[: self.first]

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
