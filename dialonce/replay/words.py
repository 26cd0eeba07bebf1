"""What came out of judging a log, in words."""

from __future__ import annotations

from collections.abc import Iterator

from dialonce import catalog
from dialonce.replay.explain import Violation
from dialonce.replay.line import Name
from dialonce.replay.outcome import Outcome
from dialonce.show import clause_lines, faint, plural, strong, verdict, wrapped

BEFORE, LIKE, CLAUSES = 5, 3, 4  # how many are shown


def violation(found: Violation) -> str:
    """An impossible line: what was possible, what was allowed, by which clause."""
    return "\n".join([*_head(found), *_states(found), *_allowed(found), *_before(found),
                      *_law(found), ""])  # fmt: skip


def _head(found: Violation) -> Iterator[str]:
    who = f" of {_member(found.member)}" if found.member is not None else ""
    where = f" in session {found.session}" if found.session is not None else ""
    yield strong(f"Line {found.line:,} is impossible: {found.event}{who}{where}.")
    if found.text:
        yield f"  {found.text}"
    if found.others:
        yield f"  It is as impossible for {plural(found.others, 'other member')}."
    if found.finished:
        yield "  This member was finished before: nothing more can happen to it."


def _member(name: Name) -> str:
    return f"member {name}"


def _states(found: Violation) -> Iterator[str]:
    if found.finished:
        return
    many = f", one of {found.possible} states" if found.possible > 1 else ""
    yield f"  Before it{many}:"
    sure = [f"{at}: {each[0]}" for at, each in found.could.items() if len(each) == 1]
    yield wrapped("; ".join(sure) + ".", 4)
    for at, each in found.could.items():
        if len(each) > 1:
            yield wrapped(f"{at}: {' | '.join(each)}.", 6, "    ")


def _allowed(found: Violation) -> Iterator[str]:
    if found.owed:
        yield wrapped(f"First had to come: {', '.join(found.owed)}.", 4, "  ")
    else:
        names = ", ".join(found.allowed) or "nothing"
        yield wrapped(f"Allowed instead: {names}.", 4, "  ")


def _before(found: Violation) -> Iterator[str]:
    last = found.before[-BEFORE:]
    if last:
        yield "  What came before it:"
    for number, text in last:
        yield faint(f"    {number:>9,}  {text}")


def _law(found: Violation) -> Iterator[str]:
    if found.clauses:
        yield "  What it was to do last is by"
        yield from clause_lines(found.clauses[:CLAUSES], catalog.clauses(), 4)


def likeness(found: Violation) -> str:
    """Which wrong designs would do what was done, and what they break."""
    lines = []
    for name in found.resembles[:LIKE]:
        mutant = catalog.mutant(name)
        lines.append(wrapped(f"{mutant.name}: {mutant.sentence}", 6, "    "))
    for name in found.properties[:LIKE]:
        claim = catalog.properties()[name]
        clauses = ", ".join(claim.clauses)
        lines.append(wrapped(f"That breaks: {claim.sentence} ({clauses})", 4, "  "))
    head = [f"Up to line {found.line:,} it behaves like these wrong designs:"] if lines else []
    return "\n".join([*head, *lines, *([""] if lines else [])])


def ending(outcome: Outcome) -> str:
    """The verdict, and what was skipped."""
    who = f"{plural(outcome.sessions, 'session')}, {plural(outcome.members, 'member')}"
    size = f"{plural(outcome.judged, 'line')} of {outcome.system}, {who}"
    lines = [f"{verdict(outcome.verdict)}: {_why(outcome)}{size}."]
    kinds = [(*each, "Skipped") for each in outcome.skipped.kinds.items()]
    kinds += [(*each, "Odd, and judged") for each in outcome.skipped.noted.items()]
    for kind, (count, first), done in kinds:
        lines.append(f"{done}: {plural(count, 'line')}, first line {first:,}: {kind}.")
    if outcome.gaps:
        lines.append(f"{plural(outcome.gaps, 'gap')}: anything may have happened there.")
    if outcome.forgot:
        lines.append("Finished members were forgotten: a later line of theirs began them anew.")
    return "\n".join(lines)


def _why(outcome: Outcome) -> str:
    hidden = outcome.violations - len(outcome.shown)
    if outcome.violations:
        more = f", of which {len(outcome.shown)} are shown" if hidden else ""
        return f"{plural(outcome.violations, 'impossible line')}{more}; "
    if outcome.interrupted:
        return "interrupted, nothing impossible so far; "
    return "" if outcome.judged else "no line could be judged; "
