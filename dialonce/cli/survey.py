"""What exploring all systems tells of machines and claims, as text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dialonce.fired import Tally
    from dialonce.survey import Survey

KINDS = ("state", "transition", "value")


def in_words(survey: Survey) -> list[str]:
    """A line for each machine, what only wrong designs use, and what claims could do without."""
    tallies = list(survey.tallies.values())
    lines = ["", "Machines: states reached and transitions fired in some explored system", ""]
    lines += [line for tally in tallies for line in _machine(tally)]
    states, fired = (_sum(tallies, kind) for kind in KINDS[:2])
    lines += ["", f"{len(tallies)} machines: {states} states reached, {fired} transitions fired."]
    narrow = [(c, doubt) for c in survey.book.claims for doubt in survey.narrow(c)]
    lines += ["", "Conditions without which a property holds as well: it could say more", ""]
    return lines + [f"  {c.topic}.{c.name}: {doubt.text}" for c, doubt in narrow]


def _machine(tally: Tally) -> list[str]:
    (states, reached), (arrows, fired), _ = (tally.counts(kind) for kind in KINDS)
    size = f"{reached} of {states} states, {fired} of {arrows} transitions"
    lines = [f"  {tally.kind.name:26}  {size}"]
    lines += [
        f"      {tally.at(item)}: {item.text}: in {where} only" for item, where in tally.wrong_only
    ]
    lines += [f"      {tally.at(item)}: {item.text}: HOLE" for item in tally.unused]
    if tally.unmet:
        lines.append("      never taken: " + ", ".join(item.text for item in tally.unmet))
    return lines


def _sum(tallies: list[Tally], kind: str) -> str:
    counts = [tally.counts(kind) for tally in tallies]
    return f"{sum(used for _, used in counts)} of {sum(count for count, _ in counts)}"


def of_survey(survey: Survey) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "machines": [_facts(tally) for tally in survey.tallies.values()],
        "doubts": {
            f"{c.topic}.{c.name}": [doubt.text for doubt in survey.grave(c)]
            for c in survey.book.claims
            if survey.grave(c)
        },
        "unneeded_conditions": {
            f"{c.topic}.{c.name}": [doubt.text for doubt in survey.narrow(c)]
            for c in survey.book.claims
            if survey.narrow(c)
        },
    }


def _facts(tally: Tally) -> dict[str, Any]:
    (states, reached), (arrows, fired), _ = (tally.counts(kind) for kind in KINDS)
    return {
        "name": tally.kind.name,
        "module": tally.kind.shown.__module__,
        "states": {"all": states, "reached": reached},
        "transitions": {"all": arrows, "fired": fired},
        "only_in_wrong_designs": [
            {"what": item.text, "at": tally.at(item), "in": where.split(" ")[-1]}
            for item, where in tally.wrong_only
        ],
        "unused": [
            {"what": item.text, "at": tally.at(item), "clauses": item.clauses}
            for item in tally.unused
        ],
        "values_never_taken": [item.text for item in tally.unmet],
    }
