"""The phrases in which both explanations are told: what a machine does, why not, and steps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from dialonce.arrows import Arrow, arrows
from dialonce.cascade import Instance
from dialonce.clauses import Clause, place
from dialonce.machine import Machine, reads_of
from dialonce.nearest.parting import Parting, Reaction
from dialonce.show import aside, change_words, event_name, faint, sentence, state_words, wrapped
from dialonce.trace import Change, Trace, TraceStep

MARGIN, COLUMN = 5, 14
STEPS_MAX, ARROWS_MAX = 6, 3


class Side(NamedTuple):
    """What one design does where the two part, and the transitions that say so."""

    words: str
    arrows: list[Arrow]
    places: tuple[str, ...]

    @property
    def clauses(self) -> list[str]:
        """The clauses at these transitions."""
        return list(dict.fromkeys(clause for arrow in self.arrows for clause in arrow.clauses))


def side_lines(name: str, side: Side) -> list[str]:
    """What one design does, and the lines of its source that say so."""
    return [*block(name, side.words), *places_of(side)]


def places_of(side: Side) -> list[str]:
    """Files and lines of the transitions."""
    return [faint(wrapped(file, COLUMN)) for file in side.places]


def law(ids: list[str], known: dict[str, Clause]) -> list[str]:
    """Clauses with their first sentence."""
    texts = [known[name].text.split("\n")[0] if name in known else "" for name in ids]
    named = [f"{i}: {text}" if text else i for i, text in zip(ids, texts, strict=True)]
    return [line for text in named for line in block("clause", text)]


def block(name: str, text: str) -> list[str]:
    """A text beside its name, in two columns."""
    return wrapped(text, COLUMN, f"{' ' * MARGIN}{name:{COLUMN - MARGIN}}").splitlines()


def reacts(trace: Trace, parting: Parting, reaction: Reaction, why: bool = False) -> Side:
    """What a design does at a reaction, and with `why` by which guard; or why it does nothing."""
    hearer, event, local, row = reaction
    machine, who = trace.system.machines[hearer[0]], trace.label(hearer)
    own = (hearer, event) == (parting.instance, parting.event)
    if row is None:
        words, about = _silence(trace, reaction, own)
    else:
        about = [a for a in arrows(machine) if a.transition in row.taken and a.event == event]
        changed = change_words(trace, Change(hearer, local, row.after))
        said = ", ".join(_message(output) for output in row.outputs)
        sent = [f"sends {said}"] * bool(said)
        told = "" if own else f", told {_quoted(event)}"
        words = f"{who}{told}: {', '.join([changed] * bool(changed) + sent) or 'nothing changes'}"
        guard = _guards(machine, about) if why else ""
        words += f", by the guard {guard}." if guard else "."
    where = {place(machine, a.transition) for a in about[:ARROWS_MAX]}
    return Side(words, about, (", ".join(sorted(where)),) if where else ())


def _silence(trace: Trace, reaction: Reaction, own: bool) -> tuple[str, list[Arrow]]:
    """Why a machine ignores an event: no such event, not there, or a guard."""
    hearer, event, local, _ = reaction
    machine = trace.system.machines[hearer[0]]
    named = [arrow for arrow in arrows(machine) if arrow.event == event]
    here = [
        arrow for arrow in named if arrow.source in trace.tables[hearer[0]].locals[local].states
    ]
    who, rests = trace.label(hearer), state_words(trace, hearer, local)
    what = _quoted(event)
    stays = f"{who} stays {rests}:" if own else f"{who}, told {what}, stays {rests}:"
    if not named:
        return f"{stays} it has no event {what}.", []
    if own and (hearer[0], event) not in trace.system.spontaneous:
        return f"{stays} {what} does not happen by itself, but only when it is told.", named
    if not here:
        sources = " or ".join(dict.fromkeys(_plain(arrow.source) for arrow in named))
        can = f"{what} can happen" if own else "it acts on that"
        return f"{stays} {can} only when it is {sources}.", named
    return f"{stays} {what} is refused by the guard {_guards(machine, here)}.", here


def _guards(machine: type[Machine], about: list[Arrow]) -> str:
    """The guards of some transitions, and what their reads mean; nothing if there are none."""
    guards = " and ".join(dict.fromkeys(f"[{arrow.guard}]" for arrow in about if arrow.guard))
    reads = [f"{name}: {said}" for name, said in reads_of(machine).items() if name in guards]
    return f"{guards} ({'; '.join(reads)})" if reads else guards


def onward(run: Trace, steps: list[TraceStep], indent: int) -> list[str]:
    """The last steps of a passing run, one line each, and what the last one changes."""
    told = []
    for (instance, event), group in groupby(steps, key=lambda step: (step.instance, step.event)):
        count = len(list(group))
        times = f" ({count} times)" if count > 1 else ""
        told.append(one_line(run, indent, "", instance, event, times))
    if len(told) > STEPS_MAX:
        left = f"{' ' * indent}… {len(told) - STEPS_MAX + 1} more …"
        told = [*told[: STEPS_MAX - 2], left, told[-1]]
    changed = steps[-1].changes if steps else []
    words = "; ".join(f"{run.label(c.instance)}: {change_words(run, c)}" for c in changed)
    return told + ([wrapped(words, indent + 2)] if words else [])


def one_line(run: Trace, indent: int, first: str, instance: Instance, event: str, more: str) -> str:
    """A step in one line: who, what in a sentence, and the name of the event."""
    said = f"{run.label(instance)}: {sentence(run.system, instance, event)}{more}"
    return aside(wrapped(said, indent, first), event_name(run.system, instance, event), indent)


def numbered(numbers: Iterable[int]) -> str:
    """Numbers from 0 as a person says them, from 1: `steps 1 to 3, 5 and 7 to 8`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    words = [str(s[0] + 1) if len(s) == 1 else f"{s[0] + 1} to {s[-1] + 1}" for s in spans]
    *most, last = words
    text = f"{', '.join(most)} and {last}" if most else last
    return f"step {text}" if len(spans) == 1 == len(spans[0]) else f"steps {text}"


def _message(output: str) -> str:
    role, event = output.split(".")
    return f"{_plain(event)} to {_plain(role)}"


def _quoted(event: str) -> str:
    return f"`{_plain(event)}`"


def _plain(identifier: str) -> str:
    return identifier.replace("_", " ")
