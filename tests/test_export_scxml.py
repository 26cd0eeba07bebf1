"""SCXML: python-statemachine loads it back, and it walks in step with the tables."""

import re
from collections import Counter
from functools import cache
from xml.etree import ElementTree

import pytest
import toys
from post import post
from random_systems import system as random_system
from scxml_run import Loaded
from statemachine import State
from test_diagram import Kettle
from wander import wander

from dialonce import Data, Machine, Read, catalog
from dialonce.export import scxml
from dialonce.export.scxml.changes import ADD, KEEP, SET, Effect, changes
from dialonce.export.scxml.document import NAMESPACE
from dialonce.export.scxml.guard import Literal, guard
from dialonce.machine import data_of, reads_of
from dialonce.table import tabulate
from dialonce.trace import label

# What the Recommendation allows of what we use: attributes, and elements inside.
CONTENT = {"assign", "raise", "send"}
STATES = {"state", "parallel", "final"}
FORM = {
    "scxml": ({"version", "name", "initial", "datamodel"}, {"datamodel", *STATES}),
    "datamodel": (set(), {"data"}),
    "data": ({"id", "expr"}, set()),
    "state": ({"id", "initial"}, {"transition", *STATES}),
    "parallel": ({"id"}, {"transition", "state", "parallel"}),
    "final": ({"id"}, set()),
    "transition": ({"event", "cond", "target"}, CONTENT),
    "assign": ({"location", "expr"}, set()),
    "raise": ({"event"}, set()),
    "send": ({"event", "target"}, set()),
}
NCNAME = re.compile(r"[^\W\d][\w.-]*")
# Each eighth system, one with nested states, one that shows the order of messages, and some by
# chance; `make exports` takes all.
EVERY = list(catalog.systems().values())
SAMPLE = {
    s.name: s for s in [*EVERY[::8], toys.toy, post, *(random_system(n, "xy") for n in range(3))]
}


class Oven(Machine):
    """Regions that one event moves together, a guard that looks across, and an end by itself."""

    outputs = frozenset({"cook.hot", "cook.bright"})
    turns = Data(range(4), unit="turns")
    paid = Read("it is paid for")

    off = State(initial=True)

    class on(State.Parallel):
        class heat(State.Compound):
            cold = State(initial=True)
            hot = State(enter="say_hot")
            cool = hot.to(cold)

        class light(State.Compound):
            dark = State(initial=True)
            bright = State(exit="count")

    broken = State(final=True)

    plug = off.to(on, cond="paid")
    turn = (
        on.heat.cold.to(on.heat.hot, on="count")
        | on.light.dark.to(on.light.bright, on="say_bright", cond="turns < 2")
        | on.light.bright.to(on.light.dark, cond="turns < 3")
    )
    look = on.light.bright.to(None, on="say_bright", cond="In('hot')")
    pull = on.to(off)
    on.to(broken, cond="turns == 3")

    def say_hot(self):
        self.emit("cook.hot")

    def say_bright(self):
        self.emit("cook.bright")

    def count(self):
        self.turns = min(3, self.turns + 1)


text_of = cache(scxml.text)


def assert_same_rows(machine):
    """Fail unless the loaded document does for each row what the table says."""
    loaded, table, names = Loaded(text_of(machine)), tabulate(machine), list(data_of(machine))
    assert loaded.states() == set(table.locals[0].states)
    never = dict.fromkeys(reads_of(machine), False)
    for at, event, reads, row in table.rows():
        before = table.locals[at]
        loaded.put(before.states, dict(zip(names, before.data, strict=True)))
        sent = loaded.take(event, **never | reads)
        after = table.locals[row.after] if row else before
        where = f"{machine.__name__}: {event} in {table.describe(at)}, {reads}"
        assert sent == (row.outputs if row else ()), where
        assert loaded.states() == set(after.states), where
        assert tuple(loaded.data(names).values()) == after.data, where


def assert_same_run(system, steps):
    """Fail unless the loaded document of a system goes where the tables go."""
    loaded = Loaded(scxml.text(system, 2))
    for runner in wander(system, 2, steps):
        if runner.trace.steps:
            step = runner.trace.steps[-1]
            loaded.take(f"{label(system, step.instance).replace(' ', '_')}.{step.event}")
        states, data = {f"{system.name}.machines"}, {}
        for at, local in runner.state.items():
            region, known = label(system, at).replace(" ", "_"), runner.tables[at[0]]
            states |= {region, *(f"{region}.{state}" for state in known.locals[local].states)}
            names = data_of(known.machine)
            data |= {f"{region}__{name}": known.values(name)[local] for name in names}
        assert loaded.states() == states
        assert loaded.data(data) == data


def assert_form(text):
    """Fail where a document breaks the rules of SCXML 1.0 about what stands where."""
    root = ElementTree.fromstring(text)
    elements = list(root.iter())
    assert all(e.tag.startswith(f"{{{NAMESPACE}}}") for e in elements)
    for element in elements:
        attributes, inside = FORM[element.tag.rpartition("}")[2]]
        assert set(element.keys()) <= attributes
        assert {child.tag.rpartition("}")[2] for child in element} <= inside
    states = [e for e in elements if e.tag.rpartition("}")[2] in STATES]
    ids = [e.get("id") for e in elements if e.get("id")]
    assert all(NCNAME.fullmatch(name) for name in ids)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert (root.get("version"), root.get("datamodel")) == ("1.0", "ecmascript")
    named = {state.get("id") for state in states}
    for element in elements:
        assert named.issuperset((element.get("initial") or "").split())
        if element.tag.endswith("}transition"):
            assert named.issuperset((element.get("target") or "").split())
            assert element.get("event")


def test_scxml_of_every_machine_walks_in_step_with_its_table():
    """Every row of every machine: the same states, data and messages.

    Of several that a function made with one name the first one; `make exports` takes all.
    """
    for machine in catalog.machines().values():
        assert_same_rows(machine)


@pytest.mark.parametrize("machine", [Kettle, Oven, toys.Door, toys.Lamp], ids=lambda m: m.__name__)
def test_scxml_of_nested_states_walks_in_step_with_its_table(machine):
    """Compound and parallel states, several transitions at once, eventless ones, In(), and ends."""
    assert_same_rows(machine)
    assert_form(text_of(machine))


@pytest.mark.parametrize("name", SAMPLE)
def test_scxml_of_a_system_walks_in_step_with_its_tables(name):
    """One document runs the whole system: each step leads to the same states and data."""
    assert_same_run(SAMPLE[name], 20)


def test_scxml_has_the_form_of_the_recommendation():
    """Elements and attributes stand where SCXML 1.0 allows them, and what is named exists."""
    for subject in [*catalog.machines().values(), toys.toy]:
        assert_form(text_of(subject))


def test_scxml_reads_like_the_machine():
    """A record's hand-over: its guard, its timer and its messages, with the clauses above it."""
    element = """
    <!-- OCS hands the request over to its connection. REC-2, REC-3, REC-6, REC-12, SES-3 -->
    <transition event="hand_over" cond="GUARD" target="requested">
      <assign location="timer" expr="2" />
      <send event="call.request" target="#_parent" />
      <send event="detector.sent" target="#_parent" />
    </transition>
"""
    guard = "_event.data.session_running &amp;&amp; _event.data.withheld == false"
    assert element.replace("GUARD", guard) in text_of(catalog.machines()["CallRecord"])


def test_scxml_of_a_system_looks_and_speaks_inside():
    """In a system a read asks for active states, and a message is raised for each member."""
    text = scxml.text(toys.toy, 2)
    assert '<raise event="lamp_1.shine" />\n' in text
    assert '<raise event="lamp_2.shine" />\n' in text
    assert "cond=\"In('door.ajar')\"" in text
    assert "neighbour" not in text


def test_scxml_uses_as_many_members_as_asked():
    """A document is for a number of members, by default that of the system."""
    assert scxml.text(toys.toy) == scxml.text(toys.toy, 2) != scxml.text(toys.toy, 3)
    assert '<state id="lamp_3"' in scxml.text(toys.toy, 3)


@pytest.mark.parametrize(
    ("wanted", "others", "found"),
    [
        ([{"n": 0}], [], [()]),
        ([{"n": 2}], [{"n": 1}], [(Literal("n", (2,), (1,)),)]),
        ([{"n": 0}, {"n": 1}], [{"n": 2}, {"n": 3}], [(Literal("n", (0, 1), (2, 3)),)]),
        ([{"n": 0, "r": True}], [{"n": 0, "r": False}, {"n": 1}],
         [(Literal("n", (0,), (1,)), Literal("r", (True,), (False,)))]),
        ([{"n": 0}, {"n": 1, "r": True}], [{"n": 1, "r": False}],
         [(Literal("n", (0,), (1,)),), (Literal("r", (True,), (False,)),)]),
    ],
)  # fmt: skip
def test_guard_is_true_where_it_must_be_and_nowhere_else(wanted, others, found):
    """A guard asks no more than it must; a read that a case leaves out is not relied on."""
    domains = {"n": (0, 1, 2, 3), "r": (False, True)}
    assert [sorted(cube) for cube in guard(wanted, others, domains)] == [sorted(c) for c in found]


def test_changes_say_what_happens_to_data():
    """Data are kept, set or counted, whichever fits most rows."""
    effects = {
        (change.event, change.source, tuple(change.effects.values()))
        for change in changes(catalog.machines()["CallRecord"])
    }
    assert ("hand_over", "claimed", (Effect(SET, 2),)) in effects
    assert ("tick", "lost", (Effect(ADD, -1),)) in effects
    assert ("taken_over", "lost", (Effect(SET, 0),)) in effects
    assert ("claim", "ready", (Effect(KEEP),)) in effects
