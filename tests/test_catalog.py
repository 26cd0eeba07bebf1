"""The catalog: everything that the installed modules define, by name."""

import sys
from unittest import mock

import pytest

from dialonce import catalog
from dialonce.errors import SpecificationError, UsageError


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Give a function that writes a module of the specification and declares only it."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "modules", dict(sys.modules))

    def write(text, name="scratch", **more):
        (tmp_path / f"{name}.py").write_text(text)
        monkeypatch.setattr(catalog, "module_names", lambda kind: [more.get(kind, name)])

    return write


def test_catalog_knows_the_reference():
    """The installed modules declare the yardstick, its machines and its properties."""
    assert "reference" in catalog.systems()
    assert "ReferenceRecord" in catalog.machines()
    assert any(claim.topic == "reference" for claim in catalog.properties().values())
    assert all(clause.id == i for i, clause in catalog.clauses().items())


def test_catalog_without_installation_uses_the_checkout():
    """Where no entry point is installed, the modules of the checkout are taken."""
    with mock.patch.object(catalog, "_installed", return_value={}):
        assert catalog.module_names("systems") == ["machines.systems"]
        assert catalog.module_names("spec") == ["spec"]


def test_catalog_keeps_the_order_of_definition():
    """Systems and properties come as their modules define them."""
    with mock.patch.object(catalog, "module_names", return_value=["toys"]):
        assert list(catalog.systems()) == ["toy", "broken", "fused", "switches"]
        assert list(catalog.mutants()) == ["leaky_lamp", "sticky_lamp", "missed_lamp"]
        names = list(catalog.properties())
    assert names.index("a_battery_runs_down") < names.index("the_door_stays_shut")


def test_catalog_reads_every_module_of_a_package():
    """A package stands for all its modules: a new file needs no registry."""
    with mock.patch.object(catalog, "module_names", return_value=["toys"]):
        assert {claim.topic for claim in catalog.properties().values()} == {"toys", "falsehoods"}


def test_catalog_looks_into_collections(written):
    """Systems that a module keeps in a list or a dictionary are found, too."""
    written("from toys import toy, fused\nmany = {'a': toy}\nmore = [fused, toy]\n")
    assert list(catalog.systems()) == ["toy", "fused"]


def test_catalog_tells_properties_of_one_name_apart(written):
    """A property name of two topics is given as topic.name."""
    written(
        "from dialonce.property import invariant\n"
        "def holds(s):\n    'It holds.'\n"
        "one = invariant()(holds)\nholds.__module__ = 'x.other'\ntwo = invariant()(holds)\n"
    )
    assert list(catalog.properties()) == ["scratch.holds", "other.holds"]


def test_invalid_system_name_used_twice(written):
    """Two systems of one name are refused."""
    written(
        "from dataclasses import replace\nfrom toys import toy\nother = replace(toy, mode='else')\n"
    )
    with pytest.raises(SpecificationError, match="two of them are named toy"):
        catalog.systems()


def test_catalog_has_no_mutants_where_their_module_is_missing(written):
    """A specification without wrong designs is complete; one without systems is not."""
    written("", mutants="absent", systems="absent")
    assert catalog.mutants() == {}
    with pytest.raises(SpecificationError, match=r"absent: it is not installed\."):
        catalog.systems()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\ny = z\n", r"NameError: name 'z'.*scratch\.py, line 2"),
        ("x = (\n", r"SyntaxError: .*scratch\.py, line 1"),
        ("import no_such_module\n", r"ModuleNotFoundError: .*scratch\.py, line 1"),
        (
            "from statemachine import State\nfrom dialonce import Machine\n"
            "class Odd(Machine):\n    a = State()\n    b = State()\n    go = a.to(b)\n",
            r"scratch\.py, line 3|Odd: ",
        ),
    ],
)
def test_invalid_module_is_named_with_its_line(written, text, said):
    """A module that raises is a specification error that names the author's own line."""
    written(text)
    with pytest.raises(SpecificationError, match=said):
        catalog.systems()


def test_find_ignores_case():
    """`cpd-5` finds CPD-5."""
    assert catalog.find("clause", "cpd-5", {"CPD-5": "it"}) == "it"


def test_find_offers_the_nearest_names():
    """An unknown name is answered with the nearest known ones, or else with the first ones."""
    known = {"cpd_warm": 1, "cpd_single": 2, "reference": 3}
    with pytest.raises(UsageError, match=r"no system 'refrence'; did you mean reference\?"):
        catalog.find("system", "refrence", known)
    with pytest.raises(UsageError, match="no system 'x'; known are: cpd_warm, cpd_single"):
        catalog.find("system", "x", known)
    with pytest.raises(UsageError, match="no mutant 'x'; known are: none"):
        catalog.find("mutant", "x", {})
