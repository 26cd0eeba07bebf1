"""Which faulty variants of the example dialer the vectors catch, and by which case.

    dialonce vectors -o DIR && python tests/dialer_caught.py DIR

prints the table of docs/vectors.md.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.kit import DrivenWorld, KitWorld
from asyncio_dialer.subjects import SUBJECTS
from asyncio_dialer.words import Refused as Impossible
from asyncio_dialer.wrong import VARIANTS
from asyncio_dialer.wrong.variant import Variant
from dialonce.vectors.run import FAILED, Heard, Refused, Verdict, run

PAGE = Path(__file__).parents[1] / "docs/vectors.md"
HEAD = ["| mistake | system | caught by | |", "|---|---|---|---|"]
TABLE = re.compile(r"\| mistake \| system \|.*?(?=\n\n)", re.DOTALL)


class Example:
    """The example dialer, right or wrong, in this process, as the reading loop wants it."""

    def __init__(self, system: str, parts: Parts, driven: bool, members: int):
        self.world = (DrivenWorld if driven else KitWorld)(system, members, parts)
        commands = self.world.commands
        self.commands = frozenset(commands) if commands is not None else None
        self.observes = frozenset(self.world.observes)
        self.absent = frozenset(SUBJECTS[system].absent)

    def reset(self) -> None:
        """Begin anew."""
        self.world.reset()

    def do(self, event: str, member: int | None, more: bool) -> list[Heard]:
        """An event happens to it."""
        try:
            said = list(self.world.hear(event, member))
        except Impossible:
            raise Refused from None
        return said + self._turn(more)

    def advance(self, more: bool) -> list[Heard]:
        """A tick passes."""
        return list(self.world.tick()) + self._turn(more)

    def state(self, machine: str, member: int | None) -> None:
        """It does not tell."""

    def _turn(self, more: bool) -> list[Heard]:
        return [] if more else list(self.world.turn())


class Caught(NamedTuple):
    """The shortest case that a variant fails, `driven` or not; None where it fails none."""

    variant: Variant
    case: str | None
    driven: bool = False

    @property
    def row(self) -> str:
        """A line of the table."""
        how = "needs `--driven`" if self.driven else ""
        case = f"`{self.case}`" if self.case else "nothing"
        name, system = self.variant.name, self.variant.system
        return f"| {self.variant.mistake} `{name}` | `{system}` | {case} | {how} |"


def verdicts(
    suite: dict[str, Any], parts: Parts | None = None, driven: bool = False
) -> list[Verdict]:
    """What becomes of the example dialer in the cases of a system."""
    members = max(case["members"] for case in suite["cases"])
    return run(Example(suite["system"], parts or Parts(), driven, members), suite["cases"])


def caught(variant: Variant, suite: dict[str, Any]) -> Caught:
    """By what a variant is caught: undriven, if that is enough."""
    for driven in (False, True):
        failed = [v for v in verdicts(suite, variant.parts, driven) if v.outcome == FAILED]
        if failed:
            shortest = min(failed, key=lambda v: (len(v.case["steps"]), v.case["id"]))
            return Caught(variant, shortest.case["id"], driven)
    return Caught(variant, None)


def table(folder: Path) -> list[Caught]:
    """By what each variant is caught, of the vectors in a folder."""
    suites = {
        name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in sorted({variant.system for variant in VARIANTS.values()})
    }
    return [caught(variant, suites[variant.system]) for variant in VARIANTS.values()]


def as_text(found: list[Caught]) -> str:
    """The table as it stands on the page."""
    return "\n".join([*HEAD, *(each.row for each in found)])


if __name__ == "__main__":
    print(as_text(table(Path(sys.argv[1]))))
