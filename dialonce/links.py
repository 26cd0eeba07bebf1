"""Links between the pages of the reference, as seen from the page `here`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialonce.book import Book, Kind
from dialonce.clauses import MARK
from dialonce.markdown import code, link
from dialonce.property import Property
from dialonce.system import System
from dialonce.variant import Mutant

SYSTEMS, MUTANTS, CLAUSES, INDEX = "systems", "mutants", "clauses", "index"
DECISIONS = "decisions"


@dataclass(frozen=True)
class Links:
    """The links of one page."""

    book: Book
    here: str

    def clause(self, clause: str) -> str:
        """A clause id as a link; an unknown one as it is."""
        known = self.book.clauses.get(clause)
        if not known:
            return clause
        return link(clause, known.topic, f"{known.id} {known.title}", self.here)

    def text(self, text: str) -> str:
        """Text in which clause ids and names of files of the law became links."""
        parts = re.split(r"(`[^`]*`)", text)
        parts[::2] = [MARK.sub(lambda m: self.clause(m[0]), part) for part in parts[::2]]
        parts[1::2] = [self._file(part) for part in parts[1::2]]
        return "".join(parts)

    def _file(self, quoted: str) -> str:
        name = quoted.strip("`").removesuffix(".md")
        known = quoted.endswith(".md`") and name in self.book.pages
        return link(quoted, name, "", self.here) if known else quoted

    def claim(self, claim: Property) -> str:
        """A property as a link."""
        return link(code(claim.name), self.book.page(claim.topic), claim.name, self.here)

    def kind(self, kind: Kind, text: str = "") -> str:
        """A machine, or an event of it, as a link to the machine."""
        return link(code(text or kind.name), self.book.page(kind.topic), kind.name, self.here)

    def system(self, system: System) -> str:
        """A system as a link to its drawing; one that is not in the book as it is."""
        heading = self.heading(system)
        return (
            link(code(system.name), SYSTEMS, heading, self.here) if heading else code(system.name)
        )

    def heading(self, system: System) -> str:
        """The heading under which a system is drawn; nothing for one that is not in the book."""
        for alike in self.book.drawings.values():
            if system.name in (each.name for each in alike):
                return " and ".join([alike[0].name, "others like it"][: len(alike)])
        return ""

    def mutant(self, mutant: Mutant) -> str:
        """A mutant as a link."""
        return link(code(mutant.name), MUTANTS, mutant.name, self.here)
