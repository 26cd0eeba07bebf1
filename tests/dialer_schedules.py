"""The example dialer at length: real schedules with faults, and every faulty variant.

Not in `make test`: `make schedules` runs it. RUNS=50 plays fewer schedules. What needs PostgreSQL
runs where DIALER_DATABASE_URL names a database, such as postgresql://me@localhost/dialer.
"""

import json
import os
import shlex
import sys
import time
from pathlib import Path

import pytest
from cli_run import dialonce
from dialer_judged import PairWorld, RealWorld, clauses, real_judge, run_at_random, search

from asyncio_dialer.bench.postgres import PREFIX, connect
from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.subjects import SUBJECTS
from asyncio_dialer.wire_words import REAL
from asyncio_dialer.wrong import VARIANTS

RUNS = int(os.environ.get("RUNS") or 240)
STEPS = 60
ADAPTER = Path(__file__).parents[1] / "examples" / "asyncio_dialer" / "adapter.py"
MEMBERS = 2
ALONE = [system for system in REAL if not SUBJECTS[system].plan.pair]
DATABASE = os.environ.get("DIALER_DATABASE_URL", "")
POSTGRES_RUNS = 3
needs_postgres = pytest.mark.skipif(
    not DATABASE, reason="DIALER_DATABASE_URL names no database of PostgreSQL"
)
DIALED = (
    "line.come_back", "switch_line.come_back", "db_line.come_back", "session.start",
    "row.retrieve", "row.deliver", "tick", "call.place", "call.report", "row.apply",
    "row.acknowledge",
)  # fmt: skip


@pytest.mark.parametrize("system", ALONE)
def test_real_schedules_dial_nobody_twice_and_lose_nothing(system):
    """What is seen on the wires is allowed, and the switch has called each person once at most.

    That nothing is lost is the judge's, too: what the dialer owes, it may not leave undone.
    """
    judge, world = real_judge(system), RealWorld(system, MEMBERS, Parts())
    calls = 1 if system != "cpd_by_hand" else 2  # a person may have a record dialed again
    try:
        for seed in range(-(-RUNS // len(ALONE))):
            run = run_at_random(judge, world, seed, STEPS)
            assert not run.fault, (seed, run.fault, run.seen)
            placed = [len(world.store.calls(record)) for record in range(MEMBERS)]
            assert max(placed) <= calls, (seed, placed, run.seen)
    finally:
        world.end()


def test_real_pairs_take_the_role_by_an_order_only():
    """Dialers are killed and frozen, and cut off from each other; the judge allows what is seen."""
    judge, world = real_judge("ha_pair", 1), PairWorld("ha_pair")
    try:
        for seed in range(-(-RUNS // 10)):
            run = run_at_random(judge, world, seed, STEPS)
            assert not run.fault, (seed, run.fault, run.seen)
    finally:
        world.end()


@pytest.mark.parametrize("name", [name for name, v in VARIANTS.items() if v.system == "ha_pair"])
def test_real_pairs_show_each_mistake_about_the_role(name):
    """A process with the mistake does something that the judge does not allow."""
    judge, world = real_judge("ha_pair", 1), PairWorld("ha_pair", name)
    try:
        assert any(run_at_random(judge, world, seed, STEPS).fault for seed in range(40))
    finally:
        world.end()


@pytest.mark.parametrize("system", SUBJECTS)
def test_the_dialer_conforms_in_many_runs(system):
    """Nothing that the dialer does is refused, in many random runs of the kit's world."""
    run = search(system, Parts(), runs=RUNS)
    assert run is None, (run.fault, run.seen)


@pytest.mark.parametrize("name", VARIANTS)
def test_each_mistake_is_found_and_named(name):
    """A faulty variant is noticed, and one of the clauses that it breaks is named."""
    variant = VARIANTS[name]
    run = search(variant.system, variant.parts, runs=2000)
    assert run is not None
    assert {*clauses(run)} & {*variant.clauses}, (clauses(run), run.fault)


@pytest.mark.parametrize("system", [name for name, s in SUBJECTS.items() if s.hears])
def test_vectors_judge_the_dialer_of_a_pair_and_of_a_proxy(system, tmp_path):
    """It fails no case, and passes each one where it is driven; each mistake fails some."""
    assert dialonce("vectors", system, "-o", tmp_path, modules=None).exit_code == 0

    def counts(*options):
        command = shlex.join([sys.executable, str(ADAPTER), *options])
        asked = ("vectors", system, "--run", tmp_path, "--json", "--command", command)
        return json.loads(dialonce(*asked, modules=None).stdout)["counts"]

    assert counts("--driven").keys() == {"passed"}
    assert "failed" not in counts()
    for name in (name for name, variant in VARIANTS.items() if variant.system == system):
        assert "failed" in counts("--wrong", name), name


@needs_postgres
@pytest.mark.parametrize("system", ["db_warm", "dial_path"])
def test_real_schedules_conform_on_postgresql(system):
    """In PostgreSQL as in SQLite: what is seen is allowed, and nobody is called twice."""
    judge, world = real_judge(system), RealWorld(system, MEMBERS, Parts(), DATABASE)
    try:
        for seed in range(POSTGRES_RUNS):
            run = run_at_random(judge, world, seed, STEPS)
            assert not run.fault, (seed, run.fault, run.seen)
            assert max(len(world.store.calls(record)) for record in range(MEMBERS)) <= 1
    finally:
        world.end()


def dial_one(world):
    """Dial the first record, and write what came of it."""
    for event in DIALED:
        member = 1 if event.startswith(("row", "call")) else None
        list(world.tick() if event == "tick" else world.hear(event, member))


def kept(world):
    """What the database has: calls, rows and outcomes."""
    tables = ("calls", "rows", "outcomes")
    return [sorted(world.store.run((f"select * from {table}", ()))) for table in tables]


BEGUN = [[], [(0, "ready"), (1, "ready")], []]
DONE = [[(0, 1, "placed")], [(0, "final"), (1, "ready")], [(0, 1, "closed")]]


@needs_postgres
def test_what_the_servers_commit_is_in_postgresql_until_the_next_run():
    """A call, a row and an outcome are there; a reset begins anew; a world beside sees none."""
    world = RealWorld("dial_path", MEMBERS, Parts(), DATABASE)
    try:
        world.reset()
        dial_one(world)
        beside = RealWorld("dial_path", MEMBERS, Parts(), DATABASE)
        try:
            beside.reset()
            assert (kept(world), kept(beside)) == (DONE, BEGUN)
        finally:
            beside.end()
        world.reset()
        assert kept(world) == BEGUN
    finally:
        world.end()


@needs_postgres
def test_a_run_leaves_nothing_in_postgresql():
    """Its schema is dropped at its end; that of a run that was killed, by the next one."""
    killed = RealWorld("db_warm", MEMBERS, Parts(), DATABASE)
    killed.reset()
    killed.schema.base.close()  # all that the database notices of a SIGKILL
    deadline = time.monotonic() + 20
    while killed.schema.name in schemas():
        assert time.monotonic() < deadline
        world = RealWorld("db_warm", MEMBERS, Parts(), DATABASE)
        assert world.schema.name in schemas()
        world.end()
        assert world.schema.name not in schemas()
    killed.end()


def schemas():
    """The schemas of runs that the database has."""
    base = connect(DATABASE)
    found = base.execute("select nspname from pg_namespace").fetchall()
    base.close()
    return {name for (name,) in found if name.startswith(PREFIX)}
