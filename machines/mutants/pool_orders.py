"""Wrong designs of what a proxy knows of the calls that it has given to CPD Servers."""

from dialonce import Mutant, fresh, without
from machines.pool import ProxyOrder, ProxyTraffic
from machines.systems.pool import pool_single
from machines.systems.pool_calls import pool_calls

Right = without(fresh(ProxyOrder), "request_1")


class NotesTheFirst(Right):
    mutant = "The proxy notes a call at the first CPD Server, though the second one has it."

    request_1 = (
        Right.at_1.from_(Right.idle, Right.at_1, Right.at_2, cond="up_1", on="dial_1")
        | Right.at_1.from_(Right.idle, Right.at_2, cond="up_2 and not up_1", on="dial_2")
        | Right.idle.to(None, cond="not up_1 and not up_2", on="report_error")
    )


proxy_notes_a_call_at_another_server = Mutant(
    "proxy_notes_a_call_at_another_server",
    ("a_proxy_knows_each_call_where_it_gave_it_and_no_other",),
    pool_calls,
    {"order": NotesTheFirst},
)
Right = without(fresh(ProxyOrder), "result")


class KeepsTheResult(Right):
    mutant = "The proxy hears the result of a call, and tells OCS nothing of it."

    result = Right.idle.from_(Right.at_1, Right.at_2) | Right.idle.to(None)


proxy_keeps_a_result = Mutant(
    "proxy_keeps_a_result",
    ("a_result_of_an_open_call_is_reported",),
    pool_calls,
    {"order": KeepsTheResult},
)
Right = without(fresh(ProxyTraffic), "hand_on")


class HandsNothingOn(Right):
    mutant = "The proxy hands no request on, and never learns that its CPD Server is silent."

    hand_on = Right.flowing.to(None, cond="connected")


proxy_hands_nothing_on = Mutant(
    "proxy_hands_nothing_on",
    ("a_proxy_without_addp_notices_a_silence_by_its_requests",),
    pool_single,
    {"traffic": HandsNothingOn},
)
