"""A search goes on from its checkpoint, whatever moment it was killed at, and ends alike."""

import json
import os
import signal
import subprocess
import sys
from unittest import mock

import numpy as np
import pytest

from dialonce import catalog
from dialonce.checkpoint import COLUMNS
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.errors import UsageError
from dialonce.explore import explore
from dialonce.search import Search

REFERENCE = catalog.systems()["reference"]
MEMBERS, FEW = 6, 3
CHILD = """
import sys
from pathlib import Path
from dialonce import catalog
from dialonce import checkpoint
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.explore import explore
checkpoint.EVERY_SECONDS = 0.0
effort = Effort(threads=int(sys.argv[2]), checkpoints=Path(sys.argv[1]))
tables = Composed(catalog.systems()["reference"])
explore(tables, 6, False, 0, effort, lambda states, depth, size: print(states, flush=True))
"""


@pytest.fixture(scope="module")
def tables():
    return Composed(REFERENCE)


@pytest.fixture(scope="module")
def whole(tables):
    return explore(tables, MEMBERS, False)


def kept(folder):
    """A search that is written down in a folder."""
    return Effort(checkpoints=folder)


def assert_same(space, whole):
    """Both searches found the same, state by state, and are complete."""
    assert space.complete
    assert (space.states, space.steps, space.depth) == (whole.states, whole.steps, whole.depth)
    for name in (*COLUMNS, "seen"):
        assert np.array_equal(getattr(space, name), getattr(whole, name)), name


@pytest.mark.parametrize("states", [1_000, 80_000, 900_000])
def test_killed_search_goes_on_to_the_same_end(tables, whole, tmp_path, states):
    """After kill -9 at three different moments the search ends with the same states and counts."""
    command = [sys.executable, "-c", CHILD, str(tmp_path), "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            if int(line) > states:
                break
        os.kill(child.pid, signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL

    header = json.loads((tmp_path / "reference.json").read_text())
    space = explore(tables, MEMBERS, False, 0, kept(tmp_path))

    assert header["mark"][0] >= states
    assert_same(space, whole)
    assert not list(tmp_path.iterdir())


def bounded(tables, folder, states=50_000, members=MEMBERS):
    """A checkpoint of a search that met a bound."""
    space = explore(tables, members, False, 0, Effort(states, checkpoints=folder))
    assert not space.complete
    return folder / "reference.json"


@pytest.mark.parametrize("bounds", [(10,), (2_000,), (10, 700, 701, 3_000)])
def test_small_search_goes_on(tables, tmp_path, bounds):
    """A search of a few thousand states goes on from every bound, and ends alike."""
    for states in bounds:
        header = bounded(tables, tmp_path, states, FEW)
        assert header.exists()
        assert json.loads(header.read_text())["mark"][0] > states

    assert_same(explore(tables, FEW, False, 0, kept(tmp_path)), explore(tables, FEW, False))


def test_search_that_is_interrupted_within_a_block_goes_on(tables, tmp_path, monkeypatch):
    """Steps of a block that was not finished are counted once, when it is expanded again."""
    append = Search.append

    def interrupt(search, *found):
        if search.count > 500:
            raise KeyboardInterrupt
        append(search, *found)

    with monkeypatch.context() as patch:
        patch.setattr(Search, "append", interrupt)
        assert explore(tables, FEW, False, 0, kept(tmp_path)).why == "interrupted"

    assert_same(explore(tables, FEW, False, 0, kept(tmp_path)), explore(tables, FEW, False))


def test_interrupted_search_goes_on(tables, whole, tmp_path):
    """What was found before Ctrl-C is there again, and no step is counted twice."""

    def interrupt(states, depth, size):
        if states > 100_000:
            raise KeyboardInterrupt

    space = explore(tables, MEMBERS, False, 0, kept(tmp_path), interrupt)
    assert space.why == "interrupted"

    again = explore(tables, MEMBERS, False, 0, kept(tmp_path))

    assert_same(again, whole)


def test_search_goes_on_twice(tables, whole, tmp_path):
    """A search that goes on and meets a bound again adds to its checkpoint."""
    for states in (2_000, 60_000, 500_000):
        bounded(tables, tmp_path, states)

    assert_same(
        explore(tables, MEMBERS, False, 0, kept(tmp_path)), whole
    )


def test_bytes_after_the_last_header_do_not_count(tables, whole, tmp_path):
    """What was appended when the process died is cut off."""
    bounded(tables, tmp_path)
    for name in COLUMNS:
        with (tmp_path / f"reference.{name}").open("ab") as file:
            file.write(b"half a state")

    assert_same(
        explore(tables, MEMBERS, False, 0, kept(tmp_path)), whole
    )


@pytest.mark.parametrize("name", [*COLUMNS, "json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "empty"])
def test_invalid_damaged_checkpoint(tables, tmp_path, name, damage):
    """A checkpoint that is damaged anywhere is refused with its file, and left as it is."""
    bounded(tables, tmp_path, 1_000, FEW)
    path = tmp_path / f"reference.{name}"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes({"flip": data, "cut": data[: len(data) // 2], "empty": b""}[damage])
    before = path.read_bytes()

    with pytest.raises(UsageError, match=f"reference.{name}.*remove it, or name another folder"):
        explore(tables, FEW, False, 0, kept(tmp_path))
    assert path.read_bytes() == before


def test_invalid_header_with_any_byte_changed(tables, tmp_path):
    """A header is refused whichever of its bytes is another one: no state may be left out."""
    path = bounded(tables, tmp_path, 1_000, FEW)
    data = path.read_bytes()
    for position in range(len(data)):
        path.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        with pytest.raises(UsageError, match=r"reference.json is "):
            explore(tables, FEW, False, 0, kept(tmp_path))


def test_invalid_missing_column(tables, tmp_path):
    """A checkpoint without one of its files is refused."""
    bounded(tables, tmp_path)
    (tmp_path / "reference.parents").unlink()

    with pytest.raises(UsageError, match=r"cannot read .*reference.parents"):
        explore(tables, MEMBERS, False, 0, kept(tmp_path))


@pytest.mark.parametrize(("members", "symmetry"), [(5, False), (6, True)])
def test_invalid_checkpoint_of_another_search(tables, tmp_path, members, symmetry):
    """A checkpoint of another number of records, or of another symmetry, is refused."""
    bounded(tables, tmp_path)

    with pytest.raises(UsageError, match="the checkpoint of another search"):
        explore(tables, members, symmetry, 0, kept(tmp_path))


def test_invalid_checkpoint_of_another_system(tmp_path, tables):
    """A checkpoint of another design is refused."""
    bounded(tables, tmp_path)
    other = Composed(catalog.mutants()["seeded_double_dial"].build())

    with pytest.raises(UsageError, match="the checkpoint of another search"):
        explore(other, MEMBERS, False, 0, kept(tmp_path))
    (tmp_path / "reference.json").rename(tmp_path / "cpd_single.json")
    with pytest.raises(UsageError, match="the checkpoint of another search"):
        explore(Composed(catalog.systems()["cpd_single"]), 2, False, 0, kept(tmp_path))



@pytest.mark.parametrize(("every", "expected"), [(0.0, True), (1e9, False)])
def test_checkpoint_is_saved_at_intervals(tables, tmp_path, every, expected):
    """It is written when the interval has passed, and not before."""
    written = []

    def look(states, depth, size):
        written.append((tmp_path / "reference.json").exists())

    with mock.patch("dialonce.checkpoint.EVERY_SECONDS", every):
        explore(tables, 3, False, 0, kept(tmp_path), look)

    assert set(written) == {expected}
