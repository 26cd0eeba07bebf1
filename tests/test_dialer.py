"""The example dialer conforms, in a world that the kit plays and in a real one; others do not."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_run import dialonce
from dialer_judged import KitWorld, PairWorld, RealWorld, real_judge, run_at_random, search

from asyncio_dialer.core.dialer import Parts
from asyncio_dialer.subjects import SUBJECTS
from asyncio_dialer.wrong import VARIANTS
from dialonce import catalog

EXAMPLE = Path(__file__).parents[1] / "examples" / "asyncio_dialer"
QUICK = (
    "starts_with_the_backup", "tells_twice", "never_pauses", "leaves_the_old_connection_open",
    "promotes_itself", "dials_before_do_not_call", "redials_on_error",
)  # fmt: skip
CHECKED = (
    "cpd_warm_addp", "cpd_by_hand", "tserver_warm", "db_warm",
    "pool_calls", "ha_pair", "ha_do_not_call", "ha_records",
)  # fmt: skip


@pytest.mark.parametrize("system", CHECKED)
def test_the_dialer_conforms_in_random_runs(system):
    """The judge allows everything that the dialer does while the kit plays its servers."""
    run = search(system, Parts(), runs=6)
    assert run is None, run.fault


@pytest.mark.parametrize("name", QUICK)
def test_a_mistake_is_noticed(name):
    """A faulty variant does something that the judge does not allow."""
    variant = VARIANTS[name]
    assert search(variant.system, variant.parts, runs=400) is not None


def test_each_variant_has_its_mistake_and_its_clauses():
    """There are 15 variants at least, of known systems, with clauses that exist."""
    known = catalog.clauses()
    assert len(VARIANTS) >= 15
    for variant in VARIANTS.values():
        assert variant.system in SUBJECTS
        assert variant.mistake.endswith(".")
        assert set(variant.clauses) <= set(known), variant.name


def started(system):
    """The first dialer of a pair, which was started and has got the role."""
    world = KitWorld(system, 1, Parts())
    happen(world, ("first.started", None), ("first.promote", None))
    return world


def test_a_frozen_dialer_hears_nothing_and_goes_on_in_its_role():
    """An order that comes while its process stands still is as if it had not come."""
    world = started("ha_pair")
    assert happen(world, ("first.frozen", None), ("first.demote", None)) == []
    happen(world, ("first.thawed", None))
    assert ("first_client.accepted", None) in happen(world, ("first.client_asks", None))


def test_a_dialer_that_was_stopped_starts_as_a_backup_that_knows_nothing():
    """Its process is another one, which has no record in hand."""
    world = started("ha_records")
    happen(world, ("first_record.arrived", 1), ("first.stopped", None), ("first.started", None))
    assert [*world.turn()] == []


def test_the_adapter_refuses_to_be_the_other_dialer():
    """It plays the first one of a pair: one line says so."""
    hello = {"type": "hello", "protocol": 1, "system": "ha_pair", "process": "ocs_2"}
    adapter = subprocess.run(
        [sys.executable, EXAMPLE / "adapter.py"],
        input=json.dumps(hello), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (adapter.returncode, adapter.stdout) == (1, "")
    assert adapter.stderr == "adapter: this is ocs, or ocs_1 of a pair, and never ocs_2\n"


@pytest.fixture(scope="module")
def real():
    """The dialer in its real world."""
    world = RealWorld("cpd_warm_addp", 2, Parts())
    world.reset()
    yield world
    world.end()


def happen(world, *events):
    """Let events happen; everything that is seen of them."""
    return [
        seen
        for event in events
        for seen in (world.tick() if event == "tick" else world.hear(*event))
    ]


def test_a_killed_server_makes_the_dialer_turn_to_the_backup_and_dial_nobody_twice(real):
    """SIGKILL of the primary: one report, the backup, and no second call for the lost record."""
    real.reset()
    happen(real, ("link.start", None), ("session.start", None), ("primary_wire.accept", None))
    assert ("call.request", 1) in happen(real, "tick", "tick")
    seen = happen(real, ("call.place", 1), ("primary.crash", None))
    assert seen.count(("management.loss", None)) == seen.count(("backup_wire.connect", None)) == 1
    happen(real, ("backup_wire.accept", None), *["tick"] * 4)
    assert len(real.store.calls(0)) == 1
    assert real.client.core.records[0].state == "stale"


def test_a_frozen_server_is_noticed_by_addp(real):
    """SIGSTOP of the primary: nothing for a tick, and at the second one the loss is told."""
    real.reset()
    happen(real, ("link.start", None), ("primary_wire.accept", None))
    assert happen(real, ("primary_wire.fall_silent", None), "tick") == []
    assert ("management.loss", None) in happen(real, "tick")


def test_real_random_schedules_are_judged(real):
    """Servers are killed and frozen at random, and the judge allows all that is seen."""
    judge = real_judge("cpd_warm_addp")
    for seed in range(3):
        run = run_at_random(judge, real, seed, 30)
        assert not run.fault
        assert all(len(real.store.calls(record)) <= 1 for record in range(2))


def test_two_real_dialers_take_the_role_by_an_order_only():
    """SIGKILL of the primary: the backup that loses it stays one until it is told to take over."""
    world = PairWorld("ha_pair")
    world.reset()
    try:
        happen(world, ("second_host.start", None), ("layer.choose_second", None))
        happen(world, ("layer.deliver", None), ("first_host.start", None))
        assert happen(world, ("pair_link.connect", None), ("second_host.crash", None)) == []
        assert happen(world, ("pair_link.end", None), ("first_client.connect", None)) == []
        seen = happen(world, ("layer.choose_first", None), ("layer.deliver", None))
        assert sorted(name for name, _ in seen) == [
            "first_door.admit", "layer.taken", "second_door.shut",
        ]  # fmt: skip
    finally:
        world.end()


def test_a_database_that_cannot_be_used_is_told_in_one_line_without_the_password():
    """Nobody listens there, or psycopg is missing: one line, and no traceback."""
    url = "postgresql://me:secret@127.0.0.1:1/none"
    hello = {"type": "hello", "protocol": 1, "system": "dial_path", "members": 1}
    adapter = subprocess.run(
        [sys.executable, EXAMPLE / "adapter.py", "--world", "real", "--database", url],
        input=json.dumps(hello), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (adapter.returncode, adapter.stdout) == (1, "")
    assert adapter.stderr.startswith("adapter: postgresql://127.0.0.1:1/none ")
    assert adapter.stderr.count("\n") == 1
    assert "secret" not in adapter.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_adapter_leaves_no_server_behind():
    """SIGKILL of the adapter ends its servers, a frozen one too."""
    adapter = subprocess.Popen(
        [sys.executable, EXAMPLE / "adapter.py", "--world", "real"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    hello = {"type": "hello", "protocol": 1, "system": "cpd_warm_addp", "members": 1}
    events = ("link.start", "primary_wire.accept", "primary_wire.fall_silent")
    asked = [{"type": "do", "id": number, "event": name} for number, name in enumerate(events)]
    for message in (hello, {"type": "reset"}, *asked):
        adapter.stdin.write(json.dumps(message) + "\n")
    adapter.stdin.flush()
    while json.loads(adapter.stdout.readline()) != {"type": "done", "id": 2}:
        pass
    children = Path(f"/proc/{adapter.pid}/task/{adapter.pid}/children").read_text().split()
    assert len(children) == 2
    os.kill(adapter.pid, signal.SIGKILL)
    adapter.wait()
    adapter.stdin.close()
    adapter.stdout.close()
    deadline = time.monotonic() + 20
    while any(alive(pid) for pid in children):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid):
    """Whether a process runs: not gone, and no more than to be waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_driven_dialer_passes_every_test_vector(tmp_path):
    """Where the kit drives its own steps too, no case is left open, and a mistake fails some."""
    assert dialonce("vectors", "cpd_single", "-o", tmp_path, modules=None).exit_code == 0
    asked = ("vectors", "cpd_single", "--run", tmp_path, "--json", "--command")
    adapter = shlex.join([sys.executable, str(EXAMPLE / "adapter.py"), "--driven"])

    right = dialonce(*asked, adapter, modules=None)
    wrong = dialonce(*asked, f"{adapter} --wrong tells_twice", modules=None)

    assert right.exit_code == 0, right.output
    assert json.loads(right.stdout)["counts"].keys() == {"passed"}
    assert wrong.exit_code == 1
