"""The reference pages are complete, linked, the same everywhere, and fresh."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dialonce import catalog
from dialonce.arrows import arrows
from dialonce.errors import SpecificationError
from dialonce.markdown import slug
from dialonce.pages import MARKER, pages, write_pages

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
KNOWN = (catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
PRINT_PAGES = (
    "from dialonce import catalog as c; from dialonce.pages import pages;"
    "print(pages(c.systems(), c.properties(), c.mutants(), c.clauses()))"
)


def cells(row):
    """The cells of a row of a table, with what is outside it."""
    return re.split(r"(?<!\\)\|", row)


@pytest.fixture(scope="module")
def book():
    return pages(*KNOWN)


def headings(text):
    """The anchors of a page."""
    return [slug(line.lstrip("# ")) for line in text.splitlines() if re.match(r"#+ ", line)]


def test_reference_is_fresh(book):
    """docs/reference holds exactly what is generated now."""
    found = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}

    stale = sorted(name for name in found.keys() | book if found.get(name) != book.get(name))
    assert not stale, f"stale in docs/reference: {', '.join(stale)}. Mend: make docs"


def test_pages_are_the_same_in_every_process(book, tmp_path):
    """Neither the hash seed nor the folder shows in the pages."""
    seen = {
        subprocess.run(
            [sys.executable, "-c", PRINT_PAGES],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=tmp_path, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert seen == {f"{book}\n"}


def test_pages_name_no_place_and_no_time(book):
    """No absolute path, no date and no duration is in the pages."""
    everything = "\n".join(book.values())

    assert str(ROOT) not in everything
    assert not re.search(r"(?<!\w)/(home|root|tmp|usr|work)/|\b20\d\d-\d\d-\d\d\b", everything)


def test_every_clause_is_on_its_page_and_in_the_index(book):
    """Each clause is a heading on the page of its topic, and a row of the matrix."""
    for clause in KNOWN[3].values():
        assert f"\n### {clause.id} {clause.title}\n" in book[f"{clause.topic}.md"]
        assert re.search(rf"^\| \[{clause.id}\]", book["index.md"], re.M)


def test_matrix_leads_from_each_clause_to_its_mutants(book):
    """A row has the events that carry the mark, the properties of the clause, and their mutants."""
    for clause in KNOWN[3]:
        (row,) = re.findall(rf"^\| \[{clause}\].*$", book["index.md"], re.M)
        _, _, _, events, claims, mutants, _ = (set(re.findall(r"`([^`]*)`", c)) for c in cells(row))
        judging = {claim.name: claim for claim in KNOWN[1].values() if clause in claim.clauses}
        breaking = {
            name
            for name, mutant in KNOWN[2].items()
            if set(mutant.violates) & set(judging) or f"{clause})" in mutant.sentence
        }
        assert claims == set(judging)
        assert mutants == breaking
        assert events == {
            f"{machine.__name__}.{arrow.event}"
            for machine in catalog.machine_classes()
            for arrow in arrows(machine)
            if clause in arrow.clauses
        }


def test_every_property_is_on_its_page(book):
    """Each property is a heading with its sentence, its systems, and the mutants that break it."""
    for claim in KNOWN[1].values():
        text = book[f"{claim.topic}.md"]
        part = text.split(f"\n### {claim.name}\n")[1].split("\n### ")[0]
        assert f"Kind: {claim.kind.replace('_', ' ')}" in part
        for system in KNOWN[0].values():
            assert (f"[`{system.name}`]" in part) == claim.concerns(system)
        for mutant in KNOWN[2].values():
            broken = claim.name in mutant.violates and claim.concerns(mutant.system)
            assert (f"Violated by [`{mutant.name}`]" in part) == broken


def test_every_machine_is_on_its_page(book):
    """Each machine has its drawing, and a row for each of its transitions."""
    for name, machine in catalog.machines().items():
        parts = machine.__module__.split(".")
        text = book[f"{'environment' if 'environment' in parts else parts[-1]}.md"]
        part = text.split(f"\n### {name}\n")[1].split("\n### ")[0]
        assert "```mermaid\nstateDiagram-v2\n" in part
        assert part.count("\n| `") >= len(arrows(machine))


def test_every_system_and_mutant_is_told(book):
    """Each system is in the index and drawn on its page; each mutant is in the table."""
    for name in KNOWN[0]:
        assert f"| [`{name}`](systems.md#" in book["index.md"]
        assert f"| `{name}` |" in book["systems.md"]
    for name in KNOWN[2]:
        assert f"| `{name}` |" in book["mutants.md"]


def test_contracts_name_what_rests_on_them(book):
    """Each system that justifies a contract has a row with the systems that use the contract."""
    part = book["index.md"].split("## Contracts")[1].split("\n## ")[0]

    for system in (each for each in KNOWN[0].values() if each.refines):
        (row,) = re.findall(rf"^\| \[.*\| \[`{system.name}`\].*$", part, re.M)
        for other in KNOWN[0].values():
            uses = system.refines.contract in other.machines.values()
            assert not uses or f"[`{other.name}`]" in row


def test_transitions_tell_what_they_send(book):
    """A row of the transition table has the outputs that the machine's table gives."""
    rows = [line for line in book["record.md"].splitlines() if line.startswith("| `hand_over`")]

    assert len(rows) == 1
    assert "| `start_timer`, `request_call` | `call.request`, `detector.sent` |" in rows[0]
    assert "OCS hands the request over to its connection." in rows[0]


def test_every_link_leads_to_a_heading(book):
    """Each link names a page of the reference, and an anchor that is there once."""
    anchors = {name: headings(text) for name, text in book.items()}

    for name, text in book.items():
        assert len(set(anchors[name])) == len(anchors[name])
        for page, _, anchor in re.findall(r"\]\(([\w.]*)(#([^)]*))?\)", text):
            assert not anchor or anchor in anchors[page or name]
            assert (page or name) in book


def test_every_table_has_as_many_cells_in_each_row(book):
    """No text breaks a table: each row has the cells of its head."""
    for text in book.values():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
            counts = {len(cells(row)) for row in block.splitlines()}
            assert len(counts) == 1


def test_write_pages_removes_only_its_own(book, tmp_path):
    """A generated page whose topic is gone goes too; what a person wrote stays."""
    (tmp_path / "gone.md").write_text(f"{MARKER}\n\n# gone\n")
    (tmp_path / "notes.md").write_text("# by hand\n")

    assert write_pages(*KNOWN, tmp_path) == book
    assert not (tmp_path / "gone.md").exists()
    assert (tmp_path / "notes.md").exists()
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == book["index.md"]


def test_invalid_topic_with_the_name_of_a_page():
    """A topic called like one of the general pages is refused, since one would hide the other."""
    from dataclasses import replace

    clause = replace(next(iter(KNOWN[3].values())), file="index.md")

    with pytest.raises(SpecificationError, match="topic index"):
        pages({}, {}, {}, {clause.id: clause})
