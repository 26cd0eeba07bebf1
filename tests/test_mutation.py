"""Wrong designs are derived from the tables, and each is judged as it deserves."""

import json
from collections import Counter

import pytest
from cli_run import complaint, dialonce
from statemachine import State

from dialonce import AnyOf, Data, Machine, Read, System, catalog, invariant, leads_to, step
from dialonce.errors import UsageError
from dialonce.mutation.campaign import Campaign
from dialonce.mutation.design import designs
from dialonce.mutation.explained import read_explained
from dialonce.mutation.page import BEGIN, END, Page
from dialonce.mutation.tally import tallied


class Oven(Machine):
    """An oven that bakes for two ticks, and then rings."""

    outputs = frozenset({"bell.ring", "bell.hum"})
    spontaneous = frozenset({"start", "tick"})
    left = Data(range(3), unit="ticks")
    shut = Read("the door is shut")

    off = State(initial=True)
    baking = State()

    start = off.to(baking, cond="shut", on="begin")  # TOY-1
    """A person starts it."""
    tick = (
        baking.to(None, cond="left > 1", on="count")  # TOY-2
        | baking.to(off, cond="left == 1", on="end")  # TOY-2, TOY-3
    )
    """Time passes."""

    def begin(self):
        self.left = 2

    def count(self):
        self.left -= 1

    def end(self):
        self.left = 0
        self.emit("bell.ring")


class Door(Machine):
    """A door that cites no clause, and so is no design."""

    spontaneous = frozenset({"move"})
    shut = State(initial=True)
    ajar = State()
    move = shut.to(ajar) | ajar.to(shut)
    """It is moved."""


class Bell(Machine):
    """A bell of the environment, which is no design although it cites a clause."""

    spontaneous = frozenset({"fade"})
    heard = AnyOf("ringing", "shrill")
    still = State(initial=True)
    ringing = State()
    shrill = State()
    ring = still.to(ringing) | ringing.to(shrill) | shrill.to(None)  # TOY-9
    """It rings, and all the louder when it rings already."""
    hum = still.to(None) | ringing.to(None) | shrill.to(None)
    """It hums, which nobody hears."""
    fade = still.from_(ringing, shrill)
    """It falls silent."""


KITCHEN = System(
    "kitchen", "cook", "oven", "baking",
    {"kitchen": {"oven": Oven, "door": Door}, "environment": {"bell": Bell}},
    topics=("test_mutation",), reads={"oven.shut": "door.shut"},
    fair=("oven.start", "oven.tick"),
)  # fmt: skip


@step("TOY-1")
def baking_begins_behind_a_shut_door(before, step, after):
    """Baking begins only while the door is shut."""
    return ~(before.oven.off & after.oven.baking) | before.door.shut


@step("TOY-2")
def baking_counts_down(before, step, after):
    """Each tick of baking takes one from what is left, and the last one ends it."""
    ticks = step.by("oven.tick") & before.oven.baking & after.oven.baking
    ends = before.oven.baking & after.oven.off
    return (~ticks | (after.oven.left == before.oven.left - 1)) & (~ends | (before.oven.left == 1))


@invariant("TOY-2")
def what_bakes_has_time_left(s):
    """There is time left while it bakes."""
    return ~s.oven.baking | (s.oven.left > 0)


@leads_to("TOY-3")
def what_bakes_is_done(s):
    """What bakes is done in the end."""
    return s.oven.baking, s.oven.off


@step("TOY-3")
def the_end_rings(before, step, after):
    """The end of baking rings."""
    return ~(before.oven.baking & after.oven.off) | after.bell.heard


CLAIMS = [
    baking_begins_behind_a_shut_door, baking_counts_down, what_bakes_has_time_left,
    what_bakes_is_done, the_end_rings,
]  # fmt: skip


def outcomes(systems=(KITCHEN,), claims=CLAIMS, only=""):
    """The outcome of each mutant by name."""
    found = Campaign(list(systems), claims, only).judged()
    return {mutant.name: verdict.outcome for mutant, verdict in found}


@pytest.fixture(scope="module")
def kitchen():
    """The outcomes of the toy."""
    return outcomes()


def test_only_what_cites_clauses_outside_the_environment_is_mutated():
    """A machine without clauses and one of the environment are no design."""
    assert designs([KITCHEN]) == [Oven]


def test_mutants_are_derived_from_the_table(kitchen):
    """Every transition is got wrong in every way that its table shows, once each."""
    start, count, end = "start off -> baking", "tick in baking", "tick baking -> off"

    assert sorted(kitchen) == sorted(
        f"Oven.{name}"
        for name in [
            f"{start}: is dropped",
            f"{start}: leads to off",
            f"{start}: guard is negated",
            f"{start}: overlooks shut",
            f"{start}: forgets to change left",
            f"{count}: is dropped",
            f"{count}: leads to off",
            f"{count}: guard is negated",
            f"{count}: is taken too with one left less",
            f"{count}: forgets to change left",
            f"{count}: counts each tick twice",
            f"{end}: is dropped",
            f"{end}: leads to baking",
            f"{end}: forgets to change left",
            f"{end}: does not send bell.ring",
            f"{end}: sends bell.ring twice",
            f"{end}: sends bell.hum for bell.ring",
            f"{end}: comes one tick later",
        ]
    )


def test_each_mutant_gets_its_outcome(kitchen):
    """Most are killed; the second ring survives, and what is never read again is equivalent."""
    left = {name: outcome for name, outcome in kitchen.items() if outcome != "killed"}

    assert left == {
        "Oven.tick baking -> off: sends bell.ring twice": "survived",
        "Oven.tick baking -> off: forgets to change left": "equivalent",
    }


def test_a_mutant_dies_of_the_property_that_it_breaks():
    """The verdict names the property and the system."""
    ((_, verdict),) = Campaign([KITCHEN], CLAIMS, "overlooks").judged()

    assert verdict[:3] == ("killed", "baking_begins_behind_a_shut_door", ("kitchen",))


def test_nothing_dies_without_properties():
    """Without properties all survive but what behaves alike."""
    found = Counter(outcomes(claims=[]).values())

    assert found == {"survived": 17, "equivalent": 1}


def test_a_wrong_right_design_is_refused():
    """Where the right design violates a property, its mutants would tell nothing."""
    never = invariant("TOY-1")(the_oven_is_off)

    with pytest.raises(UsageError, match="kitchen is VIOLATED in its right design"):
        outcomes(claims=[never])


def the_oven_is_off(s):
    """It never bakes."""
    return s.oven.off


def test_a_real_machine_is_judged_exactly():
    """One small system of the law, with exact numbers."""
    found = outcomes([catalog.system("tcp")], catalog.properties_of([catalog.system("tcp")]))

    assert Counter(found.values()) == {
        "killed": 20, "refused": 3, "equivalent": 5, "unreached": 8
    }  # fmt: skip


def mutate(*arguments):
    """Run `dialonce mutate` on the toy of this file."""
    return dialonce("mutate", *arguments, modules=("test_mutation",))


SURVIVOR = "Oven.tick baking -> off: sends bell.ring twice"
REASON = "## Nobody counts rings\n\nA bell that rings, rings."
EXPLAINED = f"# Survivors\n\nWords.\n\n{REASON}\n\n- `{SURVIVOR}`\n"


def test_survivors_are_listed_and_fail_the_command():
    """A survivor is shown with its line, clauses and systems; the exit code is 1."""
    result = mutate()

    assert result.exit_code == 1
    assert f"SURVIVOR  {SURVIVOR}\n          test_mutation.py:" in result.output
    assert "TOY-2, TOY-3\n          in kitchen\n" in result.output
    assert "after 3 steps bell may be shrill where it would be ringing" in result.output
    assert (
        "18 mutants: 16 killed, 0 refused, 1 equivalent, 0 unreached, 1 survived" in result.output
    )


def test_explained_survivors_do_not_fail_the_command(tmp_path):
    """A survivor that the file explains is counted, and the exit code is 0."""
    (tmp_path / "why.md").write_text(EXPLAINED)

    result = mutate("--explained", tmp_path / "why.md", "--json")
    facts = json.loads(result.output)

    assert (result.exit_code, facts["verdict"], facts["new"]) == (0, "HOLDS", [])
    assert [m["reason"] for m in facts["mutants"] if m["name"] == SURVIVOR] == [
        "Nobody counts rings"
    ]


def test_stale_explanations_fail_the_command(tmp_path):
    """What is explained and did not survive is an error, where everything was judged."""
    killed = "Oven.tick in baking: is dropped"
    (tmp_path / "why.md").write_text(f"{EXPLAINED}- `{killed}`\n- `Oven.was: no more`\n")
    whole = json.loads(mutate("--explained", tmp_path / "why.md", "--json").output)
    some = json.loads(
        mutate("--explained", tmp_path / "why.md", "--only", "tick in", "--json").output
    )

    assert (whole["verdict"], whole["stale"]) == ("VIOLATED", [killed, "Oven.was: no more"])
    assert (some["verdict"], some["stale"]) == ("VIOLATED", [killed])


@pytest.mark.parametrize(
    ("text", "complains"),
    [
        ("- `A.b: c`\n", "why.md:1: A.b: c has no reason; write it under a heading"),
        ("## Why\n\n- `A.b: c`\n", "why.md:3: A.b: c has no reason"),
        (EXPLAINED + f"- `{SURVIVOR}`\n", "twice; take one out"),
        (EXPLAINED + "- A.b\n", "why.md:10: '- A.b' names no mutant"),
    ],
)
def test_unreadable_explanations_are_refused(tmp_path, text, complains):
    """Each mistake in the file is one line that names its place."""
    (tmp_path / "why.md").write_text(text)

    with pytest.raises(UsageError) as found:
        read_explained(tmp_path / "why.md")

    assert complains in str(found.value)


def test_missing_explanations_are_a_usage_error(tmp_path):
    """A file that is not there is exit code 2."""
    assert "cannot read" in complaint(mutate("--explained", tmp_path / "none.md"))


def test_the_page_keeps_what_a_person_wrote(tmp_path):
    """The figures replace what is between the marks, and nothing else."""
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n")
    judged = Campaign([KITCHEN], CLAIMS, "twice").judged()
    text = Page(page).text(tallied(judged, {}, True))

    assert text.startswith(f"Before.\n{BEGIN}\n")
    assert text.endswith(f"{END}\nAfter.\n")
    assert "| TOY-3 |   |   |   |   | 1 |   | 1 |" in text
    assert "Hollow clauses, of which no mutant is noticed: TOY-3." in text
    assert "old" not in text


def test_a_page_without_marks_is_refused(tmp_path):
    """Nothing is judged and nothing written where the marks are missing."""
    (tmp_path / "page.md").write_text("No marks.\n")

    assert "must hold" in complaint(mutate("--page", tmp_path / "page.md"))
    assert (tmp_path / "page.md").read_text() == "No marks.\n"
