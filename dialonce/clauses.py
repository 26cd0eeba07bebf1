"""The law as text, and the marks that tie machine lines to it.

A clause is a heading `### ID Title`, a line `modality · guide lines · statements`, and sentences.
A mark is a comment such as `# ABC-3, XY-5` at the end of the line that holds a transition.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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
    """One clause or decision: id, title, the line under the heading, text, file, line.

    `folder` is where the file is, for those who read it again.
    """

    id: str
    title: str
    about: str
    text: str
    file: str
    line: int
    folder: str = ""

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
            found[match[1]] = Clause(
                match[1], match[2], about, rest.strip(), path.name, line, str(path.parent)
            )
    return found


def _files(package: str) -> Iterator[tuple[Path, str]]:
    """The Markdown files of a package with their text. Errors: SpecificationError."""
    for path in sorted(Path(load(package).__file__ or "").parent.glob("*.md")):
        try:
            yield path, read_bytes(path, BYTES_MAX).decode().replace("\r\n", "\n")
        except (UsageError, UnicodeDecodeError) as error:
            raise SpecificationError(str(path), f"{error}.", "save it as text in UTF-8") from error


class Line(NamedTuple):
    """Where a transition stands: the clauses at its line, the line's number, and the file."""

    clauses: tuple[str, ...] = ()
    number: int = 0
    file: str = ""


class Marks:
    """What the source of a machine class says about its lines.

    `lines`: event to the (clauses, line number) of each of its transitions, in order; `sentences`:
    event to the string under it.
    """

    def __init__(self, machine: type[Machine]):
        self.lines: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.sentences: dict[str, str] = {}
        self._of: dict[int, Line] = {}
        self._by_ends: dict[tuple[str, str, str], list[Line]] = {}  # in the order of the source
        for base in reversed(machine.__mro__):
            if (
                isinstance(base, type(Machine))
                and base is not Machine
                and "states_map" in vars(base)
            ):
                self._read(base)
        for event in machine._events:
            self._place(event.id, [t for s in machine.ordered_states for t in s.transitions
                                   if event in t.events])  # fmt: skip

    def _place(self, event: str, transitions: list[Any]) -> None:
        """Give each transition of an event its line: of several with the same ends, in order.

        A wrong design may have taken the first ones out, and wired others anew.
        """
        alike: dict[tuple[str, str, str], list[Any]] = {}
        for transition in transitions:
            key = (transition.source.id, _target(transition), event)
            alike.setdefault(key, []).append(transition)
        for key, those in alike.items():
            lines = self._by_ends.get(key, [])[-len(those) :]
            lines += lines[-1:] * (len(those) - len(lines))
            self._of.update(zip(map(id, those), lines, strict=False))

    def _read(self, machine: Any) -> None:
        body = _body(machine)
        for node, following in zip(body, [*body[1:], None], strict=False):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._read_event(node.targets[0].id, node, _file(machine))
                if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                    self.sentences[node.targets[0].id] = str(following.value.value)

    def _read_event(self, event: str, node: ast.Assign, file: str) -> None:
        comments = _comments(node, _lines(file))
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
            clauses = comments[end] or comments[node.end_lineno or 0]
            self.lines.setdefault(event, []).append((clauses, end))
            named = ast.unparse(call.func.value)  # type: ignore[attr-defined]
            for argument in call.args:
                ends = (named, ast.unparse(argument))
                if call.func.attr == "from_":  # type: ignore[attr-defined]
                    ends = ends[::-1]
                key = (ends[0].split(".")[-1], ends[1].split(".")[-1], event)
                self._by_ends.setdefault(key, []).append(Line(clauses, end, file))

    def clauses(self, transition: Any) -> tuple[str, ...]:
        """The clause ids at the line of a transition."""
        return self._of.get(id(transition), Line()).clauses

    def line(self, transition: Any) -> int:
        """The line number of a transition in its file, or 0."""
        return self._of.get(id(transition), Line()).number

    def file(self, transition: Any) -> str:
        """The file that has that line, which may be the one of a base class; "" if unknown."""
        return self._of.get(id(transition), Line()).file


def _comments(statement: ast.stmt, lines: list[str]) -> dict[int, tuple[str, ...]]:
    """The marks that follow each line on which a part of a statement ends."""
    ends: dict[int, int] = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.expr | ast.stmt):
            line, column = node.end_lineno or 0, node.end_col_offset or 0
            ends[line] = max(ends.get(line, 0), column)
    rest = {line: lines[line - 1].encode()[column:].decode() for line, column in ends.items()}
    return {line: tuple(MARK.findall(text.partition("#")[2])) for line, text in rest.items()}


def _body(machine: type) -> list[ast.stmt]:
    """The statements in the source of a class; none where there is no source."""
    try:
        file = _file(machine)
    except (OSError, TypeError):
        return []
    return _classes(file).get(machine.__qualname__, [])


def _file(machine: type) -> str:
    return inspect.getsourcefile(machine) or ""


@cache
def _lines(file: str) -> list[str]:
    return linecache.getlines(file)


@cache
def _classes(file: str) -> dict[str, list[ast.stmt]]:
    """Qualified name to the statements of each class in a file; of several the last one."""
    found: dict[str, list[ast.stmt]] = {}

    def visit(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                found[name + child.name] = child.body
                visit(child, f"{name}{child.name}.")
            elif isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                visit(child, f"{name}{child.name}.<locals>.")
            elif isinstance(child, ast.stmt):
                visit(child, name)

    visit(ast.parse("".join(_lines(file))), "")
    return found


def _target(transition: Any) -> str:
    return transition.target.id if transition.target else "None"


def place(machine: type[Machine], transition: Any = None) -> str:
    """The file, from the folder of its package on, and the line of a machine or a transition.

    A transition may stand in the file of a base class; if its line is unknown, it is the machine's.
    """
    marks = marks_of(machine)
    known = transition is not None and marks.line(transition) > 0
    file = marks.file(transition) if known else inspect.getsourcefile(machine) or ""
    line = marks.line(transition) if known else inspect.getsourcelines(machine)[1]
    top = Path(file).parent
    while (top / "__init__.py").is_file():
        top = top.parent
    return f"{Path(file).relative_to(top).as_posix()}:{line}"


def sentence_of(machine: type[Machine], event: str) -> str:
    """What an event is, in the words of its machine."""
    said = " ".join(marks_of(machine).sentences.get(event, "").split())
    return said or f"{event.replace('_', ' ')}."


@cache
def marks_of(machine: type[Machine]) -> Marks:
    """The marks of a machine class, read from its source."""
    return Marks(machine)
