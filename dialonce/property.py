"""Kinds of properties: decorators that turn a predicate into a named claim with its clauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from dialonce.declared import check_fields

if TYPE_CHECKING:
    from dialonce.system import System

Predicate = Callable[..., Any]


@dataclass(frozen=True)
class Property:
    """A claim. `kind` is invariant, step, reachable, leads_to or within.

    `predicate` gets an observation (for step: before, step, after) and answers with booleans of
    the same shape; leads_to and within have a second predicate, `response`, and within a bound in
    `ticks`. `needs` and `without` name machines or tags that a system must or must not have.
    """

    name: str
    kind: str
    clauses: tuple[str, ...]
    predicate: Predicate
    sentence: str
    topic: str
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    response: Predicate | None = None
    ticks: Callable[[Any], int] | int = 0
    witness: str = ""

    def __post_init__(self) -> None:
        check_fields(self, f"property {self.name}")

    @property
    def title(self) -> str:
        """The name as a sentence."""
        return self.name.replace("_", " ")

    def concerns(self, system: System) -> bool:
        """Whether the property speaks about a system: its topic, and what it needs, are there."""
        if self.topic not in system.topics:
            return False
        there = {*system.machines, *system.tags}
        return there.issuperset(self.needs) and there.isdisjoint(self.without)


def _make(kind: str, clauses: tuple[str, ...], **more: Any) -> Callable[[Predicate], Property]:
    def decorate(function: Predicate) -> Property:
        sentence = " ".join((function.__doc__ or "").split("\n\n")[0].split())
        topic = function.__module__.rsplit(".", 1)[-1]
        if kind in ("leads_to", "within"):
            trigger, response = _split(function)
            more.update(response=response)
            return Property(function.__name__, kind, clauses, trigger, sentence, topic, **more)
        return Property(function.__name__, kind, clauses, function, sentence, topic, **more)

    return decorate


def _split(function: Predicate) -> tuple[Predicate, Predicate]:
    """A leads_to or within function returns (trigger, response)."""
    trigger, response = lambda s: function(s)[0], lambda s: function(s)[1]
    return wraps(function)(trigger), wraps(function)(response)


def invariant(*clauses: str, **more: Any) -> Callable[[Predicate], Property]:
    """Holds in every reachable state: `claim(s)` is true."""
    return _make("invariant", clauses, **more)


def step(*clauses: str, **more: Any) -> Callable[[Predicate], Property]:
    """Holds for every step: `claim(before, step, after)` is true.

    About a member it speaks of that member's own steps and of the steps of single machines.
    """
    return _make("step", clauses, **more)


def reachable(*clauses: str, **more: Any) -> Callable[[Predicate], Property]:
    """Some reachable state makes `claim(s)` true: a witness."""
    return _make("reachable", clauses, **more)


def leads_to(*clauses: str, **more: Any) -> Callable[[Predicate], Property]:
    """Whenever the first of the two results is true, the second becomes true in the end.

    Assumes that the system's fair events happen, weakly or strongly, and finitely many faults.
    """
    return _make("leads_to", clauses, **more)


def within(*clauses: str, ticks: Any, **more: Any) -> Callable[[Predicate], Property]:
    """Like leads_to, but safe: the response is there once `ticks` ticks have passed."""
    return _make("within", clauses, ticks=ticks, **more)
