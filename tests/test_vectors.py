"""Vectors: no right design fails a case, known wrong ones do, and the files keep their schema."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from cli_run import complaint, dialonce
from dialer_caught import VARIANTS, caught, verdicts
from vector_subject import (
    Machines,
    logs_are_judged_alike,
    no_right_design_fails,
    wrong_designs_fail,
)

from dialonce import catalog
from dialonce.judge.observation import Observation
from dialonce.vectors import chapter
from dialonce.vectors.alike import alike
from dialonce.vectors.document import counts_of, of_suite
from dialonce.vectors.run import Fault, Reader, resembled, run
from dialonce.vectors.suite import suite_of

ROOT = Path(__file__).parent.parent
SCHEMA = jsonschema_rs.Draft202012Validator(
    json.loads((ROOT / "docs/vectors.schema.json").read_text(encoding="utf-8"))
)
SYSTEMS = catalog.systems()
MUTANTS = catalog.mutants()
NAMES = ("addp_3", "commit", "cpd_single_addp")
MISTAKES = ("tells_twice", "never_pauses", "retries_after_switchover", "loses_claimed_records")


@pytest.fixture(scope="module")
def suites():
    """The suites of some systems."""
    found = {}
    for name in NAMES:
        seen = Observation.of(SYSTEMS[name])
        mutants = chapter.wrong_designs(seen, list(MUTANTS.values()))
        members = 1 if SYSTEMS[name].group else 0
        found[name] = suite_of(seen, members, catalog.properties_of([SYSTEMS[name]]), mutants)
    return found


@pytest.fixture(scope="module")
def documents(suites):
    """Their documents, as they are read from files."""
    return {name: json.loads(json.dumps(of_suite(suite))) for name, suite in suites.items()}


@pytest.mark.parametrize("name", NAMES)
def test_vectors_fit_the_schema(name, documents, suites):
    """A file of cases, and the manifest, have the form that the schema promises."""
    SCHEMA.validate(documents[name])
    counts = counts_of(suites[name])
    SCHEMA.validate(chapter.manifest([chapter.Made(name, "", counts)]))


@pytest.mark.parametrize("spoil", [
    lambda case: case["steps"][0].pop("expect"),
    lambda case: case["kills"].append({"design": "x"}),
    lambda case: case.update(id="7"),
    lambda case: case["steps"].append({"expect": []}),
])  # fmt: skip
def test_invalid_vectors_are_refused_by_the_schema(spoil, documents):
    """A case without what must be seen, or with an unfit id, is refused."""
    spoilt = json.loads(json.dumps(documents["addp_3"]))
    spoil(spoilt["cases"][0])
    assert not SCHEMA.is_valid(spoilt)


@pytest.mark.parametrize("name", NAMES)
def test_right_machines_fail_no_case(name, documents):
    """Hasty, lazy or driven, right machines fail nothing, and pass what is sure."""
    no_right_design_fails(documents[name])


@pytest.mark.parametrize("name", NAMES)
def test_wrong_designs_fail_the_cases_that_kill_them(name, documents):
    """A wrong design fails each case that says so, hasty ones where they must be hasty."""
    failed = wrong_designs_fail(documents[name])
    killed = {k["design"] for case in documents[name]["cases"] for k in case["kills"]}
    assert failed or not killed


@pytest.mark.parametrize("name", NAMES)
def test_a_log_that_ends_with_what_must_not_be_is_impossible(name, documents):
    """The judge allows each sure case, and rejects it with a symbol of `must_not` at its step."""
    rejected = logs_are_judged_alike(documents[name])
    assert rejected or name != "addp_3"


def test_vectors_cover_what_they_promise(suites):
    """Every transition that the process takes, every property, and how each wrong design fails."""
    for suite in suites.values():
        counts = counts_of(suite)
        assert counts["transitions"]["covered"] == counts["transitions"]["of"] > 0
        assert counts["properties"]["covered"] == counts["properties"]["of"] > 0
        assert len(suite.open["designs"]) == counts["designs"]["of"] - counts["designs"]["killed"]
    assert not suites["addp_3"].open["designs"]


@pytest.mark.parametrize(("name", "same"), [
    ("counts_past_tcp", True),
    ("silent_loss_unreported", True),
    ("says_nothing_to_configuration_server", True),
    ("never_pauses", False),
    ("rearm_on_reconnect", False),
])  # fmt: skip
def test_a_wrong_design_is_alike_where_only_the_world_or_an_instrument_differs(name, same):
    """Its process, told what the right one is told, says the same."""
    assert alike(MUTANTS[name], Observation.of(MUTANTS[name].system)) is same


def test_a_failed_case_names_the_design_that_fails_so(documents):
    """Of the wrong designs that fail a case, that is told which fails it in the same way."""
    case = next(c for c in documents["addp_3"]["cases"] if len(c["kills"]) > 1)
    kill = case["kills"][-1]
    wrong = MUTANTS[kill["design"]]
    subject = Machines(wrong.build(), documents["addp_3"])
    verdict = Reader(subject, case).verdict()
    assert isinstance(verdict.fault, Fault)
    assert kill["design"] in {each["design"] for each in verdict.resembles}


def test_a_wrong_design_resembles_itself_on_the_whole(documents):
    """What fails cases as a known wrong design does is told to be like it, not like others."""
    cases = documents["addp_3"]["cases"]
    found = 0
    for name in sorted({kill["design"] for case in cases for kill in case["kills"]}):
        verdicts = run(Machines(MUTANTS[name].build(), documents["addp_3"]), cases)
        alike = {kill["design"] for kill, _ in resembled(verdicts)}
        if any(v.outcome == "failed" and v.fault.by != "is" for v in verdicts):
            assert name in alike
            found += 1
    assert found > 5
    assert resembled(run(Machines(SYSTEMS["addp_3"], documents["addp_3"]), cases)) == []


def test_mistakes_of_the_example_dialer_are_caught_and_the_right_one_fails_nothing(documents):
    """Undriven or driven, also where a mistake is only in what it remembers."""
    suite, found = documents["cpd_single_addp"], {}
    for driven in (False, True):
        assert all(verdict.outcome != "failed" for verdict in verdicts(suite, driven=driven))
    for name in MISTAKES:
        found[name] = caught(VARIANTS[name], suite)
    assert [name for name, each in found.items() if each.case is None] == []
    assert not found["never_pauses"].driven


def test_the_page_explains_a_real_case(documents):
    """The steps that docs/vectors.md explains are those of the case that it names."""
    page = (ROOT / "docs/vectors.md").read_text(encoding="utf-8")
    name = re.search(r"`(cpd_single_addp-[0-9a-f]{10})`", page)[1]
    blocks = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    case = next(c for c in documents["cpd_single_addp"]["cases"] if c["id"] == name)
    assert [json.loads(block) for block in blocks] == case["steps"]
    assert "waits_before_the_first_try" in {kill["design"] for kill in case["kills"]}


def test_vectors_are_written_twice_alike(tmp_path):
    """The same specification gives the same bytes, and prints what is covered."""
    texts = []
    for folder in ("a", "b"):
        result = dialonce("vectors", "tcp", "-o", tmp_path / folder, modules=None)
        assert result.exit_code == 0, result.output
        files = sorted((tmp_path / folder).iterdir())
        texts.append({file.name: file.read_bytes() for file in files})
    assert texts[0] == texts[1]
    assert set(texts[0]) == {"tcp.json", "manifest.json"}
    assert "total" in result.output


def test_invalid_use_of_vectors(tmp_path):
    """What is missing or unfit is one line with the mend."""
    assert "-o DIR" in complaint(dialonce("vectors", modules=None))
    assert "--run DIR" in complaint(dialonce("vectors", "--command", "x", modules=None))
    (tmp_path / "manifest.json").write_text('{"format": "other"}')
    told = complaint(dialonce("vectors", "--run", tmp_path, "--command", "x", modules=None))
    assert "no vectors" in told
