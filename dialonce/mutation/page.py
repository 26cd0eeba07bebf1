"""The figures of a campaign as Markdown, between two marks of a page that a person writes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dialonce.errors import UsageError
from dialonce.markdown import code, table
from dialonce.mutation.tally import OUTCOMES, Row, Tally

BEGIN, END = "<!-- mutation: begin -->", "<!-- mutation: end -->"


class Page:
    """A page with the marks. Errors: UsageError where it lacks them."""

    def __init__(self, path: Path):
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read {path}: {error}") from error
        if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(END) < text.index(BEGIN):
            raise UsageError(f"{path} must hold {BEGIN} and then {END}, once each")
        self.before, self.after = text.split(BEGIN)[0], text.split(END)[1]

    def text(self, tally: Tally) -> str:
        """Its text with these figures between the marks."""
        return f"{self.before}{BEGIN}\n\n{figures(tally)}\n\n{END}{self.after}"


def figures(tally: Tally) -> str:
    """The tables: all mutants, by operator, and by clause; then the survivors."""
    total = Row("all", tally.counts, len(tally.new))
    parts = [
        _table("mistake", [*tally.by_operator, total]),
        f"Hollow clauses, of which no mutant is noticed: {', '.join(tally.hollow) or 'none'}.",
        "### By clause",
        "A mutant of a line that cites several clauses counts for each; `none` cites none.",
        _table("clause", tally.by_clause),
    ]
    return "\n\n".join([*parts, *_survivors(tally)])


def _table(what: str, rows: Iterable[Row]) -> str:
    return table(
        [what, *(name.lower() for name in OUTCOMES), "unexplained"],
        ([row.name, *(_cell(row.counts[name]) for name in OUTCOMES), _cell(row.new)]
         for row in rows),
    )  # fmt: skip


def _cell(count: int) -> str:
    return f"{count:,}" if count else ""


def _survivors(tally: Tally) -> list[str]:
    """Who survived without an explanation; the others have a page of their own."""
    if not tally.new:
        return []
    lines = [f"- {code(each.mutant.name)}, {each.mutant.file}:{each.mutant.line}"
             for each in tally.new]  # fmt: skip
    return ["### Survivors that nobody has explained", "\n".join(lines)]
