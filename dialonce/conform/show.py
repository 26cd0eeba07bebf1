"""A verdict in words that the author of an implementation can act on, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dialonce import catalog
from dialonce.conform.replay import facts, of_symbol
from dialonce.conform.run import Entry
from dialonce.conform.setting import Setting
from dialonce.conform.verdict import RESEMBLED_MAX, Verdict
from dialonce.judge.words import Symbol
from dialonce.show import (
    aside,
    clause_lines,
    connection,
    event_name,
    faint,
    plural,
    sentence,
    strong,
    wrapped,
)
from dialonce.show import verdict as coloured
from dialonce.trace import label

LISTED_MAX = 12
WORDS = {"CONFORMS": "HOLDS", "VIOLATED": "VIOLATED", "UNDECIDED": "UNDECIDED"}


def lines(verdict: Verdict, again: str) -> Iterator[str]:
    """Everything that is said; `again` is the command that replays the run."""
    setting, found = verdict.setting, verdict.found
    word = coloured(WORDS[verdict.word]).replace(WORDS[verdict.word], verdict.word)
    hello = setting.hello
    yield faint(wrapped(f"{hello.name} {hello.version}".rstrip() + f", as {setting.seen.process} "
                        f"in {setting.system.name}: {connection(setting.system)}.", 0))  # fmt: skip
    size = f"{plural(found.runs, 'run')}, {plural(found.steps, 'step')}, {found.seconds:.1f} s"
    if verdict.word == "CONFORMS":
        yield f"{word}  Nothing that it did is against the specification, in {size}."
        yield from _slow(verdict)
        yield from _uncovered(verdict)
        return
    yield f"{word}  {strong(wrapped(_sentence(verdict.why), 11).lstrip())}"
    yield from story(verdict)
    yield from _instead(verdict)
    yield from _blame(verdict)
    if verdict.log:
        yield ""
        yield "  The end of its log:"
        yield from (faint(f"    {line}") for line in _printable(verdict.log)[-5:])
    yield ""
    yield faint(f"  Found in {size}; shortened in {plural(found.shrinks, 'run')}.")
    if again:
        yield f"  To see it again: {again}"


def story(verdict: Verdict) -> Iterator[str]:
    """The run as numbered steps."""
    outcome, setting = verdict.outcome, verdict.setting
    if outcome is None or not outcome.story:
        return
    count = plural(len(outcome.labels), "step")
    short = "A short run to it, in " if verdict.word == "VIOLATED" else "It came to that in "
    yield ""
    yield f"  {short}{count}:"
    yield ""
    number = 0
    for entry in outcome.story:
        number += entry.who == "kit"
        last = entry is outcome.story[-1]
        wrong = last and outcome.wrong is not None and outcome.wrong.kind == "impossible"
        yield _entry(entry, number, setting) + ("   <- this" if wrong else "")


def _entry(entry: Entry, number: int, setting: Setting) -> str:
    if entry.who == "kit":
        name, member = entry.what
        instance, event = (name.partition(".")[0], member or 0), name.partition(".")[2]
        said = f"{label(setting.system, instance)}: {sentence(setting.system, instance, event)}"
        return aside(wrapped(said, 5, f"{number:>3}  "), words(setting, entry.what), 5)
    if entry.who == "answer":
        return wrapped(f"it answers: {entry.what}", 9, " " * 7)
    verb = "it hears" if entry.who == "told" else "it does "
    return f"       {verb} {words(setting, entry.what)}"


def _instead(verdict: Verdict) -> Iterator[str]:
    wrong = verdict.outcome.wrong if verdict.outcome else None
    if verdict.word != "VIOLATED":
        return
    heads = {"impossible": "Allowed instead", "missing": "Missing", "idle": "Due", "late": "Due"}
    head = heads[wrong.kind] if wrong else "Due here"
    named = [words(verdict.setting, symbol) for symbol in verdict.expected]
    more = [f"… ({len(named) - LISTED_MAX} more)"] * (len(named) > LISTED_MAX)
    yield ""
    if wrong and wrong.kind == "impossible":
        named.append("nothing, until more happens" if not named else "or nothing, if it owes none")
    yield wrapped(", ".join(named[:LISTED_MAX] + more) or "its answer `done`", 4, f"  {head}: ")
    for state in verdict.states[:1]:
        shown = [f"{name} {what}" for name, what in state.items()
                 if verdict.setting.system.process_of[_machine(verdict, name)]
                 == verdict.setting.seen.process]  # fmt: skip
        yield faint(wrapped("; ".join(shown) + ".", 4, "  By the specification it is here: "))


def _machine(verdict: Verdict, name: str) -> str:
    """The machine of an instance as `label` writes it."""
    known = {label(verdict.setting.system, (m, i)): m for m in verdict.setting.system.machines
             for i in range(max(1, verdict.setting.members))}  # fmt: skip
    return known[name]


def _blame(verdict: Verdict) -> Iterator[str]:
    """Whom it resembles, what that violates, and the clauses of what was due."""
    known = catalog.clauses()
    for mutant in verdict.mutants[:RESEMBLED_MAX]:
        yield ""
        yield wrapped(f"{mutant.sentence}", 4, "  It behaves like this wrong design: ")
        yield faint(f"    dialonce check --mutant {mutant.name}")
    if verdict.properties:
        yield ""
        yield "  Such a design violates:"
    for claim in verdict.properties[:LISTED_MAX]:
        yield wrapped(claim.sentence or claim.title, 4)
        yield from (faint(line) for line in clause_lines(claim.clauses, known, 6))
    if verdict.due:
        yield ""
        yield "  The clauses of the last step:"
        yield from clause_lines(verdict.due[:LISTED_MAX], known, 4)


def _slow(verdict: Verdict) -> Iterator[str]:
    """What a real clock left open."""
    if verdict.found.slow:
        yield ""
        yield wrapped(_sentence(verdict.slowness), 2, "  ")


def _uncovered(verdict: Verdict) -> Iterator[str]:
    if verdict.uncovered:
        count = plural(len(verdict.uncovered), "clause")
        yield ""
        yield f"  Not judged, because no run came to it: {count} of the process."
        yield from clause_lines(verdict.uncovered, catalog.clauses(), 4)
    if verdict.found.unsupported:
        yield wrapped(", ".join(sorted(verdict.found.unsupported)), 4, "  Not supported: ")


def words(setting: Setting, symbol: Symbol) -> str:
    """A symbol as a person reads it: `record.claim 2`."""
    name, member = symbol
    machine, _, event = name.partition(".")
    return event_name(setting.system, (machine, member or 0), event)


def as_facts(verdict: Verdict) -> dict[str, Any]:
    """A verdict as plain values."""
    setting, found, outcome = verdict.setting, verdict.found, verdict.outcome
    wrong = outcome.wrong if outcome else None
    kind = wrong.kind if wrong else outcome.fault.kind if outcome and outcome.fault else None
    return {
        "system": setting.system.name,
        "process": setting.seen.process,
        "implementation": {"name": setting.hello.name, "version": setting.hello.version},
        "verdict": verdict.word,
        "why": verdict.why,
        "kind": kind,
        "runs": found.runs,
        "steps": found.steps,
        "seconds": round(found.seconds, 3),
        "seed": verdict.effort.seed,
        "clauses": verdict.clauses,
        "due_clauses": verdict.due,
        "resembles": [
            {"name": mutant.name, "sentence": mutant.sentence} for mutant in verdict.mutants
        ],
        "violates": [
            {"name": claim.name, "sentence": claim.sentence, "clauses": list(claim.clauses)}
            for claim in verdict.properties
        ],
        "expected": [of_symbol(symbol) for symbol in verdict.expected if symbol[0] != "settled"],
        "story": [_story_fact(entry) for entry in outcome.story] if outcome else [],
        "run": facts(verdict) if outcome else None,
        "covered_clauses": verdict.covered,
        "uncovered_clauses": verdict.uncovered,
        "unsupported": sorted(found.unsupported),
        "slow_runs": found.slow,
        "log": verdict.log,
    }


def _story_fact(entry: Entry) -> dict[str, Any]:
    return {"who": entry.who, **({"text": entry.what} if entry.who == "answer"
                                 else of_symbol(entry.what))}  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "." * (not text.endswith((".", "?")))


def _printable(text: str) -> list[str]:
    shown: Iterable[str] = (
        "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
        for line in text.splitlines()
    )
    return [line[:200] for line in shown]
