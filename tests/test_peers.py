"""What the comparison with other model checkers rests on; none of them is needed here but once."""

import json
import re
import shutil
from pathlib import Path

import pytest
from peers import cpd, musil, ours, page, rounds, rumur, sections, spin, tlc, tools
from peers.answer import Aborted, Answer, Wrong, judge
from peers.measure import Run, run
from peers.models import murphi, promela, tla
from peers.task import Task, perform

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(__file__).parent / "peers" / "samples"
STATES = [80, 544, 3_776, 26_752, 193_280, 1_421_824, 10_628_096, 80_545_792]
TRANSITIONS = [284, 2_272, 18_432, 151_424, 1_256_960, 10_516_992, 88_489_984, 747_231_232]
SYMMETRIC = [80, 312, 928, 2_328, 5_184, 10_560, 20_064, 36_036]
PER_RECORD = ("dial", "deliver", "result", "expire")
OF_THE_WORLD = ("crash", "restore", "drop", "connect", "giveup")


def said(name, code=0):
    """A kept output, as if a checker had just printed it."""
    return Run((SAMPLES / f"{name}.txt").read_text(), code, wall=1.0)


def test_closed_forms_give_the_published_counts():
    """States, transitions and states up to symmetry for K = 1 to 8."""
    assert [cpd.states(k) for k in range(1, 9)] == STATES
    assert [cpd.transitions(k) for k in range(1, 9)] == TRANSITIONS
    assert [cpd.states_up_to_symmetry(k) for k in range(1, 9)] == SYMMETRIC


@pytest.mark.parametrize("k", [1, 2, 3])
def test_closed_forms_are_what_the_definition_has(k):
    """A plain walk over the definition counts what the closed forms say."""
    assert cpd.counted(k) == (cpd.states(k), cpd.transitions(k), cpd.depth(k))
    symmetric = cpd.states_up_to_symmetry(k), cpd.transitions_up_to_symmetry(k), cpd.depth(k)
    assert cpd.counted(k, symmetric=True) == symmetric


@pytest.mark.parametrize("write", [promela.safety, promela.liveness, murphi.model])
def test_generators_are_deterministic(write):
    """The same question is written in the same words."""
    assert write(3) == write(3)
    assert tla.configuration(3, "symmetric") == tla.configuration(3, "symmetric")


def test_promela_has_a_line_for_each_transition():
    """Four options for each record, and the world's; those of a crash are two."""
    text = promela.safety(3)
    named = re.findall(r":: d_step \{ .* \}  /\* (.*) \*/", text)
    for r in range(3):
        assert all(f"{each} {r}" in named for each in PER_RECORD)
    for server in "pb":
        assert all(f"{each} {server}" in named for each in OF_THE_WORLD)
    assert len(named) == 3 * 4 + 2 * 5 + 2 + 1


def test_promela_gives_each_expiry_a_process_for_liveness():
    """Spin's weak fairness is that of processes."""
    assert len(re.findall(r"^active proctype expire\d", promela.liveness(4), re.M)) == 4


def test_spin_has_room_for_the_processes_of_fairness():
    """Two for K = 1 to 4, three from K = 5 on, where Spin would refuse."""
    room = [re.search(r"NFAIR=(.)", str(spin.tasks("live", k)[0].build))[1] for k in range(1, 9)]
    assert "".join(room) == "22223333"


def test_murphi_has_a_rule_for_each_transition():
    """Four rules for a record of the scalarset, five for each server."""
    named = re.findall(r'^\s*rule "(.*?)"', murphi.model(3), re.M)
    world = [f"{each} {server}" for server in "pb" for each in OF_THE_WORLD]
    assert sorted(named) == sorted([*PER_RECORD, *world])


def test_tla_has_an_action_for_each_transition():
    """Each action is defined, and is part of Next."""
    text = tla.module()
    following = text[text.index("Next ==") : text.index("Spec ==")]
    named = [each.title() for each in PER_RECORD]
    named += [f"{each.title()}{server}" for server in "PB" for each in OF_THE_WORLD]
    for name in named:
        assert re.search(rf"^{name}(\(r\))? ==", text, re.M)
        assert re.search(rf"\b{name}\b", following)


def test_seeded_bug_turns_lost_records_back_to_ready():
    """The wrong models differ from the right ones in what a reconnection does, and only there."""
    right, wrong = promela.safety(2).splitlines(), promela.safety(2, bug=True).splitlines()
    assert [line for line in wrong if line not in right] == [
        "inline connect(to) { link = to; runs = 1; s0 = (s0 >= LOST_REQ -> READY : s0); "
        "s1 = (s1 >= LOST_REQ -> READY : s1) }"
    ]
    assert murphi.model(2, bug=True).replace(murphi.RETRY, "") == murphi.model(2)
    assert "Bug = TRUE" in tla.configuration(2, "bug")
    assert "Bug = FALSE" in tla.configuration(2, "count")


@pytest.mark.parametrize(
    ("read", "sample", "depth"),
    [
        (spin.read, "spin_depth_first", None),
        (spin.read, "spin_breadth_first", 9),
        (spin.read, "spin_two_cores", 9),
        (tlc.read, "tlc_count", 9),
        (rumur.read, "rumur", None),
    ],
)
def test_readers_find_the_counts(read, sample, depth):
    """544 states and 2,272 transitions at K = 2, and the depth where it is told."""
    answer = read(said(sample), "count")
    assert (answer.states, answer.transitions, answer.depth) == (544, 2_272, depth)
    judge("count", 2, answer)


@pytest.mark.parametrize(
    ("read", "sample", "code"),
    [(spin.read, "spin_bug", 0), (tlc.read, "tlc_bug", 12), (rumur.read, "rumur_bug", 1)],
)
def test_readers_find_the_length_of_the_bug(read, sample, code):
    """Six transitions."""
    answer = read(said(sample, code), "bug")
    assert (answer.holds, answer.length) == (False, 6)
    judge("bug", 2, answer)


def test_liveness_holds_with_fairness_only():
    """Without fairness Spin and TLC find a run on which a lost record stays lost."""
    assert spin.read(said("spin_live"), "live").holds
    assert not spin.read(said("spin_unfair"), "live").holds
    assert not tlc.read(said("tlc_unfair", 13), "live").holds


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        ("spin_depth_limit", "max search depth too small"),
        ("spin_memory_limit", "reached -DMEMLIM bound"),
        ("spin_no_memory", "out of memory"),
        ("spin_table_full", "hash table is full"),
        ("spin_hashes", "no Full statespace search"),
    ],
)
def test_invalid_spin_that_was_not_exact(sample, why):
    """Spin exits with 0 and prints counts, whatever limit it met; none of them is a result."""
    for question in ("count", "live", "bug"):
        with pytest.raises(Aborted, match=why):
            spin.read(said(sample), question)


def test_spin_with_hashes_is_read_where_it_was_asked_for():
    """The row of the lossy variant is judged like the others."""
    judge("count", 2, spin.read(said("spin_hashes"), "count", spin.HASHED))


@pytest.mark.parametrize("read", [spin.read, rumur.read, tlc.read, musil.read, ours.read])
@pytest.mark.parametrize("text", ["", "Killed\n", "544 states\n"])
def test_invalid_run_without_an_end(read, text):
    """What was killed, or said nothing, is no result."""
    for question in ("count", "live"):
        with pytest.raises(Aborted):
            read(Run(text, -9, 1.0), question)


def test_invalid_tlc_that_failed():
    """Its complaint is told."""
    with pytest.raises(Aborted, match="TLC expected a boolean expression"):
        tlc.read(said("tlc_error", 75), "count")


def test_invalid_rumur_whose_exit_code_denies_its_words():
    """A verifier that found nothing and failed is no result."""
    with pytest.raises(Aborted, match="exit code 1"):
        rumur.read(said("rumur", 1), "count")


def test_invalid_truncated_search():
    """musil's and our own searches that met a bound are no results."""
    told = {"holds": True, "truncated": True, "states": 544, "length": 0, "seconds": 0.1}
    with pytest.raises(Aborted):
        musil.read(Run(json.dumps(told), 0, 1.0), "count")
    system = {"verdict": "UNDECIDED", "complete": False, "why": "more than 5 states"}
    with pytest.raises(Aborted, match="more than 5 states"):
        ours.read(Run(json.dumps({"systems": [system]}), 3, 1.0), "count")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("count", Answer(True, 543, 2_272, 9)),
        ("count", Answer(True, 544, 2_271, 9)),
        ("count", Answer(True, 544, 2_272, 10)),
        ("count", Answer(False, 544)),
        ("symmetric", Answer(True, 544)),
        ("live", Answer(False)),
        ("bug", Answer(True)),
        ("bug", Answer(False, length=7)),
    ],
)
def test_invalid_answer(question, answer):
    """Whatever differs from the definition is an error."""
    with pytest.raises(Wrong):
        judge(question, 2, answer)


def test_measuring_tells_time_memory_and_when_a_line_came(tmp_path):
    """A process that sleeps between two lines."""
    done = run(("sh", "-c", "echo one; sleep 0.2; echo two; exit 3"), tmp_path)
    assert (done.text, done.code) == ("one\ntwo\n", 3)
    assert done.seconds_at("two") - done.seconds_at("one") >= 0.15
    assert done.wall >= 0.2
    assert done.peak > 100_000


def task_that_says(seconds, states=80):
    """A checker that answers K = 1 at once, as if it had taken some seconds."""

    def read(done, question):
        return Answer(True, states, search=seconds)

    return Task("Spin, depth first", "count", 1, ("true",), read)


def test_rounds_are_kept_and_completed(tmp_path):
    """An interrupted section goes on; one measured on something else begins anew."""
    place, here, there = tmp_path / "r.json", {"machine": 1}, {"machine": 2}
    tasks = [task_that_says(0.0001), task_that_says(0.0002)]
    for count in (1, 3):
        results = rounds.Results(place)
        rounds.measure(results, "k1", tasks, count, here, False, tmp_path / "work")
        assert len(rounds.Results(place).sections["k1"]["rounds"]) == count
    rounds.measure(results, "k1", tasks, 2, there, False, tmp_path / "work")
    assert len(rounds.Results(place).sections["k1"]["rounds"]) == 2


def test_wrong_count_loses_the_round_only(tmp_path):
    """What was measured before stays."""
    results = rounds.Results(tmp_path / "r.json")
    arguments = (5, {}, False, tmp_path / "work")
    rounds.measure(results, "k1", [task_that_says(0.1)], 1, *arguments[1:])
    with pytest.raises(Wrong):
        rounds.measure(results, "k1", [task_that_says(0.1, states=79)], *arguments)
    assert len(rounds.Results(tmp_path / "r.json").sections["k1"]["rounds"]) == 1


def measured(count):
    """A section in which the second checker takes twice, four times, … as long as the first."""
    fields = {"states": 80, "length": None, "start": 0.1, "compilation": 1.0, "whole": 2.0,
              "peak": 50_000_000}  # fmt: skip
    each = [
        {"when": "2030-01-02 03:04 UTC", "load": 0.5,
         "rows": [fields | {"name": "dialonce", "search": 1.0},
                  fields | {"name": "Spin, depth first", "search": 2.0 * (at + 1)}]}
        for at in range(count)
    ]  # fmt: skip
    what = {"machine": {"processor": "P", "cores": 2, "memory": "4 GiB", "system": "S"},
            "versions": {"Spin": "6.5.2"}}  # fmt: skip
    return {"identity": what, "floor": 1_000_000, "rounds": each}


def test_page_tells_medians_ratios_and_too_few_rounds():
    """The ratio is the median of the rounds' ratios; less than five rounds are said to be so."""
    text = "before\n<!-- measured: begin -->\nof yesterday\n<!-- measured: end -->\nafter\n"
    written = page.with_tables(text, {"k6": measured(5), "k7": measured(3), "k2": measured(5)})
    assert written.startswith("before\n")
    assert written.endswith("after\n")
    assert "of yesterday" not in written
    assert "K = 2" not in written
    rows = [line for line in written.splitlines() if line.startswith("| Spin")]
    assert [row.split(" | ")[-3:] for row in rows] == [
        ["6.00", "1.00", "5 |"], ["4.00", "1.00", "only 3 |"],
    ]  # fmt: skip
    assert "Distinct states a second against Spin at its best: 6.00 times." in written
    assert page.with_tables(written, {"k6": measured(5)}).count("measured: begin") == 1


def test_the_page_has_room_for_the_tables():
    """The two markers stand in the page."""
    text = (ROOT / "docs" / "performance.md").read_text()
    assert text.count(page.BEGIN) == text.count(page.END) == 1


def test_sections_are_named_and_ours_comes_first():
    """Groups stand for their sections; an unknown name is refused with the mend."""
    assert sections.sections_of(["live", "k6", "k6"]) == [*sections.LIVE, "k6"]
    assert sections.sections_of([]) == list(sections.STANDARD)
    with pytest.raises(ValueError, match="Mend: take some of"):
        sections.sections_of(["k9"])
    all_of_them = tools.Tools(tools.PEERS, Path("jar"), Path("python"))
    for name in sections.STANDARD:
        tasks = sections.tasks_of(name, all_of_them)
        assert tasks[0].name.startswith("dialonce")
    asked = {(task.question, task.k) for task in sections.tasks_of("counts", all_of_them)}
    assert asked == {*(("count", k) for k in range(1, 8)), *(("symmetric", k) for k in range(1, 9))}


def test_invalid_missing_java(monkeypatch, tmp_path):
    """One line says what is missing, and what to do."""
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "java" else f"/bin/{name}")
    with pytest.raises(tools.Missing, match=r"TLC needs java.*Mend: .*WITHOUT"):
        tools.ready(tmp_path, without=("musil",))


def test_invalid_missing_spin_without_root(monkeypatch, tmp_path):
    """Nobody but root can install it."""
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "spin" else f"/bin/{name}")
    monkeypatch.setattr(tools.os, "geteuid", lambda: 1000)
    with pytest.raises(tools.Missing, match=r"apt-get needs root. Mend: sudo apt-get install spin"):
        tools.ready(tmp_path, without=("musil", "tlc"))


def test_invalid_python_too_old_for_musil(monkeypatch, tmp_path):
    """musil needs Python 3.12."""
    monkeypatch.setattr(tools, "_fits", lambda python: False)
    with pytest.raises(tools.Missing, match="PEERS_PYTHON"):
        tools.ready(tmp_path, without=("spin", "rumur", "tlc"))


@pytest.mark.skipif(not shutil.which("spin") or not shutil.which("gcc"), reason="no spin or gcc")
def test_spin_agrees_with_the_definition(tmp_path):
    """Depth first at K = 2: every count is exact."""
    (task,) = spin.tasks("count", 2, ("Spin, depth first",))
    row = perform(task, tmp_path / "work")
    assert (row["states"], row["transitions"]) == (544, 2_272)
