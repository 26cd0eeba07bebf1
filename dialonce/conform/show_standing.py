"""That nothing went wrong, in words and as plain values, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from dialonce import catalog
from dialonce.conform.verdict import Verdict
from dialonce.show import clause_lines, faint, plural, strong, wrapped

MARGIN = 1.5  # of time, beside what would just be enough at the same pace


def unbroken(verdict: Verdict, word: str, size: str) -> Iterator[str]:
    """That nothing went wrong, and what that is worth."""
    if verdict.word == "UNDECIDED":
        yield f"{word}  {strong(wrapped(whole(verdict.why), 11).lstrip())}"
        yield wrapped(f"Nothing that it did is against the specification, in {size}.", 11)
        yield wrapped(f"For a verdict: {_more(verdict)}", 11)
    elif verdict.found.given:
        yield f"{word}  Nothing that it did in this run is against the specification, in {size}."
    else:
        yield f"{word}  Nothing that it did is against the specification, in {size}."
    if verdict.found.slow:
        yield ""
        yield wrapped(whole(verdict.slowness), 2, "  ")
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
        yield from _passing(said.unseen)
    if said.cut:
        yield ""
        yield wrapped(f"Passed, but not judged by the first {plural(said.examined, 'run')}; more "
                      f"were not looked at in {verdict.effort.weigh_seconds:g} s:", 2)  # fmt: skip
        yield from _passing(said.cut)
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


def _passing(clauses: dict[str, str]) -> Iterator[str]:
    """Clauses, each with a wrong design that would have passed, if one is known."""
    known = catalog.clauses()
    for clause, sentence in clauses.items():
        yield from clause_lines([clause], known, 4)
        if sentence:
            yield faint(wrapped(f"would pass: {sentence}", 16, " " * 14))


def _listed(clauses: Iterable[str]) -> Iterator[str]:
    text = ", ".join(clauses)
    if text:
        yield wrapped(text, 4)


def standing_facts(verdict: Verdict) -> dict[str, Any]:
    """How the clauses stand, where nothing went wrong."""
    said = verdict.standing
    return {
        "steps_needed": verdict.needed,
        "judged": [{"clause": c, "would_show": name} for c, name in said.judged.items()],
        "not_visible": [{"clause": c, "would_pass": text} for c, text in said.unseen.items()],
        "not_visible_so_far": [{"clause": c, "would_pass": text} for c, text in said.cut.items()],
        "runs_examined": said.examined,
        "not_reached": said.unreached,
        "impossible_here": [
            {"clause": c, "possible_in": names} for c, names in said.impossible.items()
        ],
    }


def whole(text: str) -> str:
    """As a whole sentence."""
    return text[:1].upper() + text[1:] + "." * (not text.endswith((".", "?")))
