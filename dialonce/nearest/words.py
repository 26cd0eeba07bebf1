"""The nearest passing run in words, for an engineer who knows the machines and no model checker."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from dialonce.arrows import Arrow, arrows
from dialonce.cascade import Instance
from dialonce.clauses import Clause, place
from dialonce.graph import TICK
from dialonce.machine import reads_of
from dialonce.nearest.alone import Alone
from dialonce.nearest.design import Nearest
from dialonce.nearest.parting import Parting, Reaction
from dialonce.show import (
    aside,
    change_words,
    event_name,
    faint,
    plural,
    sentence,
    state_words,
    wrapped,
)
from dialonce.trace import Change, Trace, TraceStep

MARGIN, COLUMN = 5, 14
WANTED_MAX, STEPS_MAX = 20, 6  # lines for the steps of a run
ARROWS_MAX, OTHERS_MAX, UNMOVED_MAX = 3, 3, 2


class Side(NamedTuple):
    """What one design does where the two part, and the transitions that say so."""

    words: str
    arrows: list[Arrow]
    places: tuple[str, ...]

    @property
    def clauses(self) -> list[str]:
        """The clauses at these transitions."""
        return list(dict.fromkeys(clause for arrow in self.arrows for clause in arrow.clauses))


def lines(found: Nearest, known: dict[str, Clause]) -> list[str]:
    """Where a run goes wrong, what is right there and by which clause, and how a run passes."""
    told = _wanted(found) if found.wanted else []
    if found.parting is None:
        return told or _alike(found)
    wrong, right = sides(found, found.parting)
    told += [_head(found, found.parting), ""]
    told += [*_side("wrong", wrong), *_side("right", right)]
    told += _law(laws(found, right), known)
    return [*told, *_passing(found, found.parting), ""]


def lines_alone(found: Alone, known: dict[str, Clause]) -> list[str]:
    """How the same system passes, and where a guard would have stopped the run."""
    told = _others(found) if found.others else _leaving(found)
    if found.culprit:
        told += _guard_line(found, found.culprit, known)
    return [*told, ""]


def _others(found: Alone) -> list[str]:
    """What else could happen at the last choice."""
    step = found.trace.steps[found.at]
    instead = event_name(found.trace.system, step.instance, step.event)
    shared = f"takes {_steps(range(found.at))}, and then" if found.at else "takes"
    text = f"The nearest run that passes {shared}, instead of {instead}, such as:"
    told = [wrapped(text, 2), ""]
    for instance, event in found.others[:OTHERS_MAX]:
        fault = " (a fault)" if found.trace.system.is_fault(instance[0], event) else ""
        told.append(_one_line(found.run, MARGIN + 2, "", instance, event, fault))
    return [*told, ""]


def _leaving(found: Alone) -> list[str]:
    """How a run gets to the answer that is missing, and whether it must."""
    after = f"after step {found.at}" if found.at else "from the start"
    head = f"The nearest run that passes leaves this way {after}:"
    if found.closing:
        head = f"Step {found.at + 1} closes the last way to the answer. Before it there was one:"
    on = found.run.steps[found.at :]
    told = [wrapped(head, 2), "", *_onward(found.run, on, MARGIN + 2)]
    system = found.trace.system
    promised = {*system.fair_events, *system.strong_events, TICK}
    free = [s for s in on if (s.instance[0], s.event) not in promised]
    if free and found.claim.kind == "leads_to" and not found.closing:
        named = dict.fromkeys(event_name(system, step.instance, step.event) for step in free)
        which = f"{' and '.join(named)} {'happens' if len(named) == 1 else 'happen'}"
        told.append(wrapped(f"But nothing promises that {which}.", MARGIN + 2))
    return told


def _guard_line(found: Alone, culprit: Reaction, known: dict[str, Clause]) -> list[str]:
    """The reaction of ours without which the run breaks nothing, its line, and its clause.

    A guard is named only where a machine acts by itself: what it is told, it must hear.
    """
    side = culprit_side(found, culprit)
    guards = " and ".join(dict.fromkeys(f"[{a.guard}]" for a in side.arrows if a.guard))
    has = f" Its guard {guards} lets it pass." if guards else " It has no guard."
    step = found.trace.steps[found.at_fault]
    head = f"It comes about by this reaction in step {found.at_fault + 1}:"
    if (step.instance, step.event) == culprit[:2]:
        head = f"A guard in step {found.at_fault + 1} would have stopped it:"
    text = f"{head} without it, the same events break nothing."
    told = [wrapped(text, 2), "", *_block("line", side.words + has), *_where(side)]
    both = [clause for clause in found.claim.clauses if clause in side.clauses]
    return told + _law((both or list(found.claim.clauses))[:1], known) + _unmoved(found)


def culprit_side(found: Alone, culprit: Reaction) -> Side:
    """The reaction of ours without which the run breaks nothing."""
    step = found.trace.steps[found.at_fault]
    parting = Parting(found.at_fault, step.instance, step.event, culprit, culprit)
    return _said(found.trace, parting, culprit)


def _unmoved(found: Alone) -> list[str]:
    """Who of ours was told something in that step by others of ours, and did nothing."""
    step = found.trace.steps[found.at_fault]
    parting = Parting(found.at_fault, step.instance, step.event, *[found.culprit] * 2)  # type: ignore[arg-type]
    told = [_said(found.trace, parting, reaction) for reaction in found.unmoved[:UNMOVED_MAX]]
    return [line for side in told for line in _side("unmoved", side)]


def sides(found: Nearest, parting: Parting) -> tuple[Side, Side]:
    """What the wrong and the right design do where they part."""
    return _said(found.trace, parting, parting.one), _said(found.run, parting, parting.other)


def laws(found: Nearest, right: Side) -> list[str]:
    """The clause that both the property and the right line cite, or one of each."""
    both = [clause for clause in found.claim.clauses if clause in right.clauses]
    return both[:1] or [*right.clauses[:1], *found.claim.clauses[:1]]


def _alike(found: Nearest) -> list[str]:
    text = "The right design can take the same steps; there they do not break this property."
    return [wrapped(text, 2), ""] if found.passes else []


def _head(found: Nearest, parting: Parting) -> str:
    event = event_name(found.run.system, parting.instance, parting.event)
    if found.wanted:
        return wrapped(f"This design cannot follow {_moment(parting)}, {event}:", 2)
    alike = " Up to there the right design does the same." if parting.at else ""
    if parting.taken:
        return wrapped(f"It goes wrong in step {parting.at + 1}, {event}.{alike}", 2)
    return wrapped(f"It goes wrong {_moment(parting)}, where {event} is due.{alike}", 2)


def _moment(parting: Parting) -> str:
    if parting.taken:
        return f"in step {parting.at + 1}"
    return f"after step {parting.at}" if parting.at else "at the start"


def _side(name: str, side: Side) -> list[str]:
    return [*_block(name, side.words), *_where(side)]


def _where(side: Side) -> list[str]:
    return [faint(wrapped(file, COLUMN)) for file in side.places]


def _law(ids: list[str], known: dict[str, Clause]) -> list[str]:
    """Clauses with their first sentence."""
    texts = [known[name].text.split("\n")[0] if name in known else "" for name in ids]
    named = [f"{i}: {text}" if text else i for i, text in zip(ids, texts, strict=True)]
    return [line for text in named for line in _block("clause", text)]


def _block(name: str, text: str) -> list[str]:
    return wrapped(text, COLUMN, f"{' ' * MARGIN}{name:{COLUMN - MARGIN}}").splitlines()


def _said(trace: Trace, parting: Parting, reaction: Reaction) -> Side:
    """What a design does at a reaction, or why it does nothing."""
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
        words = f"{who}{told}: {', '.join([changed] * bool(changed) + sent) or 'nothing changes'}."
    where = {place(machine, _line(machine, a)) for a in about[:ARROWS_MAX] if _line(machine, a)}
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
    guards = " and ".join(dict.fromkeys(f"[{arrow.guard}]" for arrow in here if arrow.guard))
    reads = [f"{name}: {said}" for name, said in reads_of(machine).items() if name in guards]
    meaning = f" ({'; '.join(reads)})" if reads else ""
    return f"{stays} the guard {guards} of {what} refuses it{meaning}.", here


def _passing(found: Nearest, parting: Parting) -> list[str]:
    if found.wanted or not found.passes:
        return []
    on = found.run.steps[found.own :]
    kept = [number for number in found.kept if number != parting.at]
    parts = [f"{_steps(range(parting.at))} as above"] if parting.at else []
    parts += [f"step {parting.at + 1} as the right design takes it"] * (parting.at in found.kept)
    parts += [f"then {_steps(kept)}"] if kept else []
    said = [", ".join(parts)] * bool(parts)
    said += [f"{_steps(found.gone)} cannot happen then"] if found.gone else []
    text = " ".join(f"{part[0].upper()}{part[1:]}." for part in said)
    text += " Then:" if on else ""
    return [*_block("passes", text.strip()), *_onward(found.run, on, COLUMN + 2)]


def _onward(run: Trace, steps: list[TraceStep], indent: int) -> list[str]:
    """The last steps of a passing run, one line each, and what the last one changes."""
    told = []
    for (instance, event), group in groupby(steps, key=lambda step: (step.instance, step.event)):
        count = len(list(group))
        times = f" ({count} times)" if count > 1 else ""
        told.append(_one_line(run, indent, "", instance, event, times))
    if len(told) > STEPS_MAX:
        left = f"{' ' * indent}… {len(told) - STEPS_MAX + 1} more …"
        told = [*told[: STEPS_MAX - 2], left, told[-1]]
    changed = steps[-1].changes if steps else []
    words = "; ".join(f"{run.label(c.instance)}: {change_words(run, c)}" for c in changed)
    return told + ([wrapped(words, indent + 2)] if words else [])


def _wanted(found: Nearest) -> list[str]:
    count = plural(len(found.run.steps), "step")
    told = [wrapped(f"The right design can do it, in {count}:", 2), ""]
    for number, step in enumerate(found.run.steps, 1):
        told.append(_one_line(found.run, 5, f"{number:>3}  ", step.instance, step.event, ""))
    return [*told, ""]


def _one_line(
    run: Trace, indent: int, first: str, instance: Instance, event: str, more: str
) -> str:
    said = f"{run.label(instance)}: {sentence(run.system, instance, event)}{more}"
    return aside(wrapped(said, indent, first), event_name(run.system, instance, event), indent)


def _steps(numbers: Iterable[int]) -> str:
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


def _line(machine: type, arrow: Arrow) -> int:
    from dialonce.clauses import marks_of

    return marks_of(machine).line(arrow.transition)


def _message(output: str) -> str:
    role, event = output.split(".")
    return f"{_plain(event)} to {_plain(role)}"


def _quoted(event: str) -> str:
    return f"`{_plain(event)}`"


def _plain(identifier: str) -> str:
    return identifier.replace("_", " ")
