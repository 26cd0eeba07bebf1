"""The vectors of the whole chapter: `make vectors`, some minutes.

They are written in TIME_MAX seconds of processor time and SIZE_MAX bytes, fit the schema, no right
design fails one, and each wrong design fails those that say so.
"""

import json
import resource
from pathlib import Path

import jsonschema_rs
import pytest
from dialer_caught import PAGE, TABLE, VARIANTS, as_text, table, verdicts
from vector_subject import logs_are_judged_alike, no_right_design_fails, wrong_designs_fail

from dialonce import catalog
from dialonce.vectors import chapter
from dialonce.vectors.run import OPEN, PASSED, UNSUPPORTED

ROOT = Path(__file__).parent.parent
SECONDS_MAX = 120  # of processor time: a minute on two cores
BYTES_MAX = 50_000_000
SYSTEMS = [name for name, system in catalog.systems().items() if system.default]


def spent():
    """Seconds of processor time of this process and those that it waited for."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, who))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """All vectors, written once."""
    path, began = tmp_path_factory.mktemp("vectors"), spent()
    chapter.written(list(chapter.made([catalog.system(name) for name in SYSTEMS], 1)), path)
    assert spent() - began < SECONDS_MAX
    return path


def test_vectors_of_the_chapter_are_small(folder):
    """All files together stay below their bound, and the manifest fits the schema."""
    assert sum(file.stat().st_size for file in folder.iterdir()) < BYTES_MAX
    schema = json.loads((ROOT / "docs/vectors.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.Draft202012Validator(schema).validate(
        json.loads((folder / chapter.MANIFEST).read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize("name", SYSTEMS)
def test_vectors_of_a_system_judge_rightly(name, folder):
    """They fit the schema, no right design fails one, wrong designs do, and logs agree."""
    suite = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "docs/vectors.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.Draft202012Validator(schema).validate(suite)
    if suite["cases"]:
        no_right_design_fails(suite)
        wrong_designs_fail(suite)
        logs_are_judged_alike(suite)


def test_every_faulty_variant_is_caught_by_the_vectors_alone(folder):
    """Each mistake of the example dialer fails a case, and the page names the shortest one."""
    found = table(folder)
    assert [each.variant.name for each in found if each.case is None] == []
    assert TABLE.search(PAGE.read_text(encoding="utf-8"))[0] == as_text(found)


@pytest.mark.parametrize("driven", [False, True])
@pytest.mark.parametrize("system", sorted({variant.system for variant in VARIANTS.values()}))
def test_the_example_dialer_fails_no_case(system, driven, folder):
    """The right one passes, or leaves a case open; a driven one leaves none open."""
    suite = json.loads((folder / f"{system}.json").read_text(encoding="utf-8"))
    outcomes = {verdict.outcome for verdict in verdicts(suite, driven=driven)}
    assert outcomes <= {PASSED, UNSUPPORTED} | ({OPEN} if not driven else set())
