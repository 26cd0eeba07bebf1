"""The dialer's words and the specification's: one table for each direction."""

from .core.action import Action
from .core.dialer import Dialer
from .core.pair import PairedDialer
from .core.tserver import QUESTIONS
from .pair_words import tell_pair
from .subjects import Subject

Seen = tuple[str, int | None]  # the specification's word, and the member, from 1


class Refused(Exception):
    """The dialer, or its world, cannot do what it was told."""


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
    tries = () if subject.given else ("start", "refused")
    verbs = ("accepted", "dropped", *tries)
    found = [f"{link}.{verb}" for link in subject.links for verb in verbs]
    found += ["session.start", "session.stop", "record.result", "record.earlier_result"]
    rows = ("copy.arrived", "copy.acknowledged_once", "copy.disconnected")
    return (*found, *(rows if subject.plan.db else ()))
