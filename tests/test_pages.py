"""The reference pages are complete, linked, the same everywhere, and fresh."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dialonce import catalog, verdicts
from dialonce.arrows import arrows
from dialonce.book import Book
from dialonce.errors import SpecificationError
from dialonce.machine import state_sets
from dialonce.markdown import slug
from dialonce.pages import MARKER, pages, write_pages
from dialonce.pictures import is_fresh, pictures
from dialonce.runs import named_mutants
from dialonce.story import tell
from dialonce.system import ENVIRONMENT
from dialonce.verdicts import parsed

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
KNOWN = (catalog.systems(), catalog.properties(), catalog.mutants(), catalog.clauses())
CELL_MAX = 1_000


def cells(row):
    """The cells of a row of a table, with what is outside it."""
    return re.split(r"(?<!\\)\|", row)


@pytest.fixture(scope="module")
def made():
    return Book(*KNOWN, catalog.topics(), verdicts.read(REFERENCE))


@pytest.fixture(scope="module")
def book(made):
    return pages(made)


def headings(text):
    """The anchors of a page."""
    return [slug(line.lstrip("# ")) for line in text.splitlines() if re.match(r"#+ ", line)]


def connections(system):
    """The machines of ours that can be up."""
    return [
        name
        for name, machine in system.machines.items()
        if "up" in state_sets(machine) and system.process_of[name] != ENVIRONMENT
    ]


def part(text, heading):
    """A section of a page, without its heading."""
    return text.split(f"\n### {heading}\n")[1].split("\n### ")[0].split("\n## ")[0]


def test_verdicts_know_every_system_and_every_run_of_a_decision(made):
    """What the pages tell of the verification is there for each system, and no other."""
    named = {m.name for c in KNOWN[3].values() for m in named_mutants(c, KNOWN[2])}

    stale = set(made.verdicts["systems"]) ^ set(KNOWN[0]) | set(made.verdicts["runs"]) ^ named
    assert not stale, f"stale in verdicts.json: {', '.join(sorted(stale))}. Mend: make docs"


def test_reference_is_fresh(book):
    """docs/reference holds exactly what is generated now: elsewhere, with another hash seed."""
    found = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}

    stale = sorted(name for name in found.keys() | book if found.get(name) != book.get(name))
    assert not stale, f"stale in docs/reference: {', '.join(stale)}. Mend: make docs"


def test_pictures_are_fresh(made):
    """Each picture was drawn from what would be drawn now, and there is no other picture."""
    wanted = {name: sketch() for name, sketch in pictures(made)}
    there = {path.relative_to(REFERENCE).as_posix() for path in REFERENCE.glob("*/*.svg")}

    stale = sorted(n for n, sketch in wanted.items() if not is_fresh(REFERENCE / n, sketch))
    stale += sorted(there - wanted.keys())
    assert not stale, f"stale in docs/reference: {', '.join(stale)}. Mend: make docs"


def test_every_picture_is_shown_and_every_shown_one_exists(made, book):
    """The pages show exactly the pictures that are drawn."""
    shown = {path for text in book.values() for path in re.findall(r"!\[[^]]*\]\(([^)]*)\)", text)}

    assert shown == {name for name, _ in pictures(made)}


def test_pages_name_no_place_and_no_time(book):
    """No absolute path, no date and no duration is in the pages."""
    everything = "\n".join(book.values())

    assert str(ROOT) not in everything
    assert not re.search(r"(?<!\w)/(home|root|tmp|usr|work)/|\b20\d\d-\d\d-\d\d\b", everything)


def test_every_clause_is_on_its_page_and_in_the_matrix(book):
    """Each clause is a heading on the page of its topic, and a row of the matrix."""
    for clause in KNOWN[3].values():
        assert f"\n### {clause.id} {clause.title}\n" in book[f"{clause.topic}.md"]
        assert re.search(rf"^\| \[{clause.id}\]", book["clauses.md"], re.M)


def test_a_clause_leads_to_its_mutants(book):
    """A clause has the events that carry its mark, its properties, and the mutants of these.

    A name that properties of two topics share counts where the mutant's system is concerned.
    """
    realised = {}
    for machine in catalog.machine_classes():
        for arrow in arrows(machine):
            for clause in arrow.clauses:
                realised.setdefault(clause, set()).add(f"{machine.__name__}.{arrow.event}")

    for clause in KNOWN[3].values():
        told = part(book[f"{clause.topic}.md"], f"{clause.id} {clause.title}")
        links = {
            title: set(re.findall(r"\[`([^`]*)`\]", line))
            for title, line in re.findall(r"^- (\w+) by: (.*)\.$", told, re.M)
        }
        judging = [claim for claim in KNOWN[1].values() if clause.id in claim.clauses]
        breaking = {
            name
            for name, mutant in KNOWN[2].items()
            if any(c.name in mutant.violates and c.concerns(mutant.system) for c in judging)
            or re.search(rf"\b{clause.id}\b", mutant.sentence)
        }
        assert links.get("Judged", set()) == {claim.name for claim in judging}
        assert links.get("Broken", set()) == breaking
        assert links.get("Realised", set()) == realised.get(clause.id, set())


def test_every_property_is_on_its_page_with_its_verdicts(made, book):
    """Each property has its sentence, its verdict in each system, and the mutants that break it."""
    for claim in KNOWN[1].values():
        told = part(book[f"{made.page(claim.topic)}.md"], claim.name)
        assert f"Kind: {claim.kind.replace('_', ' ')}" in told
        for name, system in KNOWN[0].items():
            assert (f"[`{name}`]" in told) == claim.concerns(system)
            if claim.concerns(system):
                states = made.verdicts["systems"][name]["states"]
                assert re.search(rf"^- HOLDS: .*\[`{name}`\]\S* \({states:,} states\)", told, re.M)
        for mutant in KNOWN[2].values():
            broken = claim.name in mutant.violates and claim.concerns(mutant.system)
            assert (f"Violated by [`{mutant.name}`]" in told) == broken


def test_every_machine_is_on_its_page(made, book):
    """Each machine has its drawing, and a row for each of its transitions."""
    for kind in made.kinds:
        text = book[f"{made.page(kind.topic)}.md"]
        assert "![Statechart of " in part(text, kind.name)
        rows = part(text, f"Transitions of {kind.name}").count("\n| `")
        assert rows == len(arrows(kind.shown))


def test_every_system_is_in_the_matrix_and_drawn(made, book):
    """Each system stands in a cell with its verdict, and on the page of systems with its size."""
    for name, system in KNOWN[0].items():
        size = made.verdicts["systems"][name]["states"]
        told = re.search(rf"^\| \[`{name}`\].*\| {size:,} \| .*HOLDS", book["systems.md"], re.M)
        assert told, name
        row = rf"^\| {re.escape(f'{system.client} to {system.server}')} \|.*HOLDS"
        assert re.search(row, book["index.md"], re.M)
    assert book["index.md"].count("HOLDS") > 10


def test_every_mutant_is_told(book):
    """Each mutant has a heading with what is wrong, and what it violates."""
    for name, mutant in KNOWN[2].items():
        told = part(book["mutants.md"], name)
        assert all(f"`{violated}`" in told for violated in mutant.violates)


def test_decisions_tell_how_long_the_shortest_run_is(made, book):
    """Under a decision stand the mutants that it names, with the length of their shortest runs."""
    for clause in KNOWN[3].values():
        told = part(book["decisions.md"], f"{clause.id} {clause.title}") if (
            clause.modality == "decision") else ""  # fmt: skip
        for mutant in named_mutants(clause, KNOWN[2]):
            steps = len(made.verdicts["runs"][mutant.name]["run"])
            assert re.search(rf"^- \[`{mutant.name}`\].*in {steps} steps?\.$", told, re.M)
            assert f"dialonce explain {clause.id}" in told


def test_runs_of_rejected_readings_can_be_taken(made):
    """Each kept run is a run of its wrong design, event by event."""
    for name, known in made.verdicts["runs"].items():
        trace = tell(KNOWN[2][name].build(), list(parsed(known["run"])))
        assert len(trace.steps) == len(known["run"]) > 0


def test_every_topic_with_a_connection_of_its_own_has_a_story(made, book):
    """Where a connection of ours can be up, the page shows how it is lost and found again."""
    for name, system in KNOWN[0].items():
        story = made.verdicts["systems"][name]["story"]
        assert story or not connections(system) or ENVIRONMENT not in system.processes, name
        page = book[f"{made.home(system)}.md"]
        assert not story or "## A loss and what follows" in page
    assert sum("```mermaid\nsequenceDiagram" in text for text in book.values()) >= 10


@pytest.mark.parametrize("name", KNOWN[0])
def test_story_is_of_a_fault_that_takes_a_connection_away(made, name):
    """In a story something fails; a connection of ours that goes down comes up again."""
    system, story = KNOWN[0][name], made.verdicts["systems"][name]["story"]
    trace = tell(system, list(parsed(story)))

    assert not story or any(system.is_fault(*key) for key in parsed(story))
    ours = connections(system)
    ups = {n: [trace.tables[n].holds("up")[state[n, 0]] for state in trace.states] for n in ours}
    lost = [n for n in ours if (True, False) in zip(ups[n], ups[n][1:], strict=False)]
    assert not story or not ours or lost
    assert all(ups[n][-1] for n in lost)


def test_contracts_name_what_rests_on_them(book):
    """A contract has the systems that justify it, and those whose verdicts rest on it."""
    for system in (each for each in KNOWN[0].values() if each.refines):
        contract = system.refines.contract
        told = part(book["systems.md"], contract.__name__)
        assert re.search(rf"^- Justified by .*\[`{system.name}`\]", told, re.M)
        for other in KNOWN[0].values():
            uses = contract in other.machines.values()
            assert not uses or re.search(rf"^- Verdicts that .*\[`{other.name}`\]", told, re.M)


def test_transitions_tell_what_they_change_and_send(book):
    """A row of the transition table has the effects and outputs that the machine's table gives."""
    rows = [line for line in book["record.md"].splitlines() if line.startswith("| `hand_over`")]

    assert len(rows) == 1
    assert "| `timer = 2` | `call.request`, `detector.sent` |" in rows[0]
    assert "OCS hands the request over to its connection." in rows[0]


def test_every_link_leads_to_a_heading(book):
    """Each link names a page of the reference, and an anchor that is there once."""
    anchors = {name: headings(text) for name, text in book.items()}

    for name, text in book.items():
        assert len(set(anchors[name])) == len(anchors[name])
        for page, _, anchor in re.findall(r"(?<!\!)\[[^]]*\]\(([\w.]*)(#([^)]*))?\)", text):
            assert not anchor or anchor in anchors[page or name]
            assert (page or name) in book


def test_every_table_is_whole_and_readable(book):
    """Each row has the cells of its head, and no cell of the long tables is a wall of text."""
    for name, text in book.items():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
            rows = [cells(row) for row in block.splitlines()]
            assert len({len(row) for row in rows}) == 1
            assert name == "index.md" or max(len(c) for row in rows for c in row) <= CELL_MAX


def test_write_pages_removes_only_its_own(book, made, tmp_path):
    """Generated pages and pictures of what is gone go too; what a person wrote stays."""
    systems = {name: KNOWN[0][name] for name in ("tcp",)}
    small = replace(made, systems=systems, properties={}, mutants={}, clauses={})
    (tmp_path / "gone.md").write_text(f"{MARKER}\n\n# gone\n")
    (tmp_path / "notes.md").write_text("# by hand\n")
    (tmp_path / "machines").mkdir()
    (tmp_path / "machines" / "Gone.svg").write_text("<!-- Drawn by `dialonce pages` from it -->")
    (tmp_path / "machines" / "mine.svg").write_text("<svg/>")

    written = write_pages(small, tmp_path)

    there = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*") if p.is_file()}
    assert there == {*written, "notes.md", "machines/mine.svg"}
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == pages(small)["index.md"]
    kept = (tmp_path / "systems" / "tcp.svg").read_bytes()
    write_pages(small, tmp_path)
    assert (tmp_path / "systems" / "tcp.svg").read_bytes() == kept


def test_invalid_topic_with_the_name_of_a_page():
    """A topic called like one of the general pages is refused, since one would hide the other."""
    clause = replace(next(iter(KNOWN[3].values())), file="index.md")

    with pytest.raises(SpecificationError, match="topic index"):
        pages(Book({}, {}, {}, {clause.id: clause}))


def test_invalid_verdicts_are_refused_with_the_mend(tmp_path):
    """Where the verdicts are missing or torn, one line says how to make them."""
    with pytest.raises(SpecificationError, match=r"cannot be read: .*No such file.*make docs"):
        verdicts.read(tmp_path)
    (tmp_path / "verdicts.json").write_text("{")
    with pytest.raises(SpecificationError, match=r"Input data was truncated.*make docs"):
        verdicts.read(tmp_path)


def test_invalid_system_without_verdicts(made):
    """A system that was added since is named, with the mend."""
    known = {"systems": {}, "runs": {}}

    with pytest.raises(SpecificationError, match=r"verdicts.json knows nothing of it.*make docs"):
        pages(replace(made, verdicts=known))
