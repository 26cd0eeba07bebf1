"""On what a measurement was made: the machine, the versions, and what exactly was asked."""

import hashlib
import os
import platform
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("dialonce", "machines", "properties")
ASKED = ("models", "spin.py", "rumur.py", "tlc.py", "musil.py", "ours.py")


def identity(tools):
    """Measurements may be put together only where all of this is the same."""
    return {"machine": machine(), "versions": versions(tools)}


def machine():
    """The processor, its cores that we may use, the memory, and the system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _first(r"model name\s*: (.*)", _text("/proc/cpuinfo")) or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def versions(tools):
    """What each checker says of itself; of ourselves, a digest of the code."""
    ask = {
        "spin": ("Spin", ("spin", "-V"), r"Version (\S+)"),
        "rumur": ("rumur", ("rumur", "--version"), r"v?(\d{4}\S+)"),
        "tlc": ("TLC", ("java", "-cp", str(tools.jar), "tlc2.TLC"), r"Version (\S+)"),
        "musil": ("musil", (str(tools.python), "-m", "pip", "list"), r"musil\s+(\S+)"),
    }
    told = {ask[peer][0]: _told(*ask[peer][1:]) for peer in tools.peers}
    told |= {"gcc": _told(("gcc", "--version"), r" (\d+\.\d+\.\d+)")}
    if "tlc" in tools.peers:
        told |= {"Java": _told(("java", "-version"), r'version "([^"]+)"')}
    if "musil" in tools.peers:
        told |= {"Python of musil": _told((str(tools.python), "-V"), r"Python (\S+)")}
    told |= {"Python": platform.python_version()}
    asked = _digest(Path(__file__).parent / name for name in ASKED)
    return told | {"dialonce": _digest(ROOT / name for name in OURS), "questions": asked}


def _told(command, pattern):
    done = subprocess.run(command, capture_output=True, text=True)
    return _first(pattern, done.stdout + done.stderr) or "unknown"


def _first(pattern, text):
    found = re.search(pattern, text)
    return found[1] if found else ""


def _text(path):
    return Path(path).read_text() if Path(path).exists() else ""


def _digest(places):
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
