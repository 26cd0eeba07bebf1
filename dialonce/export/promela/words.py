"""The words of a model: how variables, local states, sets of them and messages are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialonce.export.promela.parts import Key, Parts
from dialonce.machine import data_of, state_sets

SET_MAX = 250  # numbers of messages and local states are bytes
# What Promela and C have for themselves, and what the text of every model uses.
LANGUAGE = re.findall(
    r"\w+",
    """
    active always assert atomic bit bool break byte chan d_step D_proctype do else empty enabled
    end eval eventually false fi for full get_priority goto hidden if implies in init inline int
    len local ltl mtype never next nempty nfull notrace np_ od of pc_value pid printf priority
    product proctype provided release return run select set_priority short show skip stronguntil
    timeout trace true typedef unless unsigned until weakuntil xr xs auto case char const continue
    default double enum extern float long register restrict signed sizeof static struct switch
    union void volatile while unix linux now main
    """,
)
SKELETON = re.findall(
    r"\w+",
    """
    here was found chosen more queue head tail who heard says able owner changed i push part
    MEMBERS STARTS SIZE QUEUE NOBODY WITNESSES WITHIN LEADS_TO event idle probing at probed limit
    asked viewer phase late owed can trigger response count rest world ANY ENDS ASKED JUDGED begin
    try back judge_state look_further look_at_what_is_asked happen stay skip_unfair again
    accept_all_are_served fair fault tick s n m number message member
    """,
)


class Words:
    """The names in one model: each a word of Promela, and none twice."""

    def __init__(self, parts: Parts):
        self.parts, self._taken = parts, {*LANGUAGE, *SKELETON}
        self.defined: list[str] = []
        self.variables = {machine: self.new(machine) for machine in parts.tables}
        self.before = {m: self.new(name, "before") for m, name in self.variables.items()}
        self.locals = {machine: self._locals(machine) for machine in parts.tables}
        self.sets = {machine: self._named_sets(machine) for machine in parts.tables}
        self._macros: dict[tuple[str, frozenset[int]], str] = {}
        self.messages = {key: self.new(key[0], "hears", key[1]) for key in parts.heard()}
        self.reads = {key: self.new(*key) for key in parts.free}

    def new(self, *words: str) -> str:
        """A name made of the words that was not given yet."""
        name = re.sub(r"\W+", "_", "_".join(words)).strip("_")
        name = f"_{name}" if name[:1].isdigit() else name
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def _locals(self, machine: str) -> list[str]:
        table = self.parts.tables[machine]
        minus = [table.describe(local).replace("-", "minus ") for local in range(len(table.locals))]
        return [self.new(machine.upper(), text.upper()) for text in minus]

    def _named_sets(self, machine: str) -> dict[frozenset[int], str]:
        """The names of sets of local states that the machine's states and data have."""
        table, found = self.parts.tables[machine], dict[frozenset[int], str]()
        for name in state_sets(table.machine):
            held = frozenset(i for i, holds in enumerate(table.holds(name)) if holds)
            found.setdefault(held, name)
        for name, values in data_of(table.machine).items():
            column = table.values(name)
            for value in values:
                held = frozenset(i for i, each in enumerate(column) if each == value)
                found.setdefault(held, f"{name}_is_{value}".replace("-", "minus_"))
        return found

    def local(self, machine: str, member: str, before: bool = False) -> str:
        """The local state of a machine, now or before the step."""
        name = (self.before if before else self.variables)[machine]
        return f"{name}({member})" if machine in self.parts.group else name

    def among(self, machine: str, locals_: Iterable[int], term: str) -> str:
        """A condition: `term`, a local state of the machine, is one of these."""
        wanted, names = frozenset(locals_), self.locals[machine]
        others = frozenset(range(len(names))) - wanted
        if not wanted or not others:
            return "false" if not wanted else "true"
        for held, equal, sign in ((wanted, "==", ""), (others, "!=", "!")):
            if len(held) == 1:
                return f"{term} {equal} {names[min(held)]}"
            if held in self.sets[machine]:
                return f"{sign}{self._macro(machine, held)}({term})"
        return f"{self._macro(machine, wanted)}({term})"

    def _macro(self, machine: str, held: frozenset[int]) -> str:
        key = machine, held
        if key not in self._macros:
            known = self.sets[machine].get(held, f"set_{len(self._macros) + 1}")
            name = self._macros[key] = self.new(machine, known)
            listed = _listed(sorted(held), self.locals[machine])
            self.defined.append(f"#define {name}(s) ({listed})")
        return self._macros[key]

    def answer(self, key: Key, member: str) -> str:
        """The condition that a read answers yes."""
        if key in self.reads:
            return self.reads[key]
        tables, parts = self.parts.tables, list[str]()
        for machine, states in self.parts.looks.get(key, ()):
            held = [i for i, holds in enumerate(tables[machine].holds(states)) if holds]
            parts.append(self.among(machine, held, self.local(machine, member)))
        return either(parts)


def _listed(held: list[int], names: list[str]) -> str:
    """A condition on `s`, with a range where local states stand side by side."""
    runs: list[list[int]] = []
    for local in held:
        if runs and runs[-1][-1] == local - 1:
            runs[-1].append(local)
        else:
            runs.append([local])
    return " || ".join(
        " || ".join(f"(s) == {names[i]}" for i in run)
        if len(run) < 3
        else f"({names[run[0]]} <= (s) && (s) <= {names[run[-1]]})"
        for run in runs
    )


def either(parts: list[str]) -> str:
    """The conditions joined by or."""
    return parts[0] if len(parts) == 1 else f"({' || '.join(parts)})" if parts else "false"
