"""The systems of the specification in which the dialer is judged, and what it is in each."""

from dataclasses import dataclass, field

from . import own as steps
from .core.dialer import ALONE, PAIR, Plan
from .pair_words import CLIENT, FREEZE, HELD, LIST, ORDERS, QUEUE, ROLE

CONNECTS = ("primary_wire.connect", "backup_wire.connect")
CPD = ("call.request", "management.loss", "statistics.loss")
TSERVER = ("primary_wire.close", "backup_wire.close", "dialog.register", "dialog.ask")
DB = ("row.ask", "row.update", "errors.loss", "ccpulse.waiting", "ccpulse.supplied")
COUNTS = ("lists.count", "ccpulse.estimate")
TRYING, RUNNING = "trying", "running"


@dataclass(frozen=True)
class Subject:
    """A system of the specification: what it takes, its names of our links, what is seen of us.

    `given`: what is so at the beginning, since the system leaves out how it comes about: links are
    tried, or links are up and a session runs. `own`: the steps that the dialer takes by itself.
    `timers`: those that only time leads to, in a system without time: they are told. `hears`: what
    the dialer is told, where that is not what a system with calls tells. `says`: the system's words
    for what others call differently.
    """

    plan: Plan
    links: dict[str, str]
    observes: tuple[str, ...]
    absent: tuple[str, ...] = ()
    given: str = ""
    own: steps.Steps = field(default_factory=dict)
    timers: steps.Steps = field(default_factory=dict)
    hears: tuple[str, ...] = ()
    says: dict[str, str] = field(default_factory=dict)


LINK = ("link.start", "link.accepted", "link.refused", "link.dropped",
        "session.start", "session.stop")
RESULTS = ("record.result", "record.earlier_result")
SWITCH = ("link.registered", "link.registration_refused", "link.correct", "link.informed")
ROWS = ("copy.arrived", "copy.acknowledged_once", "copy.disconnected")
COUNTED = ("estimates.counted", "estimates.disconnected")
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
    "cpd_by_hand": Subject(
        Plan(cpd=ALONE), {"link": "cpd"}, CONNECTS[:1] + CPD, own=steps.CALLS,
        hears=(*LINK, *RESULTS, "record.reset"),
    ),
    "tserver_warm": Subject(
        Plan(tserver=PAIR), {"link": "tserver"}, CONNECTS + TSERVER + CPD[:1], own=steps.CALLS,
        hears=(*LINK, *RESULTS, *SWITCH),
    ),
    "db_warm": Subject(
        Plan(db=PAIR), {"link": "db"}, CONNECTS + DB, NO_HISTORY, own=steps.BUFFER,
        hears=(*LINK, *ROWS),
    ),
    "db_single": Subject(
        Plan(db=ALONE, counts=True), {"link": "db"}, CONNECTS[:1] + DB + COUNTS, NO_HISTORY,
        own=steps.BUFFER | steps.COUNTS, hears=(*LINK, *ROWS, *COUNTED),
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
    "ha_roles": Subject(Plan(pair=True), {}, ROLES, hears=(*ROLE, *FREEZE)),
    "ha_pair": Subject(
        Plan(pair=True), {}, (*ROLES, *CLIENTS, "first_request.submit"),
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
