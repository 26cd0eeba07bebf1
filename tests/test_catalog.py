"""The catalog: everything that the installed modules define, by name."""

import subprocess
import sys
from importlib.metadata import entry_points
from unittest import mock

import pytest

import dialonce
from dialonce import catalog
from dialonce.entry import modules_of
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


def test_catalog_reads_the_entry_points_that_the_library_reads():
    """The modules of each group are those that importlib.metadata finds."""
    for group in ("dialonce.systems", "dialonce.spec", "pytest11", "console_scripts"):
        known = {point.module for point in entry_points(group=group)}
        assert known == set(modules_of(group)) != set()


def test_catalog_takes_the_first_of_two_installations(tmp_path, monkeypatch):
    """Of a distribution that is installed twice, the first on the path counts."""
    for folder, module in (("one", "mine.first"), ("two", "mine.second")):
        info = tmp_path / folder / "mine-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "entry_points.txt").write_text(
            f"[other]\na = nothing\n\n[dialonce.systems]\n# mine\na = {module}:here [extra]\n"
        )
    folders = [str(tmp_path / name) for name in ("one", "missing", "two")]
    monkeypatch.setattr("sys.path", folders)

    assert modules_of("dialonce.systems") == ["mine.first"]
    assert modules_of("dialonce") == []


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
    text = "from dialonce import invariant\n@invariant()\ndef holds(s):\n    'It holds.'\n"
    written(text, "other")
    written(text)
    with mock.patch.object(catalog, "module_names", return_value=["scratch", "other"]):
        assert list(catalog.properties()) == ["scratch.holds", "other.holds"]


def test_invalid_property_outside_the_file_of_its_topic(written):
    """A property made of another file's function would be missed, and is refused."""
    written("def holds(s):\n    'It holds.'\n", "other")
    written("from dialonce import invariant\nimport other\none = invariant()(other.holds)\n")
    with pytest.raises(SpecificationError, match=r"holds: .* define it in a file other\.py"):
        catalog.properties()


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


SYSTEMS, PROPERTIES, MUTANTS = catalog.systems(), catalog.properties(), catalog.mutants()


@pytest.mark.parametrize("name", SYSTEMS)
def test_system_asked_for_by_name_is_the_one_of_all(name):
    """Looking for one system gives that object, and the same properties in the same order."""
    system = SYSTEMS[name]
    assert catalog.system(name) is system
    found = [claim for claim in catalog.properties_of([system]) if claim.concerns(system)]
    assert [id(claim) for claim in found] == [
        id(claim) for claim in PROPERTIES.values() if claim.concerns(system)
    ]


def test_mutant_asked_for_by_name_is_the_one_of_all():
    """Looking for one wrong design gives that object."""
    for name, mutant in MUTANTS.items():
        assert catalog.mutant(name) is mutant


def test_properties_of_several_systems_keep_their_order():
    """The properties of several systems come as in the whole catalog, once each."""
    chosen = [SYSTEMS["tcp"], SYSTEMS["cpd_warm"], SYSTEMS["reference"]]
    topics = {topic for system in chosen for topic in system.topics}
    assert catalog.properties_of(chosen) == [
        claim for claim in PROPERTIES.values() if claim.topic in topics
    ]


LOADED = """
import sys
from dialonce import catalog
system = catalog.{kind}({name!r})
{more}
print(*sorted(each for each in sys.modules if each.startswith(("machines.", "properties."))))
"""


def loaded(kind, name, more=""):
    """The modules of machines and properties that a fresh interpreter loads for one name."""
    text = LOADED.format(kind=kind, name=name, more=more)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_system_asked_for_by_name_loads_no_other():
    """Only its own modules, and those of its topics, are loaded."""
    more = "catalog.properties_of([system])"
    assert loaded("system", "reference", more) == [
        "machines.reference", "machines.systems", "machines.systems.reference",
        "properties.reference", "properties.rules",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["addp_3", "tcp", "ha_sync", "cpd_warm"])
def test_system_asked_for_by_name_is_looked_for_in_its_own_file_first(name):
    """Also where its name is put together, or occurs in other files, few are loaded."""
    files = [each for each in loaded("system", name) if each.startswith("machines.systems.")]
    assert f"machines.systems.{name.split('_')[0].replace('tcp', 'addp')}" in files
    assert len(files) <= 4


def test_mutant_asked_for_by_name_loads_no_other():
    """Only the module of the wrong design is loaded, with what it imports."""
    found = loaded("mutant", "seeded_double_dial")
    assert [each for each in found if each.startswith("machines.mutants.")] == [
        "machines.mutants.installation", "machines.mutants.seeded",
    ]  # fmt: skip


def test_name_in_another_case_is_found():
    """`Toy` is looked for among all, and found as toy."""
    with mock.patch.object(catalog, "module_names", return_value=["toys"]):
        assert catalog.system("Toy") is catalog.system("toy")
        assert catalog.mutant("LEAKY_LAMP") is catalog.mutant("leaky_lamp")
        with pytest.raises(UsageError, match=r"no system 'tay'; did you mean toy\?"):
            catalog.system("tay")


def test_name_twice_is_refused_where_all_are_wanted(written):
    """One system asked for by name is taken where it is found; the list of all is refused."""
    twin = "from dataclasses import replace\nfrom toys import toy\n"
    written(twin + "other = replace(toy, name='twin')\n", "one")
    written(twin + "other = replace(toy, name='twin')\n", "two")
    with mock.patch.object(catalog, "module_names", return_value=["one", "two"]):
        assert catalog.system("twin").name == "twin"
        with pytest.raises(SpecificationError, match="two of them are named twin"):
            catalog.systems()


def test_text_that_cannot_be_read_hides_nothing(written):
    """The text of a module only says where to look first."""
    written("from toys import toy\n")
    with mock.patch("dialonce.modules.find_spec", side_effect=ImportError):
        assert catalog.system("toy").name == "toy"


def test_every_name_of_the_package_is_there():
    """What `from dialonce import ...` offers is loaded when used; nothing else is known."""
    assert all(getattr(dialonce, name) for name in dialonce.__all__)
    assert {name for names in dialonce.HOMES.values() for name in names} == set(dialonce.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Machin'"):
        _ = dialonce.Machin
