"""The reactions of all machines, and what they send, as guarded commands of Promela."""

from __future__ import annotations

from collections.abc import Iterator

from dialonce.export.promela.parts import Key, Parts
from dialonce.export.promela.words import Words

Effect = tuple[tuple[tuple[str, bool], ...], int, tuple[str, ...]]  # reads, after, outputs
STAYS = -1


class Steps:
    """The reactions of the machines of a model.

    `counted`: the outputs whose messages are counted, to their counters.
    """

    def __init__(self, parts: Parts, words: Words, counted: dict[str, str]):
        self.parts, self.words, self.counted = parts, words, counted
        self.says: dict[tuple[str, tuple[str, ...]], str] = {}

    def begin(self) -> Iterator[str]:
        """The options that put the event of the step with this number into the queue."""
        single = [start for start in self.parts.starts if start.machine not in self.parts.group]
        for number, start in enumerate(single):
            sets = [f"{self.words.reads[start.machine, read]} = {str(answer).lower()}"
                    for read, answer in start.reads]  # fmt: skip
            message = self.words.messages[start.machine, start.event]
            yield f":: number == {number} -> {'; '.join([*sets, f'push({message}, 0)'])}"
        own = [start for start in self.parts.starts if start.machine in self.parts.group]
        for number, start in enumerate(own):
            guard = f"{len(single)} + {number} * MEMBERS <= number"
            guard += f" && number < {len(single)} + {number + 1} * MEMBERS"
            message = self.words.messages[start.machine, start.event]
            owner = f"owner = number - {len(single)} - {number} * MEMBERS"
            yield f":: {guard} -> {owner}; push({message}, owner)"

    def react(self) -> Iterator[str]:
        """The options that let the hearer of `heard` react."""
        for machine, event in self.parts.heard():
            yield f":: heard == {self.words.messages[machine, event]} ->"
            yield "   if"
            for (reads, after, outputs), locals_ in self._effects(machine, event).items():
                yield f"   :: {self._guard(machine, locals_, reads)} -> " + "; ".join(
                    self._commands(machine, after, outputs)
                )
            yield "   :: else -> able = able && head > 1"
            yield "   fi"

    def _effects(self, machine: str, event: str) -> dict[Effect, list[int]]:
        """The local states by what they do with the event."""
        found: dict[Effect, list[int]] = {}
        for local, answers, row in self.parts.reactions(machine, event):
            after = STAYS if row.after == local else row.after
            effect = tuple(answers.items()), after, row.outputs
            found.setdefault(effect, []).append(local)
        return found

    def _guard(self, machine: str, locals_: list[int], reads: tuple[tuple[str, bool], ...]) -> str:
        here = self.words.among(machine, locals_, self.words.local(machine, "who"))
        answers = [
            self.words.answer((machine, read), "who") if answer
            else f"!({self.words.answer((machine, read), 'who')})"
            for read, answer in reads
        ]  # fmt: skip
        return " && ".join([here, *answers])

    def _commands(self, machine: str, after: int, outputs: tuple[str, ...]) -> list[str]:
        commands = []
        if after != STAYS:
            local = self.words.local(machine, "who")
            commands.append(f"{local} = {self.words.locals[machine][after]}")
        if outputs:
            commands.append(f"says = {self._said(machine, outputs)}")
        return commands or ["skip"]

    def _said(self, machine: str, outputs: tuple[str, ...]) -> str:
        if (machine, outputs) not in self.says:
            name = self.words.new(machine, "says", "_and_".join(outputs))
            self.says[machine, outputs] = name
        return self.says[machine, outputs]

    def send(self) -> Iterator[str]:
        """The options that put what was said into the queue; `react` comes before."""
        for (machine, outputs), name in self.says.items():
            commands = [c for output in outputs for c in self._messages((machine, output))]
            yield f":: says == {name} -> " + "; ".join(commands or ["skip"])

    def _messages(self, key: Key) -> Iterator[str]:
        grouped, counter = key[0] in self.parts.group, self.counted.get(key[1])
        targets = self.parts.routes[key]
        if not targets and counter:
            yield _count(counter, "who + 1" if grouped else "0")
        for target in targets:
            message = self.words.messages[target.machine, target.event]
            member = "who" if grouped else "i" if target.broadcast else "0"
            alone = not grouped and not target.grouped
            commands = [f"push({message}, {member if target.grouped else '0'})"]
            if counter:
                commands.append(_count(counter, "0" if alone else f"{member} + 1"))
            text = "; ".join(commands)
            yield f"for (i : 0 .. MEMBERS - 1) {{ {text} }}" if target.broadcast else text


def _count(counter: str, at: str) -> str:
    return f"{counter}[{at}]++"
