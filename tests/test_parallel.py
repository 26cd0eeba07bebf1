"""Several systems at a time give the reports that one after the other gives."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from dialonce import SpecificationError, catalog, step
from dialonce.check import HOLDS, UNDECIDED, VIOLATED, check
from dialonce.effort import Effort
from dialonce.parallel import Work, check_all

PROPERTIES = list(catalog.properties().values())
SYSTEMS = catalog.systems()


def quiet(text):
    """A progress line that nobody sees."""
    return nullcontext(lambda states, depth, size: None)


def test_parallel_reports_equal_those_of_single_checks():
    """Sizes, verdicts and properties are the same, and the order is that of the systems."""
    systems = [SYSTEMS[name] for name in ("cpd_single", "tcp", "addp_3", "cpd_several")]

    found = list(check_all(Work(systems, PROPERTIES, 1, True), quiet))

    assert [report.system for report in found] == systems
    for report in found:
        single = check(report.system, PROPERTIES, 1)
        assert report.space == single.space
        assert report.records == single.records
        assert [(f.property.name, f.property.clauses, f.verdict) for f in report.findings] == [
            (f.property.name, f.property.clauses, f.verdict) for f in single.findings
        ]


def test_parallel_violation_comes_with_its_trace():
    """A system that does not hold is checked where its shortest run is at hand."""
    wrong = catalog.mutants()["seeded_double_dial"].build()

    right, other = check_all(Work([SYSTEMS["tcp"], wrong], PROPERTIES, 2, True), quiet)

    assert (right.verdict, other.verdict) == (HOLDS, VIOLATED)
    bad = next(finding for finding in other.findings if finding.verdict == VIOLATED)
    assert len(bad.trace.steps) == 6


def test_parallel_leaves_undecided_what_a_bound_cut_off():
    """A system that meets its bound is undecided, as one that is checked alone."""
    systems = [SYSTEMS["tcp"], SYSTEMS["addp_1"]]

    found = list(check_all(Work(systems, PROPERTIES, None, True, Effort(5)), quiet))

    assert [report.verdict for report in found] == [UNDECIDED, UNDECIDED]
    assert {report.space.why for report in found} == {"more than 5 states"}


def test_error_in_a_child_is_raised_here():
    """A property that a system refuses ends the check with its own message, and hangs nothing."""

    @step("X-1")
    def counts_what_nobody_sends(before, step, after):
        """Counts a message that is misspelt."""
        return step.sent("call.reqest") == 0

    with pytest.raises(
        SpecificationError, match=r"no machine of cpd_single sends that. Mend: .*did"
    ):
        list(
            check_all(
                Work([SYSTEMS["tcp"], SYSTEMS["cpd_single"]],
                     [replace(counts_what_nobody_sends, topic="record")], 1, True), quiet,
            )
        )  # fmt: skip
