"""The text of a Promela model: the skeleton, filled with what a system or a machine has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template

from dialonce.errors import UsageError
from dialonce.export.promela.claims import Claims, lines
from dialonce.export.promela.parts import parts_of
from dialonce.export.promela.steps import Steps
from dialonce.export.promela.words import SET_MAX, Words, either
from dialonce.machine import Machine
from dialonce.property import Property
from dialonce.system import TICK, System

SKELETON = Path(__file__).with_name("skeleton.pml")


class Model:
    """A model with so many members at first. `text`; `claims` tells how the claims are called."""

    def __init__(self, subject: System | type[Machine], properties: list[Property], members: int):
        self.parts = parts_of(subject)
        self.words = Words(self.parts)
        self._check_room(members)
        self.claims = Claims(self.parts, self.words, properties)
        self.steps = Steps(self.parts, self.words, self.claims.counted)
        self.text = Template(SKELETON.read_text(encoding="utf-8")).substitute(self._values(members))

    def _check_room(self, members: int) -> None:
        """Refuse what does not fit into bytes."""
        singles, own = self._starts()
        if max(len(self.words.messages), singles + own * members) > SET_MAX:
            fewer = f"; use --records {max(0, SET_MAX - singles) // own} or fewer" if own else ""
            raise UsageError(f"{self.parts.name} has more events than Promela can number{fewer}")

    def _starts(self) -> tuple[int, int]:
        """How many events can begin a step: of single machines, and of each member."""
        own = sum(start.machine in self.parts.group for start in self.parts.starts)
        return len(self.parts.starts) - own, own

    def _values(self, members: int) -> dict[str, str]:
        claims, steps, parts, words = self.claims, self.steps, self.parts, self.words
        most = max(len(table.locals) for table in parts.tables.values())
        react, send = lines(steps.react(), " " * 8), lines(steps.send(), " " * 8)
        rest, witnesses, judged = (lines(f(), "    ") for f in (claims.rest, claims.witnesses,
                                                                claims.steps))  # fmt: skip
        asked, ends = lines(claims.asked(), "    "), self._ends()
        hidden = [*(f"hidden byte {name};" for name in words.reads.values()), *claims.hidden()]
        return {
            "title": parts.name, "file": f"{parts.name}.pml", "members": str(members),
            "size": _sized(len(parts.singles), len(parts.group)),
            "starts": _sized(*self._starts()), "most": str(SET_MAX),
            "local": "byte" if most <= SET_MAX else "short",
            "places": "\n".join(self._places()), "locals": "\n".join(self._locals()),
            "begin": lines(steps.begin(), "    "), "react": react, "send": send,
            "sets": "\n".join(words.defined), "messages": ", ".join(words.messages.values()),
            "says": "\n".join(f"#define {name} {number}"
                              for number, name in enumerate(steps.says.values(), 1)),
            "hidden": "\n".join(hidden),
            "uncount": lines(self._uncount(), "    "), "ends": ends,
            "rest": rest, "witnesses": witnesses, "steps": judged, "asked": asked,
            "late": lines(claims.late(), " " * 8), "choices": lines(claims.choices(), " " * 8),
            "numbers": "\n".join([*claims.numbers(), *self._kinds()]),
        }  # fmt: skip

    def _places(self) -> Iterator[str]:
        words, parts = self.words, self.parts
        for array, names in (("here", words.variables), ("was", words.before)):
            for at, machine in enumerate(parts.singles):
                yield f"#define {names[machine]} {array}[{at}]"
            for at, machine in enumerate(parts.group, len(parts.singles)):
                place = f"{at} + {len(parts.group)} * (m)"
                yield f"#define {names[machine]}(m) {array}[{place}]"

    def _locals(self) -> Iterator[str]:
        for names in self.words.locals.values():
            yield from (f"#define {name} {number}" for number, name in enumerate(names))

    def _uncount(self) -> Iterator[str]:
        for counter in self.claims.counted.values():
            yield f"for (i : 0 .. MEMBERS) {{ {counter}[i] = 0 }};"

    def _ends(self) -> str:
        system = self.parts.system
        if system is None:
            return "true"
        return either([
            self.words.among(machine, [i for i, holds in enumerate(
                self.parts.tables[machine].holds(states)) if holds],
                self.words.local(machine, "0"))
            for machine, states in system.ends
        ])  # fmt: skip

    def _kinds(self) -> Iterator[str]:
        """Which of the numbered events are fair, faults, and the clock."""
        system = self.parts.system
        if system is None:
            return
        yield f"#define fair(n) {self._numbers(lambda *key: key in system.fair_events)}"
        yield f"#define fault(n) {self._numbers(system.is_fault)}"
        yield f"#define tick(n) {self._numbers(lambda *key: key == TICK)}"

    def _numbers(self, wanted: Callable[[str, str], bool]) -> str:
        starts, group = self.parts.starts, self.parts.group
        single = [s for s in starts if s.machine not in group]
        own = [s for s in starts if s.machine in group]
        found = [f"(n) == {n}" for n, s in enumerate(single) if wanted(s.machine, s.event)]
        found += [
            f"({len(single)} + {n} * MEMBERS <= (n) && (n) < {len(single)} + {n + 1} * MEMBERS)"
            for n, s in enumerate(own) if wanted(s.machine, s.event)
        ]  # fmt: skip
        return f"({either(found)})"


def _sized(singles: int, each: int) -> str:
    """A number that grows with the members."""
    return f"({singles} + {each} * MEMBERS)" if each else str(singles)
