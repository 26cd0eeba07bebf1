"""A certificate is believed if and only if it proves what it claims."""

import ast
import copy
import json
import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import dialonce.certificate
import dialonce.recheck
from dialonce import catalog
from dialonce.cli import main
from dialonce.prove import prove
from dialonce.recheck import objections

SYSTEMS = catalog.systems()
MUTANTS = catalog.mutants()
PROPERTIES = list(catalog.properties().values())
SEARCH = {"cascade", "decision", "compose", "explore", "graph", "check", "kernel", "numbering",
          "moves", "successors", "search", "plain", "compiled", "transitions", "liveness", "prove",
          "abstract"}  # fmt: skip
CHECKED = ("reference", "cpd_single", "cpd_warm_addp", "ocm_several", "pool_single", "tcp")


def written(system):
    """The certificate of a system, as read back from JSON."""
    return json.loads(json.dumps(prove(system, PROPERTIES, tried=()).certificate()))


@pytest.fixture(scope="module")
def right():
    """The certificate of the yardstick."""
    return written(SYSTEMS["reference"])


def against(found, system="reference"):
    return objections(SYSTEMS[system], found, PROPERTIES)


@pytest.mark.parametrize("name", CHECKED)
def test_certificate_is_confirmed_by_its_own_checker(name):
    """The checker finds the set inductive, and all invariants and steps true on it."""
    found = written(SYSTEMS[name])

    assert objections(SYSTEMS[name], found, PROPERTIES) == []
    judged = {c.name for c in PROPERTIES
              if c.kind in ("invariant", "step") and c.concerns(SYSTEMS[name])}  # fmt: skip
    assert set(found["claims"]) == judged


def test_checker_imports_nothing_of_the_search():
    """The checker is under 150 lines, and neither it nor the format imports the search."""
    for module in (dialonce.recheck, dialonce.certificate):
        text = Path(module.__file__).read_text(encoding="utf-8")
        names = {
            part
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom) and node.module
            for part in (*node.module.split("."), *(alias.name for alias in node.names))
        }
        assert names.isdisjoint(SEARCH)
        assert not any(isinstance(node, ast.Import) and "dialonce" in ast.unparse(node)
                       for node in ast.walk(ast.parse(text)))  # fmt: skip
        assert len(text.splitlines()) < 150


def test_checker_runs_no_code_of_the_search(right):
    """While a certificate is checked, no function of the search is called."""
    called = set()

    def note(frame, event, _):
        if event == "call" and "dialonce" in frame.f_code.co_filename:
            called.add(Path(frame.f_code.co_filename).stem)

    sys.setprofile(note)
    try:
        assert against(right) == []
    finally:
        sys.setprofile(None)
    assert "recheck" in called
    assert called.isdisjoint(SEARCH)


def test_invalid_certificate_without_a_pair(right):
    """A certificate that lacks any one of its pairs is refused."""
    for position in range(len(right["pairs"])):
        lacking = right | {"pairs": right["pairs"][:position] + right["pairs"][position + 1 :]}
        assert against(lacking)


def test_invalid_certificate_with_a_changed_number(right):
    """Any local state that is replaced by another number is noticed."""
    chance = random.Random(1)

    for _ in range(300):
        changed = copy.deepcopy(right)
        half = chance.choice(changed["pairs"])[chance.choice([0, 1])]
        position = chance.randrange(len(half))
        half[position] = chance.choice([n for n in range(-1, 9) if n != half[position]])
        assert against(changed)


def test_invalid_certificate_with_a_bad_pair():
    """A set that allows what an invariant forbids does not prove it, even if it is inductive."""
    wrong = MUTANTS["uncounted_call"].build()
    found = written(wrong)
    assert objections(wrong, found, PROPERTIES) == []
    assert "a_done_yardstick_record_was_placed_once" not in found["claims"]

    found["claims"] = sorted([*found["claims"], "a_done_yardstick_record_was_placed_once"])

    assert objections(wrong, found, PROPERTIES) == [
        "a_done_yardstick_record_was_placed_once is not true on it"
    ]


def test_invalid_certificate_of_a_wrong_design(right):
    """The certificate of the right machines does not prove wrong ones."""
    for name, mutant in MUTANTS.items():
        if mutant.system.name == "reference":
            wrong = mutant.build()
            assert objections(wrong, right | {"system": wrong.name}, PROPERTIES), name


def test_invalid_certificate_of_another_system():
    """A certificate is refused for a system with other machines."""
    found = written(SYSTEMS["cpd_single_addp"])

    assert against(found, "cpd_single") == ["it is of other machines than those of this system"]
    renamed = found | {"system": "cpd_single"}
    assert against(renamed, "cpd_single") == ["it is of other machines than those of this system"]


def test_invalid_certificate_with_a_step_that_is_not_true():
    """A step property that the machines do not keep is not believed."""
    wrong = MUTANTS["repeats_an_interrupted_action"].build()
    name = "an_action_leaves_ocm_only_when_its_user_asks"
    found = written(wrong)
    assert name not in found["claims"]

    found["claims"] = sorted([*found["claims"], name])

    reasons = objections(wrong, found, PROPERTIES)

    assert [reason.partition(" of ")[0] for reason in reasons[:1]] == [f"{name} is not true"]


def changes():
    """Ways to damage a certificate: a name, and what to put in the place of a part."""
    yield "no pairs", lambda c: c.pop("pairs")
    yield "no claims", lambda c: c.pop("claims")
    yield "no machines", lambda c: c.pop("single")
    yield "one part more", lambda c: c.update(more=1)
    yield "a foreign machine", lambda c: c["single"].update(stranger=[[["a"], []]])
    yield "a machine less", lambda c: c["single"].popitem()
    yield "local states swapped", lambda c: [local.reverse() for local in c["member"].values()]
    yield "pairs that are none", lambda c: c.update(pairs=[1, 2])
    yield "pairs as a number", lambda c: c.update(pairs=7)
    yield "pairs as nothing", lambda c: c.update(pairs=None)
    yield "pairs as text", lambda c: c.update(pairs="ab")
    yield "a pair as an object", lambda c: c["pairs"].__setitem__(0, {"a": 1, "b": 2})
    yield "a pair of three", lambda c: c["pairs"][0].append([0])
    yield "a pair of text", lambda c: c["pairs"].__setitem__(0, ["00", "00"])
    yield "a pair too short", lambda c: c["pairs"][0][0].pop()
    yield "a number moved over", lambda c: c["pairs"][0][1].insert(0, c["pairs"][0][0].pop())
    yield "a truth for a number", lambda c: c["pairs"][0][0].__setitem__(0, False)
    yield "a broken number", lambda c: c["pairs"][0][0].__setitem__(0, 0.0)
    yield "a list for a number", lambda c: c["pairs"][0][0].__setitem__(0, [0])
    yield "a huge number", lambda c: c["pairs"][0][0].__setitem__(0, 10**400)
    yield "a negative number", lambda c: c["pairs"][0][0].__setitem__(0, -1)
    yield "a pair twice", lambda c: c["pairs"].append(c["pairs"][-1])
    yield "another order", lambda c: c["pairs"].reverse()
    yield "no pair", lambda c: c.update(pairs=[])
    yield "claims as a number", lambda c: c.update(claims=3)
    yield "a claim as a list", lambda c: c["claims"].append([])
    yield "a claim as a number", lambda c: c["claims"].append(1)
    yield "an unknown claim", lambda c: c.update(claims=["a_person_is_called_twice"])
    yield (
        "a claim of another kind",
        lambda c: c.update(claims=[p.name for p in PROPERTIES if p.kind == "leads_to"][:1]),
    )
    yield "a claim twice", lambda c: c["claims"].append(c["claims"][-1])


@pytest.mark.parametrize("damage", [pytest.param(act, id=name) for name, act in changes()])
def test_invalid_certificate_that_is_damaged(right, tmp_path, damage):
    """Whatever is changed in it, a certificate is refused in clear lines, with exit code 1."""
    found = copy.deepcopy(right)
    damage(found)
    path = tmp_path / "damaged.json"
    path.write_text(json.dumps(found))

    result = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert against(found)
    assert result.exit_code == 1
    assert result.stdout.startswith("The certificate of reference does not prove it: ")
    assert result.stderr == ""


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"{}", b'{"format": "other"}', b"\x00", b"\xff\xfe", b"[" * 100_000,
     b'{"a":' * 100_000, b"1" * 10_000, b'"' + b"x" * 1_000_000, b"NaN"],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_invalid_certificate_file(tmp_path, text):
    """A file that is no certificate is one clear line and exit code 2."""
    path = tmp_path / "bad.json"
    path.write_bytes(text)

    result = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert result.exit_code == 2
    assert "is no certificate" in result.stderr
    assert result.stderr.count("\n") == 1


def test_invalid_certificate_that_is_cut_off_or_endless(right, tmp_path):
    """A part of a file, a folder, and a file without an end are one clear line and exit code 2."""
    path = tmp_path / "cut.json"
    text = json.dumps(right)
    for length in range(1, len(text), len(text) // 20):
        path.write_text(text[:length])
        assert CliRunner().invoke(main, ["prove", "--verify", str(path)]).exit_code == 2

    for odd in (str(tmp_path), str(tmp_path / "missing"), "/dev/zero"):
        result = CliRunner().invoke(main, ["prove", "--verify", odd])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_invalid_certificate_of_an_unknown_system(right, tmp_path):
    """A name that no system has, or that is no name, is one clear line and exit code 2."""
    path = tmp_path / "odd.json"
    for name in ("referense", None, ["reference"], {}):
        path.write_text(json.dumps(right | {"system": name}))
        result = CliRunner().invoke(main, ["prove", "--verify", str(path)])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_prove_writes_a_certificate_that_verifies(tmp_path):
    """The command writes a certificate, and confirms it in a second run."""
    first = CliRunner().invoke(main, ["prove", "cpd_single", "-o", str(tmp_path)])
    path = tmp_path / "cpd_single.certificate.json"
    second = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "for any number of records" in first.stdout
    assert second.stdout.startswith("The certificate of cpd_single holds: 516 pairs")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_certificate_with_an_open_claim_is_undecided(right, tmp_path):
    """What a certificate leaves open is named, and the exit code is that of UNDECIDED."""
    path = tmp_path / "reference.json"
    path.write_text(json.dumps(right | {"claims": right["claims"][1:]}))

    result = CliRunner().invoke(main, ["prove", "--verify", str(path)])

    assert result.exit_code == 3
    assert f"UNDECIDED  {right['claims'][0]} is not claimed." in result.stdout


def test_invalid_verify_with_more(tmp_path):
    """To verify a certificate takes nothing else: a system beside it is refused."""
    result = CliRunner().invoke(main, ["prove", "tcp", "--verify", str(tmp_path / "x.json")])

    assert result.exit_code == 2
    assert "leave out all else" in result.stderr
