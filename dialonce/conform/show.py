"""A verdict in words that the author of an implementation can act on, and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from dialonce import catalog
from dialonce.conform.blame import RESEMBLED_MAX
from dialonce.conform.replay import facts, of_symbol
from dialonce.conform.run import Entry
from dialonce.conform.setting import Setting
from dialonce.conform.verdict import Verdict
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
MARGIN = 1.5  # of time, beside what would just be enough at the same pace
WORDS = {"CONFORMS": "HOLDS", "VIOLATED": "VIOLATED", "UNDECIDED": "UNDECIDED"}


def lines(verdict: Verdict, again: str) -> Iterator[str]:
    """Everything that is said; `again` is the command that replays the run."""
    setting, found = verdict.setting, verdict.found
    word = coloured(WORDS[verdict.word]).replace(WORDS[verdict.word], verdict.word)
    hello = setting.hello
    yield faint(wrapped(f"{hello.name} {hello.version}".rstrip() + f", as {setting.seen.process} "
                        f"in {setting.system.name}: {connection(setting.system)}.", 0))  # fmt: skip
    size = f"{plural(found.runs, 'run')}, {plural(found.steps, 'step')}, {found.seconds:.1f} s"
    if verdict.needed:
        yield from _unbroken(verdict, word, size)
        return
    yield f"{word}  {strong(wrapped(_sentence(verdict.why), 11).lstrip())}"
    yield from _against(verdict)
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
    short = "The shortest run found, in " if verdict.word == "VIOLATED" else "It came to that in "
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
    heads = {"impossible": "Allowed instead", "missing": "Missing", "idle": "Due"}
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
    said = verdict.blame
    for each in said.alike[:RESEMBLED_MAX]:
        everywhere = f" in all {plural(said.runs, 'run')}" * (said.runs > 1 and not each.unlike)
        yield ""
        yield wrapped(each.mutant.sentence, 4, f"  It behaves{everywhere} like this wrong design: ")
        yield faint(f"    dialonce check --mutant {each.mutant.name}")
    if said.properties:
        yield ""
        yield "  Such a design violates:"
    for claim in said.properties[:LISTED_MAX]:
        yield wrapped(claim.sentence or claim.title, 4)
        yield from (faint(line) for line in clause_lines(claim.clauses, known, 6))
    if said.due:
        yield ""
        yield "  The clauses of what was due:"
        yield from clause_lines(said.due[:LISTED_MAX], known, 4)


def _against(verdict: Verdict) -> Iterator[str]:
    """The clause that it breaks, first of all."""
    for clause in verdict.clauses[:1]:
        known = catalog.clauses()
        head = f"          Against {clause}  "
        yield strong(wrapped(known[clause].title if clause in known else "", len(head), head))


def _unbroken(verdict: Verdict, word: str, size: str) -> Iterator[str]:
    """That nothing went wrong, and what that is worth."""
    if verdict.word == "UNDECIDED":
        yield f"{word}  {strong(wrapped(_sentence(verdict.why), 11).lstrip())}"
        yield wrapped(f"Nothing that it did is against the specification, in {size}.", 11)
        yield wrapped(f"For a verdict: {_more(verdict)}", 11)
    elif verdict.found.given:
        yield f"{word}  Nothing that it did in this run is against the specification, in {size}."
    else:
        yield f"{word}  Nothing that it did is against the specification, in {size}."
    yield from _standing(verdict)
    if verdict.found.unsupported:
        yield ""
        yield wrapped(", ".join(sorted(verdict.found.unsupported)), 4, "  Not supported: ")


def _more(verdict: Verdict) -> str:
    """The options with which there would be a verdict, at the pace of this search."""
    found, effort = verdict.found, verdict.effort
    times = MARGIN * verdict.needed / found.steps
    parts = [f"--seconds {ceil(max(times * found.seconds, effort.seconds))}"]
    if found.runs >= effort.runs:
        parts.append(f"--runs {ceil(times * found.runs)}")
    return " ".join(parts)


def _standing(verdict: Verdict) -> Iterator[str]:
    """What is known of each clause of the process."""
    system, known, said = verdict.setting.system.name, catalog.clauses(), verdict.standing
    yield ""
    count = plural(len(said.judged), "clause")
    yield wrapped(f"Judged: {count}. A design that breaks one of them would have shown.", 2)
    yield from (faint(line) for line in _listed(said.judged))
    if said.unseen:
        count = plural(len(said.unseen), "clause")
        yield ""
        yield wrapped(f"Passed, but not judged: {count}. Nothing that was seen depends on them: a "
                      "design that breaks them would have passed, too.", 2)  # fmt: skip
        for clause, sentence in said.unseen.items():
            yield from clause_lines([clause], known, 4)
            if sentence:
                yield faint(wrapped(f"would pass: {sentence}", 16, " " * 14))
    if said.cut:
        yield ""
        yield wrapped(f"Passed, and whether they are judged was not found out within "
                      f"{verdict.effort.weigh_seconds:g} s:", 2)  # fmt: skip
        yield from clause_lines(said.cut, known, 4)
    if said.unreached:
        yield ""
        yield "  Not judged, because no run came to it:"
        yield from clause_lines(said.unreached, known, 4)
    if said.impossible:
        yield ""
        yield f"  Not judged, because it cannot happen in {system}:"
        for clause, systems in said.impossible.items():
            yield from clause_lines([clause], known, 4)
            if systems:
                yield faint(wrapped(f"can happen in {', '.join(systems)}", 16, " " * 14))


def _listed(clauses: Iterable[str]) -> Iterator[str]:
    text = ", ".join(clauses)
    if text:
        yield wrapped(text, 4)


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
        "due_clauses": verdict.blame.due,
        "resembles": [
            {"name": mutant.name, "sentence": mutant.sentence} for mutant in verdict.mutants
        ],
        "violates": [
            {"name": claim.name, "sentence": claim.sentence, "clauses": list(claim.clauses)}
            for claim in verdict.blame.properties
        ],
        "expected": [of_symbol(symbol) for symbol in verdict.expected if symbol[0] != "settled"],
        "story": [_story_fact(entry) for entry in outcome.story] if outcome else [],
        "run": facts(verdict) if outcome else None,
        **_standing_facts(verdict),
        "unsupported": sorted(found.unsupported),
        "log": verdict.log,
    }


def _standing_facts(verdict: Verdict) -> dict[str, Any]:
    """How the clauses stand, where nothing went wrong."""
    said = verdict.standing
    return {
        "steps_needed": verdict.needed,
        "judged": [{"clause": c, "would_show": name} for c, name in said.judged.items()],
        "not_visible": [{"clause": c, "would_pass": text} for c, text in said.unseen.items()],
        "not_found_out": said.cut,
        "not_reached": said.unreached,
        "impossible_here": [
            {"clause": c, "possible_in": names} for c, names in said.impossible.items()
        ],
    }


def _story_fact(entry: Entry) -> dict[str, Any]:
    return {"who": entry.who, **({"text": entry.what} if entry.who == "answer"
                                 else of_symbol(entry.what))}  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "." * (not text.endswith("."))


def _printable(text: str) -> list[str]:
    shown: Iterable[str] = (
        "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
        for line in text.splitlines()
    )
    return [line[:200] for line in shown]
