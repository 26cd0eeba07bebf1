"""What the pytest plugin collects: a system, which is explored once, and its properties.

A violation is a failure, and what is undecided an error: it is decided while an item is set up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dialonce import catalog
from dialonce.cli.choose import chosen_mutant, chosen_systems
from dialonce.effort import Effort
from dialonce.errors import DialonceError, UndecidedError
from dialonce.property import Property
from dialonce.questions import questions
from dialonce.system import System

if TYPE_CHECKING:
    from dialonce.check import Checker


def prepare(config: pytest.Config) -> None:
    """Register a mark for each clause. Errors: UsageError for what is asked for by a wrong name."""
    with _refusals():
        if config.option.dialonce or config.option.dialonce_mutant:
            _asked(config)
        for clause in catalog.clauses().values():
            config.addinivalue_line("markers", f"{clause.id}: {clause.title}")


def systems(session: pytest.Session) -> list[DialonceSystem]:
    """A collector for each system that is asked for."""
    with _refusals():
        asked = _asked(session.config)
        claims = catalog.properties_of(asked)
    wrong = session.config.option.dialonce_mutant
    found = [_collector(session, system, claims, wrong) for system in asked]
    cited = {clause for each in found for claim in each.asked for clause in claim.clauses}
    for clause in sorted(cited - set(catalog.clauses())):
        session.config.addinivalue_line("markers", f"{clause}: a clause that is not there")
    return found


def _asked(config: pytest.Config) -> list[System]:
    names = [name.strip() for name in config.option.dialonce.split(",") if name.strip()]
    return chosen_systems(tuple(names), chosen_mutant(config.option.dialonce_mutant))


@contextmanager
def _refusals() -> Iterator[None]:
    """What the user or the specification has wrong is one line, as for wrong options."""
    try:
        yield
    except DialonceError as error:
        raise pytest.UsageError(str(error)) from error


def _collector(
    session: pytest.Session, system: System, claims: list[Property], wrong: str | None
) -> DialonceSystem:
    name = wrong or system.name
    return DialonceSystem.from_parent(
        session, name=name, nodeid=f"dialonce/{name}", system=system, claims=claims
    )


class DialonceSystem(pytest.Collector):
    """A system: explored when its first property is asked, forgotten after the last one."""

    def __init__(self, system: System, claims: list[Property], **more: Any):
        super().__init__(**more)
        self.system, self.claims = system, claims
        self.asked = questions(system, claims)
        self.checker: Checker | None = None

    def collect(self) -> Iterator[DialonceProperty]:
        """Its properties, and what is asked of every system."""
        from dialonce.reports.account import names

        called = names(self.asked)
        for claim in self.asked:
            name = called[claim.topic, claim.name]
            yield DialonceProperty.from_parent(self, name=name, claim=claim)

    def setup(self) -> None:
        """Explore it."""
        from dialonce.check import checker_of

        option = self.config.option
        effort = Effort(states=option.dialonce_max_states)
        try:
            self.checker = checker_of(
                self.system, self.claims, option.dialonce_records, effort=effort, witnesses=False
            )
        except UndecidedError as error:
            pytest.fail(f"UNDECIDED: {error}", pytrace=False)
        except DialonceError as error:
            pytest.fail(str(error), pytrace=False)

    def teardown(self) -> None:
        """Make room for the next one."""
        self.checker = None


class DialonceProperty(pytest.Item):
    """A property of a system, with its clauses as marks."""

    def __init__(self, claim: Property, parent: DialonceSystem, **more: Any):
        super().__init__(parent=parent, **more)
        self.claim, self.asked_of = claim, parent
        for mark in ("dialonce", *claim.clauses):
            self.add_marker(mark)
        if self.config.pluginmanager.hasplugin("xdist"):
            self.add_marker(pytest.mark.xdist_group(parent.name))

    def setup(self) -> None:
        """Decide it."""
        from dialonce.check import UNDECIDED
        from dialonce.reports.account import plain

        checker = self.asked_of.checker
        assert checker is not None
        self.finding = checker.answer(self.claim)
        if self.finding.why == "interrupted":
            raise KeyboardInterrupt
        space = checker.space
        self.user_properties += [
            ("clauses", ", ".join(self.claim.clauses)), ("records", space.numbering.members),
            ("states", space.states), ("transitions", space.steps),
        ]  # fmt: skip
        if self.finding.verdict == UNDECIDED:
            pytest.fail(plain(self.finding, catalog.clauses()), pytrace=False)

    def runtest(self) -> None:
        """Fail with the shortest trace, if it is violated."""
        from dialonce.check import HOLDS
        from dialonce.reports.account import plain

        if self.finding.verdict != HOLDS:
            pytest.fail(plain(self.finding, catalog.clauses()), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the property is written, and what stands above its failure."""
        from dialonce.reports.place import code_of

        code = code_of(self.claim)
        path, line = (
            (Path(code.co_filename), code.co_firstlineno - 1) if code else (self.path, None)
        )
        return path, line, f"{self.asked_of.name}: {self.name}"
