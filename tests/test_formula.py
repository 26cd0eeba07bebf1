"""A predicate leaves behind its formula, and each part of it can be left out."""

import numpy as np
from toys import Door, Lamp

from dialonce.formula import Seen, conditions, said, with_constant
from dialonce.observe import observe
from dialonce.table import tabulate


def seen(**columns):
    """A house whose machines have these local ids, one a case."""
    tables = {"door": tabulate(Door), "lamp": tabulate(Lamp)}
    return Seen(observe(tables, {}, lambda name: np.array(columns[name])), "s", {})


def test_a_formula_is_told_as_it_is_written():
    """Names, signs and brackets are those of the predicate, helpers included."""
    s = seen(door=[0, 1], lamp=[0, 1])

    def helper(lamp):
        return lamp.lit & (lamp.used + 1 < 2)

    root = ~s.door.shut | helper(s.lamp)

    assert said(root) == "~s.door.shut | (s.lamp.lit & ((s.lamp.used + 1) < 2))"


def test_a_formula_has_the_values_of_its_predicate():
    """Terms answer as the arrays would that they stand for."""
    s = seen(door=[0, 1, 0], lamp=[0, 0, 1])

    kept = s.door.shut
    kept &= ~s.lamp.lit

    assert np.asarray(kept.value).tolist() == [True, False, False]


def test_alternatives_and_conditions_are_told_apart():
    """What is asked has alternatives; the "if" before it has conditions."""
    s = seen(door=[0], lamp=[0])

    found = conditions(~(s.door.shut & ~s.lamp.lit) | s.lamp.dark)

    assert [(part.text, part.alternative) for part in found] == [
        ("~(s.door.shut & ~s.lamp.lit)", True),
        ("s.door.shut", False),
        ("~s.lamp.lit", False),
        ("s.lamp.dark", True),
    ]


def test_a_part_is_replaced_by_a_constant_where_it_stands():
    """Only the part that is meant changes, and not another one of the same text."""
    s = seen(door=[0, 1], lamp=[0, 0])
    first, second = s.door.shut, s.door.shut
    root = first | ~second

    assert with_constant(root, first, False).tolist() == [False, True]
    assert with_constant(root, second, True).tolist() == [True, False]
