"""`python -m fuzz [TARGET]...`: drive the readers with Hypothesis and with atheris."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ENGINES = ("hypothesis", "atheris")


def main():
    """Every chosen target with every chosen engine, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("-o", dest="folder", default=".fuzz", help="where finds and corpora go")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    engines = ENGINES if chosen.engine == "both" else (chosen.engine,)
    if chosen.here:
        from fuzz.engines import drive

        drive(engines[0], chosen.targets[0], chosen.minutes * 60, Path(chosen.folder).resolve())
        return 0
    from fuzz.targets import TARGETS

    bad = [name for name in chosen.targets if name not in TARGETS]
    if bad:
        parser.error(f"no target {bad[0]}; known are {', '.join(TARGETS)}")
    found = 0
    for name in chosen.targets or TARGETS:
        for engine in engines:
            found += apart(engine, name, chosen)
    return 1 if found else 0


def apart(engine, name, chosen):
    """One target with one engine in a process of its own; 1 if it found anything."""
    command = [
        sys.executable,
        "-m",
        "fuzz",
        name,
        "--engine",
        engine,
        "--here",
        "--minutes",
        str(chosen.minutes),
        "-o",
        chosen.folder,
    ]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as sandbox:
        done = subprocess.run(command, env=os.environ | {"FUZZ_SANDBOX": sandbox})
    return int(done.returncode != 0)


sys.exit(main())
