"""Faults: descriptions that break a rule by one small edit, as mutants do with properties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dialonce.description import Description, Format, read_text
from dialonce.errors import SpecificationError
from dialonce.rule import Rule


@dataclass(frozen=True)
class Fault:
    """A named wrong description: a right file, edits (old text to new) and the rules they break.

    `sentence` says what is wrong. `at` is a piece of the edited text: the finding is on its line;
    by default that of the first new text.
    """

    name: str
    sentence: str
    breaks: tuple[str, ...]
    file: Path
    edits: tuple[tuple[str, str], ...]
    at: str = ""

    @property
    def text(self) -> str:
        """The wrong description."""
        text = _content(self.file)
        for old, new in self.edits:
            if text.count(old) != 1:
                rule = f"its edit of {old!r} fits {text.count(old)} places of {self.file.name}."
                raise SpecificationError(f"fault {self.name}", rule, "name one place")
            text = text.replace(old, new)
        return text

    @property
    def line(self) -> int:
        """The line where the fault is."""
        text, mark = self.text, self.at or self.edits[0][1]
        if text.count(mark) != 1:
            rule = f"its place {mark!r} is there {text.count(mark)} times."
            raise SpecificationError(f"fault {self.name}", rule, "name one place")
        return text.count("\n", 0, text.index(mark)) + 1

    def read(self, kind: Format) -> Description:
        """The wrong description, read."""
        return read_text(self.text, self.file.name, kind)


def finding(faults: list[Fault], rules: list[Rule], kinds: list[Format]) -> dict[str, list[Fault]]:
    """Rule or fact to the faults on which it speaks, as far as they name it."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        views = [fault.read(kind).view for kind in kinds]
        for rule in rules:
            if rule.name in fault.breaks and any([*rule.judge(view)] for view in views):
                found.setdefault(rule.name, []).append(fault)
    return found


@cache
def _content(file: Path) -> str:
    return file.read_text(encoding="utf-8")
