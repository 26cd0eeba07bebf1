"""Faults: descriptions that break a rule by one small edit, as mutants do with properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dialonce.description import Description, Format, read_text
from dialonce.errors import SpecificationError
from dialonce.rule import Rule


class Edit(NamedTuple):
    """In the table of that name, the old text becomes the new one."""

    table: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    """A named wrong description: a right file, edits, and the rules that they break.

    `sentence` says what is wrong. `place`, a table and a text in it, is where the finding is: by
    default that of the first new text, and the head of the table where that is empty.
    """

    name: str
    sentence: str
    breaks: tuple[str, ...]
    file: Path
    edits: tuple[Edit, ...]
    place: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """The wrong description."""
        text = _content(self.file)
        for edit in self.edits:
            start, end = self._table(text, edit.table)
            table = text[start:end]
            if table.count(edit.old) != 1:
                self._refuse(f"{edit.old!r} is {table.count(edit.old)} times in {edit.table}.")
            text = text[:start] + table.replace(edit.old, edit.new) + text[end:]
        return text

    @property
    def line(self) -> int:
        """The line where the fault is."""
        first = self.edits[0]
        table, place = self.place if self.place[0] else (first.table, first.new)
        text = self.text
        start, end = self._table(text, table)
        at = text.find(place, start, end)
        if at < 0:
            self._refuse(f"its place {place!r} is not in {table}.")
        return text.count("\n", 0, at) + 1

    def _table(self, text: str, name: str) -> tuple[int, int]:
        """Where a table with this name begins and ends."""
        head = f'\nname = "{name}"\n'
        if text.count(head) != 1:
            self._refuse(f"there are {text.count(head)} tables named {name}.")
        start = text.rindex("[[", 0, text.index(head))
        end = text.find("\n[[", start)
        return start, end if end > 0 else len(text)

    def _refuse(self, what: str) -> None:
        raise SpecificationError(f"fault {self.name}", what, "name one place in one table")

    def read(self, kind: Format) -> Description:
        """The wrong description, read."""
        return read_text(self.text, self.file.name, kind)


def shown(
    faults: list[Fault], rules: list[Rule], kinds: list[Format]
) -> dict[str, tuple[str, ...]]:
    """Rule to the faults that break it, as they say; fact to the right files that use it."""
    found: dict[str, dict[str, None]] = {}
    facts = [rule for rule in rules if not rule.must]
    for file in dict.fromkeys(fault.file for fault in faults):
        views = [read_text(_content(file), file.name, kind).view for kind in kinds]
        for fact in facts:
            if any([*fact.judge(view)] for view in views):
                found.setdefault(fact.name, {})[file.name] = None
    for fault in faults:
        views = [fault.read(kind).view for kind in kinds]
        for rule in rules:
            if rule.name in fault.breaks and any([*rule.judge(view)] for view in views):
                found.setdefault(rule.name, {})[fault.name] = None
    return {name: tuple(by) for name, by in found.items()}


@cache
def _content(file: Path) -> str:
    return file.read_text(encoding="utf-8")
