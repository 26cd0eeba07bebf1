"""The parts of a comparison, each of which can be run alone: which tasks meet in it.

`counts` is asked once. In the others the first task is ours, and the rest is measured against it:
`k6` all records told apart, `sym8` with symmetry, `live5` liveness, `bug8` the seeded bug,
`spin8` our answer against Spin's at a size where only symmetry helps. The digit is K.
"""

import re

from peers import musil, ours, rumur, spin, tlc

LIVE = ("live1", "live2", "live3", "live5")
STANDARD = ("counts", "k6", "k7", "sym8", *LIVE, "bug8", "spin8")
GROUPS = {"all": STANDARD, "live": LIVE, "bug": ("bug8",), "spin": ("spin8",)}
QUESTIONS = {"k": "count", "sym": "symmetric", "live": "live", "bug": "bug", "spin": "symmetric"}
NAME = re.compile(r"(k|sym|live|bug|spin)([1-8])")
# Beyond these a peer needs minutes or gigabytes for a row that says nothing new.
COUNTED = {"dialonce": (7, 8), "Spin": (7, 0), "rumur": (7, 8), "TLC": (7, 6), "musil": (6, 8)}


def sections_of(names):
    """The sections that these names stand for; all where there are none. Raises ValueError."""
    chosen = [each for name in names or ("all",) for each in GROUPS.get(name, (name,))]
    for name in chosen:
        if name != "counts" and not NAME.fullmatch(name):
            groups = ", ".join([*STANDARD, *GROUPS])
            raise ValueError(f"no section {name}. Mend: take some of {groups}, or page")
    return list(dict.fromkeys(chosen))


def tasks_of(section, tools):
    """The tasks of a section, ours first."""
    if section == "counts":
        return _counts(tools)
    kind, k = NAME.fullmatch(section).groups()
    if kind == "spin":
        names = ("Spin, depth first",)
        return [*ours.tasks("symmetric", int(k)), *ours.tasks("count", int(k)),
                *spin.tasks("count", int(k), names)]  # fmt: skip
    tasks = _asked(QUESTIONS[kind], int(k), tools)
    return [task for task in tasks if kind in ("live", "bug") or _worth_it(task)]


def _asked(question, k, tools):
    """The question as each checker is asked it; Spin has no symmetry."""
    tasks = ours.tasks(question, k)
    if "spin" in tools.peers and question != "symmetric":
        tasks += spin.tasks(question, k)
    if "rumur" in tools.peers:
        tasks += rumur.tasks(question, k)
    if "musil" in tools.peers:
        tasks += musil.tasks(question, k, tools.python)
    if "tlc" in tools.peers:
        tasks += tlc.tasks(question, k, tools.jar)
    return tasks


def _counts(tools):
    plain = [task for k in range(1, 8) for task in _asked("count", k, tools)]
    symmetric = [task for k in range(1, 9) for task in _asked("symmetric", k, tools)]
    return [task for task in (*plain, *symmetric) if _worth_it(task)]


def _worth_it(task):
    plain, symmetric = COUNTED[re.split(r"[, ]", task.name)[0]]
    return task.k <= (plain if task.question == "count" else symmetric)
