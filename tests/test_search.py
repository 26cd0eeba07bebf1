"""All engines of the search find the same states, in the same order, whatever the threads do."""

import numpy as np
import pytest
from automata import automaton, meet
from random_systems import GROUPS, composed

from dialonce import catalog, compiled, multisets, search
from dialonce.compose import Composed
from dialonce.effort import Effort
from dialonce.explore import explore
from dialonce.moves import moves_of
from dialonce.numbering import number, numbering_of, settle, split
from dialonce.successors import successors

SYSTEMS = catalog.systems()
MANY = (1, 2, 4, 5)  # seeds of the systems with many states


@pytest.fixture(scope="module")
def reference():
    return Composed(SYSTEMS["reference"])


@pytest.fixture(scope="module")
def warm():
    return Composed(SYSTEMS["cpd_single"])


def spaces(tables, members, monkeypatch, symmetry, tracked=0, threads=1):
    """The same space by the plain and by the compiled engine."""
    with monkeypatch.context() as patch:
        patch.setattr(search, "_plain_max", lambda: 10**9)
        plain = explore(tables, members, symmetry, tracked)
        patch.setattr(search, "_plain_max", lambda: 0)
        return plain, explore(tables, members, symmetry, tracked, Effort(threads=threads))


def assert_same(one, other):
    """Every state, how it was reached, and all figures are the same."""
    for name in ("words", "parents", "events", "seen"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert (one.steps, one.depth, one.deadlock) == (other.steps, other.depth, other.deadlock)


@pytest.mark.parametrize("seed", range(16))
def test_engines_find_the_same_states_in_the_same_order(seed, monkeypatch):
    """NumPy and the compiled kernel agree state by state on random systems."""
    for group, members in GROUPS:
        tables = composed(seed, group)
        for symmetry, tracked in [(True, 0), (True, 1), (False, 0)]:
            assert_same(*spaces(tables, members, monkeypatch, symmetry, tracked))


@pytest.mark.parametrize("seed", range(16))
def test_tables_of_multisets_say_what_sorting_says(seed):
    """Where the members are alike and few, their steps are looked up, and are the same."""
    for group, members in GROUPS[1:]:
        space = explore(composed(seed, group), members)
        moves, numbering = moves_of(space.composed), space.numbering
        assert multisets.fit(moves, numbering)
        sets = multisets.multisets_of(moves, numbering)
        sorting = successors(moves, numbering, space.words)
        looking = multisets.successors_by_rank(moves, numbering, sets, space.words)
        for name in ("words", "sources", "via", "count", "g"):
            assert np.array_equal(getattr(sorting, name), getattr(looking, name)), name
        said = [set(zip(s.pairs.tolist(), s.holders.tolist(), strict=True))
                for s in (sorting, looking)]  # fmt: skip
        assert said[0] == said[1]


@pytest.mark.parametrize(("symmetry", "tracked"), [(True, 0), (True, 1), (False, 0)])
def test_engines_agree_on_a_system_of_the_guide(warm, monkeypatch, symmetry, tracked):
    """NumPy and the compiled kernel agree state by state, also after a hand-over on the way."""
    plain, compiled_ = spaces(warm, 2, monkeypatch, symmetry, tracked)
    monkeypatch.setattr(search, "_plain_max", lambda: 300)

    assert_same(plain, compiled_)
    assert_same(plain, explore(warm, 2, symmetry, tracked))


def test_hash_tables_find_what_bits_find(reference, monkeypatch):
    """Where the numbers are too many for a bit each, hash tables find the same states."""
    _, with_bits = spaces(reference, 4, monkeypatch, False)
    monkeypatch.setattr(compiled, "BITS_MAX", 0)
    monkeypatch.setattr(compiled, "BLOCK", 64)

    assert_same(with_bits, spaces(reference, 4, monkeypatch, False)[1])


@pytest.mark.parametrize("seed", MANY)
def test_hash_tables_find_what_bits_find_in_small_spaces(seed, monkeypatch):
    """Small hash tables, which are full of collisions and grow often, lose and add nothing."""
    monkeypatch.setattr(compiled, "BITS_MAX", 0)
    monkeypatch.setattr(compiled, "BLOCK", 4)
    for group, members in GROUPS:
        assert_same(*spaces(composed(seed, group), members, monkeypatch, False))


@pytest.mark.parametrize("seed", MANY)
@pytest.mark.parametrize("bits_max", [0, 1 << 31])
def test_threads_find_the_same_in_small_spaces(seed, bits_max, monkeypatch):
    """Two threads with small blocks count the same states at the same depth, and see each pair."""
    monkeypatch.setattr(compiled, "BITS_MAX", bits_max)
    monkeypatch.setattr(compiled, "BLOCK", 4)
    for group, members in GROUPS:
        one, two = spaces(composed(seed, group), members, monkeypatch, False, 0, 2)
        assert depths(one) == depths(two)
        assert (one.steps, one.depth) == (two.steps, two.depth)
        assert ((one.seen >= 0) == (two.seen >= 0)).all()
        assert np.array_equal(first_depths(one), first_depths(two))


@pytest.mark.parametrize("bits_max", [0, 1 << 31])
@pytest.mark.parametrize("symmetry", [True, False])
def test_threads_keep_the_levels(reference, monkeypatch, bits_max, symmetry):
    """Two threads find the same states at the same depth, and the same in every run."""
    one, _ = spaces(reference, 4, monkeypatch, symmetry)
    monkeypatch.setattr(compiled, "BITS_MAX", bits_max)
    monkeypatch.setattr(compiled, "BLOCK", 64)
    two, again = (spaces(reference, 4, monkeypatch, symmetry, 0, 2)[1] for _ in "12")

    assert_same(two, again)
    assert (two.states, two.steps, two.depth) == (one.states, one.steps, one.depth)
    assert depths(one) == depths(two)
    assert len(two.path(two.states - 1)) == depths(two)[int(two.words[-1])] == two.depth
    assert np.array_equal(first_depths(one), first_depths(two))


def first_depths(space):
    """How many steps away each pair is met first."""
    depth = depths(space)
    return np.array([depth[word] for word in space.words[space.seen[space.seen >= 0]].tolist()])


def depths(space):
    """How many steps each state is away from the first."""
    depth = [0]
    for parent in space.parents[1:].tolist():
        depth.append(depth[parent] + 1)
    return dict(zip(space.words.tolist(), depth, strict=True))


def test_deadlock_is_the_first_one_in_every_engine(monkeypatch):
    """A state without a way on is found by each engine, and it is the same one."""
    found = [composed(seed, group) for seed in range(12) for group in ("", "x")]
    for tables in found:
        members = 2 if tables.system.group else 0
        one, other = spaces(tables, members, monkeypatch, True)
        assert one.deadlock == other.deadlock


@pytest.mark.parametrize(("may_end", "deadlock"), [("m.off", -1), ("m.on", 1), ("", 1)])
def test_end_is_no_deadlock_in_any_engine(may_end, deadlock, monkeypatch):
    """A state without a way on is pardoned by each engine where the system may end, only there."""
    tables = Composed(meet({"m": automaton("on stop off")}, may_end=may_end))

    assert [s.deadlock for s in spaces(tables, 0, monkeypatch, True)] == [deadlock, deadlock]


@pytest.mark.parametrize("fixed", range(5))
def test_numbers_are_one_to_one(warm, fixed):
    """A number gives back the state, and the order of members does not matter if not told apart."""
    numbering = numbering_of(warm, 4, fixed)
    g_count, m_count = warm.pairs.shape
    random = np.random.default_rng(fixed)
    g, fields = random.integers(0, g_count, 500), random.integers(0, m_count, (4, 500))
    words = number(numbering, g, fields)
    fields[fixed:] = np.sort(fields[fixed:], axis=0)

    found_g, found = split(numbering, words)

    assert (found_g == g).all()
    assert (found == fields).all()
    assert ((words >= 0) & (words < numbering.size)).all()


@pytest.mark.parametrize("fixed", range(3))
def test_members_are_settled_wherever_one_has_moved_to(fixed):
    """After one member has changed its state, those that are not told apart are sorted again."""
    random = np.random.default_rng(fixed)
    fields = random.integers(0, 9, (5, 500))
    fields[fixed:].sort(axis=0)
    fields[random.integers(fixed, 5, 500), np.arange(500)] = random.integers(0, 9, 500)
    sorted_ = np.concatenate([fields[:fixed], np.sort(fields[fixed:], axis=0)])

    settle(fields, fixed)

    assert (fields == sorted_).all()


def test_symmetric_numbers_leave_no_gaps(reference):
    """Every number below the size whose global state exists is a multiset of member states."""
    numbering = numbering_of(reference, 3, 0)
    words = np.arange(numbering.size)

    g, fields = split(numbering, words)

    assert (number(numbering, g, fields) == words).all()
    assert (np.diff(fields, axis=0) >= 0).all()
    assert fields.max() == reference.pairs.shape[1] - 1


@pytest.mark.parametrize("slice_", [1, 3])
def test_slices_of_a_level_do_not_show(reference, slice_, monkeypatch):
    """A level that is expanded some states at a time gives the same as one at a time."""
    whole = spaces(reference, 2, monkeypatch, False)
    monkeypatch.setattr(search, "SLICE", slice_)

    for one, other in zip(whole, spaces(reference, 2, monkeypatch, False), strict=True):
        assert_same(one, other)


def test_columns_grow_with_all_that_is_in_them(reference):
    """States that are appended are all there, however often room had to be made for them."""
    grown = search.Search(reference, numbering_of(reference, 3, 3))
    for at in range(1, 5_000, 7):
        fresh = np.arange(at, at + 7)
        grown.append(fresh, fresh - 1, fresh % 100)
    count = np.arange(grown.count)

    assert (grown.words[: grown.count] == count).all()
    assert (grown.parents[1 : grown.count] == count[:-1]).all()
    assert (grown.events[: grown.count] == count % 100).all()


def test_no_memory_ends_the_search(reference, monkeypatch):
    """A search for which the system has no memory left is not complete, and says so."""
    append = search.Search.append

    def refuse(here, *found):
        if here.count > 100:
            raise MemoryError
        append(here, *found)

    monkeypatch.setattr(search.Search, "append", refuse)

    space = explore(reference, 3)

    assert (space.complete, space.why) == (False, "no memory left")
    assert space.states > 100


def test_memory_bound_ends_the_search(reference):
    """A search that would need more memory than allowed stops, and says how much that was."""
    space = explore(reference, 6, symmetry=False, effort=Effort(memory=4 << 20))

    assert not space.complete
    assert space.why == "more than 4 MiB of memory"
    assert 100_000 < space.states < 1_421_824


def test_stop_ends_the_search_at_the_first_of_the_pairs(reference):
    """A search that is told to stop at a pair ends in the level in which it is met."""
    whole = explore(reference, 3)
    wanted = np.zeros(whole.seen.shape, bool)
    g, m = np.nonzero(whole.seen == whole.seen.max())
    wanted[g[0], m[0]] = True

    space = explore(reference, 3, stop=wanted)

    assert not space.complete
    assert space.why == "stopped at the first violation"
    assert space.seen[wanted] == whole.seen[wanted]


def test_too_many_states_end_the_search(reference, monkeypatch):
    """Where states cannot be numbered any more, the search ends early, and is not complete."""
    monkeypatch.setattr(search, "STATES_MAX", 5_000)

    space = explore(reference, 4, symmetry=False)

    assert not space.complete
    assert space.why == "more than 5000 states"
    assert 0 < space.states <= 5_000
