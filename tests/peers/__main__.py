"""`make peers`: compare dialonce with Spin, rumur, TLC and musil, on the yardstick cpd(K)."""

import argparse
import fcntl
import sys

from peers import page
from peers.answer import Aborted, Wrong
from peers.facts import ROOT, identity
from peers.rounds import Results, measure
from peers.sections import STANDARD, sections_of, tasks_of
from peers.tools import PEERS, Missing, ready

CACHE = ROOT / ".peers"
PAGE = ROOT / "docs" / "performance.md"


def options():
    """What was asked for; without sections it is all of them, and the page."""
    parser = argparse.ArgumentParser(prog="make peers", description=__doc__)
    parser.add_argument("sections", nargs="*", help="such as counts k6 sym8 live bug page")
    parser.add_argument("--rounds", type=int, default=5, help="how many times each is measured")
    parser.add_argument("--without", nargs="*", default=[], choices=PEERS)
    parser.add_argument("--python", help="a Python from 3.12 on, for musil")
    parser.add_argument("--fresh", action="store_true", help="leave what was measured before")
    return parser.parse_args()


def main():
    """Exit code 0 agreed, 1 a wrong answer, 2 something is missing, 3 a run came to no end."""
    asked = options()
    CACHE.mkdir(exist_ok=True)
    alone = (CACHE / "lock").open("w")
    try:
        fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return _complain("it is running here already. Mend: wait for its end", 2)
    results = Results(CACHE / "results.json")
    try:
        _compare(asked, results)
    except (Missing, ValueError) as error:
        return _complain(error, 2)
    except Wrong as error:
        return _complain(error, 1)
    except Aborted as error:
        return _complain(error, 3)
    except KeyboardInterrupt:
        return _complain("interrupted; the same command goes on from here", 3)
    return _write(results) if not asked.sections or "page" in asked.sections else 0


def _write(results):
    if not any(name in results.sections for name in STANDARD):
        return _complain("nothing of the page was measured here. Mend: make peers", 2)
    PAGE.write_text(page.with_tables(PAGE.read_text(), results.sections))
    print(f"wrote the tables of {PAGE.relative_to(ROOT)}")
    return 0


def _compare(asked, results):
    names = [name for name in asked.sections if name != "page"]
    if asked.sections and not names:
        return
    sections = sections_of(names)
    tools = ready(CACHE, asked.without, asked.python)
    same = identity(tools)
    for section in sections:
        rounds = 1 if section == "counts" else asked.rounds
        tasks = tasks_of(section, tools)
        measure(results, section, tasks, rounds, same, asked.fresh, CACHE / "work")
        print("", *page.tables({section: results.sections[section]}), "", sep="\n")


def _complain(error, code):
    print(f"make peers: {error}", file=sys.stderr)
    return code


sys.exit(main())
