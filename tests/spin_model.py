"""Spin over an exported model: what it finds, or why it found nothing."""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from peers.spin import ERRORS, LIMITS, WHOLE

MISSING = [name for name in ("spin", "gcc") if not shutil.which(name)]
WHY = f"no {' and no '.join(MISSING)} here (Debian: apt-get install spin gcc)"
VIOLATED = re.compile(r"assertion violated +!?\(?(\w+)\)? \(at")
COMPLAINT = re.compile(r"^pan:\d*: (.*?)(?: \(at depth .*)?$", re.M)
# Eight digits at most: from a hundred million on with an exponent.
STATES = re.compile(r"^\s*(\d\S*) states, stored", re.M)
TRANSITIONS = re.compile(r"^\s*(\d\S*) transitions \(= ", re.M)
EXPECTED = re.compile("assertion violated|acceptance cycle|wrote|elapsed|rate")
DEPTH, DEEPER = 1_000_000, 64
MEMORY_MB = int(os.environ.get("MAX_MEMORY_MB", "12_000"))
# Up to so many states it takes longer to optimise than it saves; tcc compiles at once.
TCC = shutil.which("tcc")
SMALL = 30_000 if TCC else 3_000


class Limit(Exception):
    """The search met a bound, so that there is no answer."""


class Broken(Exception):
    """Spin, the compiler or the model failed."""


@dataclass
class Run:
    """What a search found: `violated` names of assertions, `cycle` whether one is accepting."""

    states: int
    transitions: int
    errors: int
    violated: set = field(default_factory=set)
    cycle: bool = False


def search(text, members, *flags, live=False, states=SMALL, seconds=3600):
    """Spin's answer about a model with these definitions. Raises Limit or Broken."""
    with tempfile.TemporaryDirectory(prefix="spin") as place:
        folder = Path(place)
        (folder / "model.pml").write_text(text, encoding="utf-8")
        _do(folder, "spin", "-a", f"-DMEMBERS={members}", *flags, "model.pml")
        kind = ("-DNOFAIR",) if live else ("-DSAFETY",)
        compiler = ("gcc", "-O1") if states > SMALL else (TCC,) if TCC else ("gcc", "-O0")
        memory = f"-DMEMLIM={MEMORY_MB}"
        _do(folder, *compiler, "-w", *kind, "-DNOREDUCE", memory, "-o", "pan", "pan.c")
        try:
            return _explored(folder, live, states, seconds, DEPTH)
        except Limit as limit:
            if "depth" not in str(limit):
                raise
            return _explored(folder, live, states, seconds, DEPTH * DEEPER)


def _explored(folder, live, states, seconds, depth):
    slots = min(27, max(14, (2 * states).bit_length()))
    more = ("-a",) if live else ("-c0",)
    command = ("./pan", "-E", "-n", f"-w{slots}", f"-m{depth}", *more)
    return read(_do(folder, *command, seconds=seconds))


def _do(folder, *command, seconds=3600):
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Limit(f"{command[0]} took more than {seconds} s") from None
    text = done.stdout + done.stderr
    if done.returncode or (command[0] == "spin" and "Error" in text):
        raise Broken(f"{command} ended with {done.returncode}: {text[:300]}")
    return text


def read(text):
    """What the search says of itself."""
    limits = [limit for limit in LIMITS if limit in text]
    if limits:
        raise Limit(limits[0])
    cycle = "acceptance cycle" in text
    others = [each for each in COMPLAINT.findall(text) if not EXPECTED.match(each)]
    if WHOLE not in text or others:
        raise Broken(f"pan: {others or text[:300]}")
    states, transitions, errors = (
        round(float(pattern.search(text)[1])) for pattern in (STATES, TRANSITIONS, ERRORS)
    )
    violated = set(VIOLATED.findall(text))
    # Spin counts the initial state among the transitions, as one that was stored.
    return Run(states, transitions - 1, errors, violated, cycle)
