"""The reading loop: puts an implementation through cases, and tells whom it resembles.

It needs nothing of the specification but the cases; docs/vectors.md has it as pseudo code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

PASSED, FAILED, OPEN, UNSUPPORTED = "passed", "failed", "open", "unsupported"
Heard = tuple[str, int | None]  # an event, and the member from 1


class Refused(Exception):
    """The implementation does not do what it is told: `certain` if nothing of it happened."""

    def __init__(self, kind: str = "refused", certain: bool = True):
        super().__init__(kind)
        self.kind, self.certain = kind, certain


class Subject(Protocol):
    """An implementation. What it says until it says no more is the answer of `do` and `advance`.

    `commands`: what it can be told; `observes`: what it can say; None for all that is usual;
    `absent`: what never happens there.
    Errors: Refused.
    """

    commands: frozenset[str] | None
    observes: frozenset[str] | None
    absent: frozenset[str]

    def reset(self) -> None:
        """Begin anew."""

    def do(self, event: str, member: int | None, more: bool) -> list[Heard]:
        """An event happens to it; `more` of the same moment is to come."""

    def advance(self, more: bool) -> list[Heard]:
        """A tick passes."""

    def state(self, machine: str, member: int | None) -> list[str] | None:
        """The states in which a machine is; None where it does not tell."""


class Fault(NamedTuple):
    """What went wrong: in which step, from 1; by what; the symbols that it shows or lacks."""

    step: int
    by: str
    symbols: tuple[Heard, ...] = ()


@dataclass
class Verdict:
    """What became of a case. `why`: of one that is open or unsupported."""

    case: Mapping[str, Any]
    outcome: str
    fault: Fault | None = None
    why: str = ""

    @property
    def resembles(self) -> list[Mapping[str, Any]]:
        """The wrong designs that fail the case, first those that fail it in the same way."""
        if self.fault is None:
            return []
        alike = [(not _same(kill, self.fault), at) for at, kill in enumerate(self.case["kills"])]
        kills: list[Mapping[str, Any]] = self.case["kills"]
        exact = [kills[at] for differs, at in alike if not differs]
        return exact or list(kills)


def resembled(verdicts: Iterable[Verdict]) -> list[tuple[Mapping[str, Any], int]]:
    """The wrong designs that an implementation resembles on the whole, with how many cases say so.

    It must fail a case in the same way; and who passes a case that a design always fails by what it
    says is not like that design.
    """
    said, gone = Counter[str](), set[str]()
    kills: dict[str, Mapping[str, Any]] = {}
    for verdict in verdicts:
        for kill in verdict.case["kills"]:
            name = kill["design"]
            if verdict.outcome == PASSED and kill["when"] == "always" and kill["by"] != "is":
                gone.add(name)
            if verdict.fault and kill["by"] != "is" and _same(kill, verdict.fault):
                kills.setdefault(name, kill)
                said[name] += 1
    left = [name for name in said if name not in gone]
    return [(kills[name], said[name]) for name in sorted(left, key=lambda n: (-said[n], n))]


def _same(kill: Mapping[str, Any], fault: Fault) -> bool:
    if (kill["step"], kill["by"]) != (fault.step, fault.by):
        return False
    return sorted(map(heard, kill.get(fault.by, ()))) == sorted(fault.symbols)


def heard(symbol: Mapping[str, Any]) -> Heard:
    """An event of a case as it is heard."""
    return symbol["event"], symbol.get("member")


class _Ended(Exception):
    def __init__(self, outcome: str, fault: Fault | None = None, why: str = ""):
        super().__init__(outcome)
        self.outcome, self.fault, self.why = outcome, fault, why


@dataclass
class Reader:
    """Puts a subject through one case."""

    subject: Subject
    case: Mapping[str, Any]
    states: dict[Heard, list[str] | None] = field(default_factory=dict)

    def verdict(self) -> Verdict:
        """Whether it passes."""
        try:
            self._check_supported()
            self.subject.reset()
            for number, step in enumerate(self.case["steps"], 1):
                self._take(number, step)
        except _Ended as end:
            return Verdict(self.case, end.outcome, end.fault, end.why)
        return Verdict(self.case, PASSED)

    def _check_supported(self) -> None:
        for event in self.case["driven"]:
            if not self._drives(event):
                raise _Ended(UNSUPPORTED, why=f"it cannot be told {event}")

    def _take(self, number: int, step: Mapping[str, Any]) -> None:
        for event in (each["event"] for each in step.get("do", ())):
            if not self._takes(event):
                raise _Ended(UNSUPPORTED, why=f"step {number}: it cannot be told {event}")
        moment: list[Heard | None] = [None] * ("advance" in step)
        moment += map(heard, step.get("do", ()))
        own = [heard(event) for event in step.get("own", ()) if self._drives(event["event"])]
        said = [each for at, told in enumerate(moment, 1)
                for each in self._told(number, told, at < len(moment))]  # fmt: skip
        said += [each for told in own for each in self._told(number, told, False)]
        pending = {at: item for at, item in enumerate(step["expect"]) if self._sees(item)}
        ticks = 0
        while True:
            self._hear(number, step, said, pending)
            due = [item for item in pending.values() if item.get("within", 0) <= ticks]
            if due:
                self._missing(number, due)
            if not pending:
                break
            said, ticks = self._told(number, None, False), ticks + 1
        self._ask(number, step)
        self._look(number, step)

    def _ask(self, number: int, step: Mapping[str, Any]) -> None:
        """Tell it to do what is not due: it refuses, or does nothing."""
        for event in filter(lambda each: self._drives(each["event"]), step.get("not_due", ())):
            try:
                said = self.subject.do(*heard(event), False)
            except Refused as refused:
                if not refused.certain:
                    raise _Ended(OPEN, why=f"step {number} may have been carried out") from None
            else:
                self._hear(number, {}, said, {})

    def _told(self, number: int, told: Heard | None, more: bool) -> list[Heard]:
        """What is said to an event, or to a tick."""
        try:
            return self.subject.do(*told, more) if told else self.subject.advance(more)
        except Refused as refused:
            if refused.kind == "unsupported" or not refused.certain:
                raise _Ended(OPEN, why=f"step {number} was not carried out for certain") from None
            raise _Ended(FAILED, Fault(number, refused.kind)) from None

    def _takes(self, event: str) -> bool:
        """Whether the subject can be told an event."""
        commands = self.subject.commands
        usual = commands is None and event not in self.case["driven"]
        return (usual or self._drives(event)) and event not in self.subject.absent

    def _drives(self, event: str) -> bool:
        """Whether the subject lets itself be told what it else does by itself."""
        return self.subject.commands is not None and event in self.subject.commands

    def _sees(self, item: Mapping[str, Any]) -> bool:
        return self.subject.observes is None or item["event"] in self.subject.observes

    def _hear(
        self, number: int, step: Mapping[str, Any], said: Iterable[Heard], pending: dict[int, Any]
    ) -> None:
        may = [heard(symbol) for symbol in step.get("may", ())]
        for symbol in (each for each in said if each[0] in self.case["observes"]):
            fits = [at for at, item in pending.items()
                    if heard(item) == symbol and item.get("after") not in pending]  # fmt: skip
            if fits:
                del pending[min(fits, key=lambda at: pending[at].get("within", 0))]
            elif symbol in may:
                raise _Ended(OPEN, why=f"step {number} may go on with {symbol[0]}, and another way")
            else:
                raise _Ended(FAILED, Fault(number, "shows", (symbol,)))

    def _missing(self, number: int, due: list[Mapping[str, Any]]) -> None:
        if all(item.get("sure", True) for item in due):
            raise _Ended(FAILED, Fault(number, "lacks", tuple(map(heard, due))))
        raise _Ended(OPEN, why=f"step {number} need not show {due[0]['event']}")

    def _look(self, number: int, step: Mapping[str, Any]) -> None:
        """Look at the states of the machines, as far as the subject tells them."""
        for each in step.get("state", ()):
            self.states[each["machine"], each.get("member")] = each["is"]
        for at, wanted in self.states.items():
            found = self.subject.state(*at) if wanted is not None else None
            if found is not None and found != wanted:
                raise _Ended(FAILED, Fault(number, "is"))


def run(subject: Subject, cases: Iterable[Mapping[str, Any]]) -> list[Verdict]:
    """Put a subject through cases, each from the beginning."""
    return [Reader(subject, case).verdict() for case in cases]
