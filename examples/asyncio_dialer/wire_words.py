"""The specification's words for what is seen on the wires of the real world, and what it takes."""

from .core.action import Action
from .core.tserver import QUESTIONS
from .subjects import SUBJECTS
from .words import Seen, said

ON_WIRE = {"call": "call.request", "fetch": "row.ask", "write": "row.update",
           "register": "dialog.register"}  # fmt: skip


LINES = {"cpd": "line", "tserver": "switch_line", "db": "db_line"}
NOTICES = tuple(f"{line}.notice" for line in LINES.values())


def said_on_wire(link: str, server: str, word: str) -> list[Seen]:
    """The specification's words for what the dialer was seen to do on the wire to a server."""
    kind, _, record = word.partition(" ")
    if kind == "give":  # up a silent connection, which is a word where all else is left out
        return [(f"{LINES[link]}.notice", None)]
    if kind in ("connect", "close"):
        return [(f"{server}_wire.{kind}", None)]
    if kind == "ask":  # three questions, of which the specification makes one word
        return [("dialog.ask", None)] if record == QUESTIONS[0] else []
    return [(ON_WIRE[kind], int(record) + 1 if record else None)]


def said_at_desk(frame: dict[str, str]) -> list[Seen]:
    """The specification's word for what the dialer has reported."""
    action = Action(frame["t"], frame["what"], frame["link"])
    return [(said(action), None)]


# What the kit may let happen in the real world. A silence is noticed by the dialer's own ADDP, in
# the tick in which it must be; what TCP alone would notice takes a quarter of an hour, and is left.
WIRE = ("accept", "refuse", "decline", "give_no_answer", "cut", "fall_silent",
        "fall_silent_while_sending")  # fmt: skip
CALL = ("place", "lose_request", "end", "report", "lose_report")
ROW = ("retrieve", "deliver", "apply", "acknowledge")
EARLY = ("detector.notice",)
REAL = {
    "cpd_warm_addp": EARLY,
    "cpd_single_addp": EARLY,
    "cpd_by_hand": EARLY,
    "tserver_warm": EARLY,
    "db_warm": EARLY,
    "dial_path": (),
    "ha_pair": (),
}


def world_commands(system: str) -> list[str]:
    """What the kit may let happen in the real world, besides what it orders of the dialer."""
    plan, several = SUBJECTS[system].plan, bool(SUBJECTS[system].given)
    found = ["session.start", "session.stop"]
    if several:
        found += [f"{line}.{verb}" for line in LINES.values()
                  for verb in ("come_back", "cut", "fall_silent")]  # fmt: skip
    else:
        servers = plan.cpd or plan.tserver or plan.db
        found += ["link.start"]
        found += [f"{server}.{verb}" for server in servers for verb in ("crash", "recover")]
        found += [f"{server}_wire.{verb}" for server in servers for verb in WIRE
                  if verb != "decline" or len(servers) > 1]  # fmt: skip
    found += [f"call.{verb}" for verb in CALL] if plan.cpd or plan.tserver else []
    found += [f"row.{verb}" for verb in ROW] if plan.db else []
    found += ["dialog.register_ocs", "dialog.answer"] if plan.tserver and not several else []
    return found + (["operator.reset_record"] if system == "cpd_by_hand" else [])
