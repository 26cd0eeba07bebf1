"""The right files that wrong installations are made from, and how a fault is written.

An edit is a triple: the table, the old text in it, the new text.
"""

from pathlib import Path

import spec
from dialonce.fault import Edit, Fault

FOLDER = Path(spec.__file__).parent / "installations"
SET = 'redundancy = "{}"\n'
NONE = SET.format("not specified")
WARM, HOT, COLD = (SET.format(f"{mode} standby") for mode in ("warm", "hot", "cold"))


def _fault(file, name, sentence, rules, edits, place):
    made = tuple(Edit(*edit) for edit in edits)
    return Fault(name, sentence, tuple(rules.split()), FOLDER / file, made, place)


def small(name, sentence, rules, *edits, at=("", "")):
    """A fault of the small installation; `at` names a table and a text in it."""
    return _fault("small.toml", name, sentence, rules, edits, at)


def multi(name, sentence, rules, *edits, at=("", "")):
    """A fault of the installation with two sites."""
    return _fault("multi_site.toml", name, sentence, rules, edits, at)


def addp(to, local=10, remote=10):
    """An entry with ADDP, as the right files write it."""
    return (
        f'{{ to = "{to}", protocol = "addp", local_timeout = {local}, remote_timeout = {remote} }}'
    )
