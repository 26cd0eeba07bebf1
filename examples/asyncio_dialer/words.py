"""The dialer's words and the specification's: one table for each direction."""

from typing import NamedTuple

from . import own as steps
from .core.action import Action
from .core.dialer import ALONE, PAIR, Dialer, Plan
from .core.pair import PairedDialer
from .core.tserver import QUESTIONS
from .pair_words import CLIENT, FREEZE, HELD, LIST, ORDERS, QUEUE, ROLE, tell_pair

Seen = tuple[str, int | None]  # the specification's word, and the member, from 1


class Refused(Exception):
    """The dialer, or its world, cannot do what it was told."""


CONNECTS = ("primary_wire.connect", "backup_wire.connect")
CPD = ("call.request", "management.loss", "statistics.loss")
TSERVER = ("primary_wire.close", "backup_wire.close", "dialog.register", "dialog.ask")
DB = ("row.ask", "row.update", "errors.loss", "ccpulse.waiting", "ccpulse.supplied")
COUNTS = ("lists.count", "ccpulse.estimate")
OUTSIDE, TRYING, UP, RUNNING = "", "trying", "up", "running"


class Subject(NamedTuple):
    """A system of the specification: what it takes, its names of our links, what is seen of us.

    `given`: what is so at the beginning, since the system leaves out how it comes about: links are
    tried, or up, or up with a session that runs. `own`: the steps that the dialer takes by itself.
    `timers`: those that only time leads to, in a system without time: they are told. `hears`: what
    the dialer is told, where that is not what a system with calls tells. `says`: the system's words
    for what others call differently.
    """

    plan: Plan
    links: dict[str, str]
    observes: tuple[str, ...]
    absent: tuple[str, ...] = ()
    given: str = OUTSIDE
    own: steps.Steps = {}
    timers: steps.Steps = {}
    hears: tuple[str, ...] = ()
    says: dict[str, str] = {}


PROXY = ("link.accepted", "link.dropped", "session.start", "session.stop", "record.result",
         "record.error", "slot.result", "slot.error", *(f"resources.told_{n}" for n in range(3)))
ROLES = ("layer.taken", "first_door.admit", "second_door.shut", "pair_link.close")
CLIENTS = ("first_client.accepted", "first_client.dropped")
LISTS = ("first_list.ask", "first_list.drop", "first_entry_wire.write")
NO_HISTORY = ("record.amend",)  # a late result is kept in memory only

SUBJECTS = {
    "cpd_warm": Subject(Plan(cpd=PAIR), {"link": "cpd"}, CONNECTS + CPD, own=steps.CALLS),
    "cpd_warm_addp": Subject(Plan(cpd=PAIR), {"link": "cpd"}, CONNECTS + CPD, own=steps.CALLS),
    "cpd_single": Subject(Plan(cpd=ALONE), {"link": "cpd"}, CONNECTS[:1] + CPD, own=steps.CALLS),
    "cpd_single_addp": Subject(
        Plan(cpd=ALONE), {"link": "cpd"}, CONNECTS[:1] + CPD, own=steps.CALLS
    ),
    "cpd_by_hand": Subject(Plan(cpd=ALONE), {"link": "cpd"}, CONNECTS[:1] + CPD),
    "tserver_warm": Subject(
        Plan(tserver=PAIR), {"link": "tserver"}, CONNECTS + TSERVER + CPD[:1]
    ),
    "db_warm": Subject(Plan(db=PAIR), {"link": "db"}, CONNECTS + DB, NO_HISTORY),
    "db_single": Subject(
        Plan(db=ALONE, counts=True), {"link": "db"}, CONNECTS[:1] + DB + COUNTS, NO_HISTORY
    ),
    "dial_path": Subject(
        Plan(cpd=ALONE, tserver=ALONE, db=ALONE),
        {"link": "cpd", "switch_link": "tserver", "db_link": "db"},
        ("call.request", "row.ask", "row.update"),
        given=TRYING,
        own=steps.CALLS | steps.ROWS,
    ),
    "pool_calls": Subject(
        Plan(cpd=ALONE, pool=True), {"link": "cpd"}, CPD[:1], given=TRYING,
        own=steps.CALLS | steps.POOL, hears=PROXY,
    ),
    "ha_roles": Subject(Plan(pair=True), {}, ROLES, given=UP, hears=(*ROLE, *FREEZE)),
    "ha_pair": Subject(
        Plan(pair=True), {}, (*ROLES, *CLIENTS, "first_request.submit"), given=UP,
        hears=(*ROLE, *CLIENT, *FREEZE, *QUEUE),
        says={"request": "first_request.submit"},
    ),
    "ha_do_not_call": Subject(
        Plan(cpd=ALONE, db=ALONE, pair=True, do_not_call=True), {},
        (*LISTS, "first_line.request"), given=RUNNING, own=steps.LIST, timers=steps.LIST_TIMERS,
        hears=(*ORDERS, *LIST, "first_record.arrived"),
        says={"request": "first_line.request"},
    ),
    "ha_records": Subject(
        Plan(cpd=ALONE, db=ALONE, pair=True), {},
        ("first_wire.ask", "first_wire.update", "first_line.request"), given=RUNNING,
        own=steps.HELD, timers=steps.HELD_TIMERS,
        hears=(*ORDERS, *HELD),
        says={"request": "first_line.request", "fetch row": "first_wire.ask",
              "write row": "first_wire.update"},
    ),
}  # fmt: skip

SAID = {
    "register": "dialog.register",
    "request": "call.request",
    "fetch row": "row.ask",
    "write row": "row.update",
    "count rows": "lists.count",
    "show waiting": "ccpulse.waiting",
    "show supplied": "ccpulse.supplied",
    "show estimate": "ccpulse.estimate",
    "report management": "management.loss",
    "report statistics": "statistics.loss",
    "report role": "layer.taken",
    "show role": "first_door.admit",
    "shut_out partner": "second_door.shut",
    "leave partner": "pair_link.close",
    "accept client": "first_client.accepted",
    "drop clients": "first_client.dropped",
    "ask list": "first_list.ask",
    "hang_up list": "first_list.drop",
    "write entry": "first_entry_wire.write",
}


def said(action: Action, says: dict[str, str] | None = None) -> str:
    """The specification's word for what the dialer does; `says`: what a system calls otherwise."""
    if action.verb in ("connect", "close"):
        return f"{action.what}_wire.{action.verb}"
    if action.verb == "report" and action.what == "management" and action.link == "db":
        return "errors.loss"
    if action.verb == "ask" and action.what != "list":
        return "dialog.ask"
    what = action.verb if action.verb in SAID else f"{action.verb} {action.what}".strip()
    return (says or {}).get(what) or SAID.get(what, "")


def tell(dialer: Dialer, subject: Subject, event: str, member: int | None) -> bool:
    """Let the dialer hear the specification's word; False if it knows no such word."""
    machine, _, verb = event.partition(".")
    number = (member or 1) - 1
    if isinstance(dialer, PairedDialer):
        return tell_pair(dialer, event, number)
    if machine in subject.links:
        return tell_link(dialer, subject.links[machine], verb)
    if machine == "session" and verb in ("start", "stop"):
        getattr(dialer.session, verb)()
        return True
    if machine in ("record", "copy", "slot"):
        return tell_member(dialer, event, number)
    if machine == "resources":
        dialer.pool.tell(int(verb.removeprefix("told_")))
        return True
    if event == "estimates.counted":
        dialer.counter.counted()
    return event in ("estimates.counted", "estimates.disconnected")


def tell_link(dialer: Dialer, name: str, verb: str) -> bool:
    """What a link of the dialer hears."""
    link = dialer.links[name]
    if verb == "accepted":
        dialer.join(name, "accepted")
        if name == "tserver" and len(link.servers) == 1:  # seen as usable at once
            tell_link(dialer, name, "registered")
            tell_link(dialer, name, "informed")
    elif verb == "informed":  # the last of three answers
        for _ in QUESTIONS:
            dialer.join(name, "answered")
    elif verb in ("start", "refused", "registered", "registration_refused", "correct"):
        dialer.join(name, verb)
    elif verb == "dropped":
        link.lost()
    else:
        return False
    return True


def tell_member(dialer: Dialer, event: str, number: int) -> bool:
    """What a record or its row hears; rows and resources learn from their record or link."""
    record = dialer.records[number]
    if event in ("record.result", "record.error"):
        outcome = "error" if event == "record.error" else "answered"
        dialer.result(number, outcome, record.attempt)
    elif event == "record.earlier_result":
        dialer.result(number, "answered", record.attempt - 1)
    elif event == "record.reset":
        record.reset()
    elif event == "copy.arrived":
        dialer.rows[number].arrived()
    elif event == "copy.acknowledged_once":
        dialer.rows[number].acknowledged()
    elif event not in TOLD_ALREADY:
        return False
    return True


TOLD_ALREADY = ("copy.disconnected", "slot.result", "slot.error")


def told_to(subject: Subject) -> tuple[str, ...]:
    """What the kit usually tells the dialer of a system with calls."""
    if subject.hears:
        return subject.hears
    verbs = ("accepted", "dropped") if subject.given else ("start", "accepted", "refused", "dropped")
    found = [f"{link}.{verb}" for link in subject.links for verb in verbs]
    found += ["session.start", "session.stop", "record.result", "record.earlier_result"]
    rows = ("copy.arrived", "copy.acknowledged_once", "copy.disconnected")
    return (*found, *(rows if subject.plan.db else ()))


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
