"""Guards: a short condition that is true in some cases and false in the others, found greedily.

A case gives variables their values; a variable that it leaves out may have any. A cube allows each
of its variables some values, and a guard is a list of cubes, one of which must fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Value = int | str | bool
Case = Mapping[str, Value]


class Literal(NamedTuple):
    """One condition of a cube: the `values` met, and those `barred`; others never occur."""

    name: str
    values: tuple[Value, ...]
    barred: tuple[Value, ...]


Cube = tuple[Literal, ...]
Allowed = dict[str, set[Value]]


def guard(
    wanted: Sequence[Case], others: Sequence[Case], domains: Mapping[str, Sequence[Value]]
) -> tuple[Cube, ...]:
    """The cubes that fit all `wanted` cases and none of the `others`. `domains`: all values."""
    left, found = list(wanted), list[Allowed]()
    while left:
        grown = [_grow(case, others, domains) for case in left]
        best = max(grown, key=lambda cube: (sum(_covers(cube, c) for c in left), -len(cube)))
        found.append(best)
        left = [case for case in left if not _covers(best, case)]
    for cube in list(found):
        rest = [each for each in found if each is not cube]
        if all(any(_covers(each, case) for each in rest) for case in wanted):
            found = rest
    return tuple(_literals(cube, wanted, domains) for cube in found)


def _grow(case: Case, others: Sequence[Case], domains: Mapping[str, Sequence[Value]]) -> Allowed:
    """The largest cube around a case: without what it need not ask, and with all values allowed."""
    cube: Allowed = {name: {value} for name, value in case.items()}
    for name in list(case):
        without = {other: values for other, values in cube.items() if other != name}
        if not _meets(without, others):
            cube = without
    for name, values in cube.items():
        for value in domains[name]:
            if not _meets(cube | {name: values | {value}}, others):
                values.add(value)
    return cube


def _meets(cube: Allowed, cases: Iterable[Case]) -> bool:
    """Whether a case can be in the cube."""
    return any(all(c.get(n) in v for n, v in cube.items() if n in c) for c in cases)


def _covers(cube: Allowed, case: Case) -> bool:
    """Whether a case is in the cube whatever the variables are that it leaves out."""
    return all(name in case and case[name] in values for name, values in cube.items())


def _literals(
    cube: Allowed, wanted: Iterable[Case], domains: Mapping[str, Sequence[Value]]
) -> Cube:  # fmt: skip
    inside = [case for case in wanted if _covers(cube, case)]
    return tuple(
        Literal(
            name,
            tuple(v for v in domains[name] if any(case[name] == v for case in inside)),
            tuple(value for value in domains[name] if value not in values),
        )
        for name, values in cube.items()
    )
