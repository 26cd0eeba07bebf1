"""The law as text, and the marks that tie machine lines to it.

A clause is a heading `### ID Title`, a line `modality · guide lines · statements`, and sentences.
A mark is a comment such as `# ABC-3, XY-5` at the end of the line that holds a transition.
"""

from __future__ import annotations

import ast
import inspect
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from dialonce.errors import SpecificationError, UsageError
from dialonce.files import read_bytes
from dialonce.machine import Machine
from dialonce.modules import load

BYTES_MAX = 1 << 22  # of a file of the law
STATEMENT = re.compile(r"\bC\d{3}\b")
HEADING = re.compile(r"^### ([A-Z]+-\d+) (.+)$", re.MULTILINE)
MARK = re.compile(r"\b[A-Z]+-\d+\b")


@dataclass(frozen=True)
class Clause:
    """One clause or decision: id, title, the line under the heading, text, file, line."""

    id: str
    title: str
    about: str
    text: str
    file: str
    line: int

    @property
    def modality(self) -> str:
        """behaviour, configuration, capability or informative; "decision" for a decision."""
        return self.about.split(" · ")[0] if not self.id.startswith("D-") else "decision"

    @property
    def topic(self) -> str:
        """The name of its file."""
        return Path(self.file).stem


@dataclass(frozen=True)
class Topic:
    """One file of the law: its name, its title, and what it says before the first clause."""

    name: str
    title: str
    text: str


def read_topics(package: str) -> dict[str, Topic]:
    """The Markdown files of a package, by name."""
    found: dict[str, Topic] = {}
    for path, text in _files(package):
        head = re.split(r"^##+ ", text, flags=re.MULTILINE)[0]
        title, _, rest = head.strip().partition("\n")
        found[path.stem] = Topic(path.stem, title.lstrip("# "), rest.strip())
    return found


def read_clauses(package: str) -> dict[str, Clause]:
    """All clauses in the Markdown files of a package, by id."""
    found: dict[str, Clause] = {}
    for path, text in _files(package):
        headings = list(HEADING.finditer(text))
        ends = [match.start() for match in headings[1:]] + [len(text)]
        for match, end in zip(headings, ends, strict=False):
            body = re.split(r"^#{1,2} ", text[match.end() : end], flags=re.MULTILINE)[0].strip()
            about, _, rest = body.partition("\n")
            line = text.count("\n", 0, match.start()) + 1
            found[match[1]] = Clause(match[1], match[2], about, rest.strip(), path.name, line)
    return found


def _files(package: str) -> Iterator[tuple[Path, str]]:
    """The Markdown files of a package with their text. Errors: SpecificationError."""
    for path in sorted(Path(load(package).__file__ or "").parent.glob("*.md")):
        try:
            yield path, read_bytes(path, BYTES_MAX).decode().replace("\r\n", "\n")
        except (UsageError, UnicodeDecodeError) as error:
            raise SpecificationError(str(path), f"{error}.", "save it as text in UTF-8") from error


class Marks:
    """What the source of a machine class says about its lines.

    `lines`: event to the (source, target, clauses, line number) of each of its transitions, in
    order; `sentences`: event to the string under it.
    """

    def __init__(self, machine: type[Machine]):
        self.lines: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.sentences: dict[str, str] = {}
        self._of: dict[int, tuple[tuple[str, ...], int]] = {}
        for base in reversed(machine.__mro__):
            if (
                isinstance(base, type(Machine))
                and base is not Machine
                and "states_map" in vars(base)
            ):
                self._read(base)
        for event in machine._events:
            transitions = [
                t for s in machine.ordered_states for t in s.transitions if event in t.events
            ]
            for transition in transitions:
                key = (transition.source.id, _target(transition), event.id)
                found = self._by_ends.get(key)
                if found:
                    self._of[id(transition)] = found

    def _read(self, machine: Any) -> None:
        try:
            source, first = inspect.getsourcelines(machine)
        except (OSError, TypeError):
            self._by_ends: dict[tuple[str, str, str], tuple[tuple[str, ...], int]] = {}
            return
        self._by_ends = getattr(self, "_by_ends", {})
        text = inspect.cleandoc("\n" + "".join(source))
        comments = {
            token.start[0]: tuple(MARK.findall(token.string))
            for token in tokenize.generate_tokens(StringIO(text).readline)
            if token.type == tokenize.COMMENT
        }
        body = ast.parse(text).body[0].body  # type: ignore[attr-defined]
        for node, following in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._read_event(node.targets[0].id, node, comments, first)
                if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                    self.sentences[node.targets[0].id] = str(following.value.value)

    def _read_event(
        self, event: str, node: ast.Assign, comments: dict[int, tuple[str, ...]], first: int
    ) -> None:
        calls = [
            call
            for call in ast.walk(node.value)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in ("to", "from_")
        ]
        calls.sort(key=lambda call: (call.end_lineno, call.end_col_offset))
        for call in calls:
            end = call.end_lineno or 0
            clauses = comments.get(end) or comments.get(node.end_lineno or 0, ())
            found = (clauses, first + end - 1)
            self.lines.setdefault(event, []).append(found)
            named = ast.unparse(call.func.value)  # type: ignore[attr-defined]
            for argument in call.args:
                ends = (named, ast.unparse(argument))
                if call.func.attr == "from_":  # type: ignore[attr-defined]
                    ends = ends[::-1]
                self._by_ends[ends[0].split(".")[-1], ends[1].split(".")[-1], event] = found

    def clauses(self, transition: Any) -> tuple[str, ...]:
        """The clause ids at the line of a transition."""
        return self._of.get(id(transition), ((), 0))[0]

    def line(self, transition: Any) -> int:
        """The line number of a transition in its file, or 0."""
        return self._of.get(id(transition), ((), 0))[1]


def _target(transition: Any) -> str:
    return transition.target.id if transition.target else "None"


@cache
def marks_of(machine: type[Machine]) -> Marks:
    """The marks of a machine class, read from its source."""
    return Marks(machine)
