"""The claims of a system as assertions over local states, and as what is asked of its runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialonce.export.promela.parts import Parts
from dialonce.export.promela.predicates import (
    BEFORE,
    SENT,
    SENT_MAX,
    Axis,
    Truth,
    about_states,
    about_steps,
)
from dialonce.export.promela.tree import Tree, choose
from dialonce.export.promela.words import Words, either
from dialonce.observe import ticks_of
from dialonce.property import Property

ALWAYS, COUNTED = "something_can_always_happen", "the_messages_of_a_step_can_be_counted"


class Claims:
    """The claims of a model. `names`: what each is called in it; `counted`: output to counter."""

    def __init__(self, parts: Parts, words: Words, claims: list[Property]):
        self.parts, self.words, self.claims = parts, words, claims
        self.parts_max = 1  # so many parts of expressions are kept at once
        for name in (ALWAYS, COUNTED):
            words.new(name)
        self.names = {claim.name: words.new(claim.name) for claim in claims}
        self._steps = {c.name: about_steps(parts, c) for c in claims if c.kind == "step"}
        outputs = {axis.what: None for truth in self._steps.values() for axis in truth.axes
                   if axis.when == SENT}  # fmt: skip
        self.counted = {output: words.new("sent", output) for output in outputs}

    def _kind(self, *kinds: str) -> Iterator[tuple[Property, str]]:
        """The claims of these kinds, and what they are called."""
        return ((claim, self.names[claim.name]) for claim in self.claims if claim.kind in kinds)

    def hidden(self) -> Iterator[str]:
        """The declarations of what is asserted and counted; all else comes before."""
        within = [self._late(name) for _, name in self._kind("within")]
        stated = [name for _, name in self._kind("invariant", "step", "reachable")]
        due = [self._due(name) for _, name in self._kind("leads_to", "within")]
        for name in (ALWAYS, COUNTED, *stated, *within, *due):
            yield f"hidden byte {name};"
        for counter in self.counted.values():
            yield f"hidden byte {counter}[MEMBERS + 1];"
        yield f"hidden byte part[{self.parts_max}];"

    @staticmethod
    def _late(name: str) -> str:
        return f"{name}_in_time"

    @staticmethod
    def _due(name: str) -> str:
        return f"{name}_asked"

    def rest(self) -> Iterator[str]:
        """Assertions about a state: the invariants."""
        for claim, name in self._kind("invariant"):
            truth = about_states(self.parts, claim, claim.predicate)
            yield self._for_each(truth, name, f"assert({name})")

    def witnesses(self) -> Iterator[str]:
        """Assertions that must fail: what must be possible, and the triggers of responses."""
        for claim, name in self._kind("reachable", "leads_to", "within"):
            if claim.kind != "reachable":
                name = self._due(name)
            truth = about_states(self.parts, claim, claim.predicate)
            yield self._for_each(truth, name, f"assert(!{name})")

    def steps(self) -> Iterator[str]:
        """Assertions about a step, seen from a member in its own steps and those of all."""
        lines = [f"{COUNTED} = {COUNTED} && {self._sum(counter)} <= {SENT_MAX};"
                 for counter in self.counted.values()]  # fmt: skip
        if lines:
            lines = [f"{COUNTED} = true;", *lines, f"assert({COUNTED});"]
        for claim, name in self._kind("step"):
            truth = self._steps[claim.name]
            lines += [*self._by_event(name, truth), f"assert({name});"]
        if not self.parts.group:
            yield from lines
        elif lines:
            yield "for (i : 0 .. MEMBERS - 1) {"
            yield "    if"
            yield "    :: owner == NOBODY || owner == i ->"
            yield from (f"        {line}" for line in lines)
            yield "        skip"
            yield "    :: else"
            yield "    fi"
            yield "}"

    def _by_event(self, name: str, truth: Truth) -> Iterator[str]:
        """A step property: the table of each event, those of the same table together."""
        groups: dict[bytes, list[str]] = {}
        for event, answers in truth.answers.items():
            groups.setdefault(answers.tobytes(), []).append(event)
        parts, tree = sorted(groups.values(), key=len), self._tree(truth)
        text = tree.expression(truth.answers[parts[-1][0]])
        for events in parts[-2::-1]:
            messages = [self.words.messages[e.partition(".")[0], e.partition(".")[2]]
                        for e in events]  # fmt: skip
            condition = either([f"event == {message}" for message in messages])
            text = choose(condition, tree.expression(truth.answers[events[0]]), text)
        yield from (f"{line};" for line in self._assigned(tree, name, text))

    def _assigned(self, tree: Tree, name: str, text: str) -> list[str]:
        self.parts_max = max(self.parts_max, len(tree.before))
        return [*tree.before, f"{name} = {text}"]

    def _sum(self, counter: str) -> str:
        return f"({counter}[0] + {counter}[i + 1])" if self.parts.group else f"{counter}[0]"

    def _tree(self, truth: Truth) -> Tree:
        return Tree(lambda axis, positions: self._condition(truth.axes[axis], positions))

    def _set(self, truth: Truth, name: str) -> list[str]:
        """The assignments that give a name what a predicate about states says."""
        tree = self._tree(truth)
        return self._assigned(tree, name, tree.expression(truth.answers[""]))

    def _condition(self, axis: Axis, positions: list[int]) -> str:
        if axis.when == SENT:
            return either([f"{self._sum(self.counted[axis.what])} == {n}" for n in positions])
        held = [local for position in positions for local in axis.classes[position]]
        term = self.words.local(axis.what, "i", axis.when == BEFORE)
        return self.words.among(axis.what, held, term)

    def _for_each(self, truth: Truth, name: str, command: str) -> str:
        """A predicate worked out, and a command; for each member, where it looks at the group."""
        line = "; ".join([*self._set(truth, name), command])
        if any(axis.what in self.parts.group for axis in truth.axes):
            line = f"for (i : 0 .. MEMBERS - 1) {{ {line} }}"
        return f"{line};"

    def numbers(self) -> Iterator[str]:
        """The numbers of the claims about runs."""
        for number, (_, name) in enumerate(self._kind("leads_to", "within")):
            yield f"#define {name} {number + 1}"

    def choices(self) -> Iterator[str]:
        """The options that choose what is asked; each can be left out.

        Strong fairness is not expressed: where it is assumed, nothing is asked of endless runs.
        """
        for kind, symbol in (("within", "WITHIN"), ("leads_to", "LEADS_TO")):
            yield f"#ifdef {symbol}"
            strong = self.parts.system is not None and self.parts.system.strong
            for _, name in [] if strong and kind == "leads_to" else self._kind(kind):
                yield f"#ifndef WITHOUT_{name}"
                yield f":: {symbol} == ANY || {symbol} == {name} -> asked = {name}"
                yield "#endif"
            yield "#endif"

    def asked(self) -> Iterator[str]:
        """The options that tell whether trigger and response of what is asked are true."""
        for kind, symbol in (("within", "WITHIN"), ("leads_to", "LEADS_TO")):
            yield f"#ifdef {symbol}"
            for claim, name in self._kind(kind):
                yield f":: asked == {name} ->"
                for what, predicate in (("trigger", claim.predicate), ("response", claim.response)):
                    truth = about_states(self.parts, claim, predicate)
                    yield from (f"   {line};" for line in self._set(truth, what))
                yield f"   limit = {self._ticks(claim) if kind == 'within' else 0}"
            yield "#endif"

    def _ticks(self, claim: Property) -> int:
        assert self.parts.system is not None
        return ticks_of(claim, self.parts.system)

    def late(self) -> Iterator[str]:
        """The options that assert that the response to what is asked was in time."""
        for _, name in self._kind("within"):
            yield f":: asked == {name} -> {self._late(name)} = false; assert({self._late(name)})"


def lines(found: Iterable[str], indent: str) -> str:
    """The lines as a text with so much before each."""
    return "\n".join(line if line.startswith("#") else f"{indent}{line}" for line in found)
