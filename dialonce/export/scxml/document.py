"""The XML of a machine: its states as they are nested, and its changes as transitions.

Expressions are in the part that ECMAScript and Python have in common, but for `true`, `false`, `&&`
and `||`, which engines for Python take, too.
"""

from __future__ import annotations

import inspect
from typing import Any, NamedTuple, Protocol
from xml.etree import ElementTree
from xml.etree.ElementTree import Comment, Element, SubElement

from dialonce.clauses import marks_of
from dialonce.export.scxml.changes import ADD, IN, KEEP, Change, Effect, changes
from dialonce.export.scxml.guard import Cube, Literal, Value
from dialonce.machine import Machine, data_of, reads_of

NAMESPACE = "http://www.w3.org/2005/07/scxml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Names(Protocol):
    """How the parts of a machine are called in a document, and how it speaks and reads."""

    def state(self, name: str) -> str:
        """The id of a state."""

    def data(self, name: str) -> str:
        """The id of a variable."""

    def event(self, name: str) -> str:
        """The event that it hears."""

    def read(self, name: str) -> str:
        """The expression of a read; "" where it is never true."""

    def say(self, parent: Element, output: str) -> None:
        """Add what sends an output."""


def scxml(name: str, initial: str, text: str) -> Element:
    """The outermost element, with what it is about."""
    root = Element(
        "scxml", xmlns=NAMESPACE, version="1.0", name=name, initial=initial, datamodel="ecmascript"
    )  # fmt: skip
    note(root, text)
    return root


def printed(root: Element) -> str:
    """The text of a document."""
    ElementTree.indent(root)
    return HEAD + ElementTree.tostring(root, encoding="unicode") + "\n"


def note(parent: Element, text: str) -> None:
    """Add a comment for each line that says something."""
    for line in filter(None, map(str.strip, text.splitlines())):
        parent.append(Comment(f" {line.replace('--', '- -')} "))


def variables(parent: Element, machine: type[Machine], names: Names) -> None:
    """Add the data of a machine to a datamodel."""
    for name, values in data_of(machine).items():
        unit = getattr(machine, name).unit
        note(parent, f"{', '.join(map(str, values))}{f' ({unit})' if unit else ''}")
        SubElement(parent, "data", id=names.data(name), expr=_value(values[0]))


def states(parent: Element, machine: type[Machine], names: Names) -> None:
    """Add the states of a machine with all that it does."""
    lines: dict[str, list[Change]] = {}
    for change in changes(machine):
        lines.setdefault(change.source, []).append(change)
    for state in machine.states:
        _state(parent, state, _Body(machine, names, lines))


def initial_of(machine: type[Machine]) -> str:
    """The state in which a machine begins."""
    return next(state.id for state in machine.states if state.initial)


class _Body(NamedTuple):
    machine: type[Machine]
    names: Names
    lines: dict[str, list[Change]]


def _state(parent: Element, state: Any, body: _Body) -> None:
    tag = "parallel" if state.parallel else "final" if state.final else "state"
    element = SubElement(parent, tag, id=body.names.state(state.id))
    first = next((inner.id for inner in state.states if inner.initial), "")
    if first and not state.parallel:
        element.set("initial", body.names.state(first))
    for change in body.lines.get(state.id, []):
        _transition(element, change, body)
    for inner in state.states:
        _state(element, inner, body)


def _transition(parent: Element, change: Change, body: _Body) -> None:
    machine, names, _ = body
    condition = _any(change.guard, names)
    if condition is None:
        return
    note(parent, _why(machine, change))
    element = SubElement(parent, "transition", event=names.event(change.event))
    if condition:
        element.set("cond", condition)
    if change.targets:
        element.set("target", " ".join(map(names.state, change.targets)))
    for name, effect in change.effects.items():
        if effect.kind != KEEP:
            place = names.data(name)
            SubElement(element, "assign", location=place, expr=_assigned(place, effect))
    for output in change.outputs:
        names.say(element, output)


def _why(machine: type[Machine], change: Change) -> str:
    """The sentence of the event, and the clauses of the lines that are taken."""
    marks = marks_of(machine)
    clauses = dict.fromkeys(c for line in change.taken for c in marks.clauses(line))
    sentence = " ".join(marks.sentences.get(change.event, "").split())
    return " ".join(part for part in (sentence, ", ".join(clauses)) if part)


def _any(cubes: tuple[Cube, ...], names: Names) -> str | None:
    """A guard as text: "" where it is always true, None where it never is."""
    found = [text for cube in cubes if (text := _all(cube, names)) is not None]
    if not found or "" in found:
        return "" if found else None
    return " || ".join(f"({t})" if " && " in t and len(found) > 1 else t for t in found)


def _all(cube: Cube, names: Names) -> str | None:
    found = [_literal(literal, names) for literal in cube]
    several = sum(text != "" for text in found) > 1
    if None in found:
        return None
    return " && ".join(f"({t})" if " || " in t and several else t for t in found if t)


def _literal(literal: Literal, names: Names) -> str | None:
    name, values, barred = literal
    if isinstance(values[0], bool):
        inside = name.startswith(IN)
        text = f"In('{names.state(name.removeprefix(IN))}')" if inside else names.read(name)
        if not text:
            return None if values[0] else ""
        text = f"({text})" if " || " in text and not values[0] else text
        return text if values[0] else f"{text} == false"
    return _compared(names.data(name), values, barred)


def _compared(place: str, values: tuple[Value, ...], barred: tuple[Value, ...]) -> str:
    """A condition on a variable; the values that are in neither never occur."""
    if len(values) == 1:
        return f"{place} == {_value(values[0])}"
    numbers = [value for value in values + barred if isinstance(value, int)]
    if len(numbers) == len(values + barred):
        inside, outside = numbers[: len(values)], numbers[len(values) :]
        if min(inside) > max(outside):
            return f"{place} > {max(outside)}"
        if max(inside) < min(outside):
            return f"{place} < {min(outside)}"
    if len(barred) == 1:
        return f"{place} != {_value(barred[0])}"
    return " || ".join(f"{place} == {_value(value)}" for value in values)


def _assigned(place: str, effect: Effect) -> str:
    if effect.kind == ADD:
        return f"{place} {'+' if effect.value > 0 else '-'} {abs(effect.value)}"
    return _value(effect.value)


def _value(value: Value) -> str:
    return repr(value)


def about(machine: type[Machine]) -> str:
    """What a machine is, and what it reads."""
    reads = "".join(f"\n  {name}: {sentence}" for name, sentence in reads_of(machine).items())
    text = inspect.cleandoc(machine.__doc__ or machine.mutant)
    return f"{text}\nReads:{reads}" if reads else text
