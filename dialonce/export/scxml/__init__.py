"""SCXML 1.0: a machine as a statechart, a system as one statechart with a region a machine.

A machine alone sends its outputs to the session that started it (`#_parent`), and finds the values
of its reads in the event (`_event.data`). In a system both stay inside: a message is raised, and
waits in the internal queue, first in, first out, and a read looks whether a state is active.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from dialonce.export.scxml.document import (
    about,
    initial_of,
    note,
    printed,
    scxml,
    states,
    variables,
)
from dialonce.machine import Machine, data_of, state_sets
from dialonce.system import System
from dialonce.trace import instances


def text(subject: type[Machine] | System, members: int | None = None) -> str:
    """A machine, or a system with so many members, by default as many as it has, as SCXML."""
    if isinstance(subject, System):
        return _of_system(subject, subject.members if members is None else members)
    return _of_machine(subject)


def _of_machine(machine: type[Machine]) -> str:
    root = scxml(machine.__name__, initial_of(machine), about(machine))
    if data_of(machine):
        variables(SubElement(root, "datamodel"), machine, Alone())
    states(root, machine, Alone())
    return printed(root)


def _of_system(system: System, members: int) -> str:
    regions = f"{system.name}.machines"
    connection = f"{system.client} to {system.server}, {system.mode}."
    begin = f"A step begins with one of: {', '.join(_spontaneous(system, members))}."
    root = scxml(system.name, regions, f"{connection}\n{begin}")
    there = [Region(system, *instance, members) for instance in instances(system, members)]
    data = Element("datamodel")
    for region in there:
        variables(data, region.machine, region)
    if len(data):
        root.append(data)
    everything = SubElement(root, "parallel", id=regions)
    for region in there:
        first = region.state(initial_of(region.machine))
        element = SubElement(everything, "state", id=region.label, initial=first)
        note(element, about(region.machine))
        states(element, region.machine, region)
    return printed(root)


def _spontaneous(system: System, members: int) -> list[str]:
    names = instances(system, members)
    return [
        Region(system, *at, members).event(event)
        for name, event in system.spontaneous
        for at in names
        if at[0] == name
    ]


class Alone:
    """The names in the document of one machine."""

    def state(self, name: str) -> str:
        """Its own name."""
        return name

    data = event = state

    def read(self, name: str) -> str:
        """The sender of the event tells."""
        return f"_event.data.{name}"

    def say(self, parent: Element, output: str) -> None:
        """The session that started this one hears it."""
        SubElement(parent, "send", event=output, target="#_parent")


class Region:
    """The names of one machine of a system, or of one member's machine, in its document."""

    def __init__(self, system: System, name: str, member: int, members: int):
        self.system, self.name, self.member, self.members = system, name, member, members
        self.machine = system.machines[name]
        self.label = self._label(name, member)

    def _label(self, name: str, member: int) -> str:
        return f"{name}_{member + 1}" if name in self.system.group else name

    def state(self, name: str) -> str:
        """The name behind that of the machine."""
        return f"{self.label}.{name}"

    event = state

    def data(self, name: str) -> str:
        """The name behind that of the machine, as one word."""
        return f"{self.label}__{name}"

    def read(self, name: str) -> str:
        """Whether one of the states is active that the system names."""
        return " || ".join(
            f"In('{self._label(look.machine, self.member)}.{state}')"
            for look in self.system.looks.get((self.name, name), ())
            for state in state_sets(self.system.machines[look.machine])[look.states]
        )

    def say(self, parent: Element, output: str) -> None:
        """Every hearer's region hears it by an event of its own."""
        for target in self.system.routes[self.name, output]:
            for member in range(self.members) if target.broadcast else (self.member,):
                event = f"{self._label(target.machine, member)}.{target.event}"
                SubElement(parent, "raise", event=event)
