"""Wrong designs of what an OCS does at once: with an order, a freeze, a request, an outcome."""

from dialonce import Mutant, fresh, without
from machines.ha import OcsMember
from machines.ha_queue import RequestQueue
from machines.ha_records import HeldRecord
from machines.ha_role import OcsRole
from machines.systems.ha import ha_pair
from machines.systems.ha_records import ha_records
from machines.systems.ha_tenants import ha_tenants

Right = fresh(OcsMember)


class TakesTheRoleInSilence(Right):
    mutant = "An OCS takes the role, and does not tell the Management Layer that it has."

    def take_role(self):
        self.emit("other_door.shut")
        self.emit("own_door.admit")
        self.emit("memory.promoted")


takes_the_role_in_silence = Mutant(
    "takes_the_role_in_silence",
    ("an_order_that_reaches_an_ocs_gives_it_the_role",),
    ha_pair,
    {"first": TakesTheRoleInSilence, "second": TakesTheRoleInSilence},
)
Right = without(fresh(OcsMember), "frozen", "thawed")


class NoFrozenBackup(Right):
    mutant = "Only a primary stands still; a backup whose host gives it no time works on."
    frozen = Right.backup.to(None) | Right.primary.to(Right.frozen_primary)
    thawed = Right.backup.to(None) | Right.frozen_primary.to(Right.primary)


a_backup_works_while_frozen = Mutant(
    "a_backup_works_while_frozen",
    ("an_ocs_stands_still_exactly_while_its_host_does",),
    ha_pair,
    {"first": NoFrozenBackup, "second": NoFrozenBackup},
)
Right = without(fresh(RequestQueue), "submit")


class SendsAgainAndAgain(Right):
    mutant = "A request that was sent stays in the queue, and is sent again."
    submit = Right.waiting.to(None, cond="is_primary", on="hand_over")


sends_a_queued_request_again = Mutant(
    "sends_a_queued_request_again",
    ("a_request_that_was_sent_is_not_left_to_send",),
    ha_pair,
    {"first_queue": SendsAgainAndAgain, "second_queue": SendsAgainAndAgain},
)
Right = without(fresh(OcsRole), "stopped")


class OnlyAPrimaryForgets(Right):
    mutant = "A backup that stops finds the sessions again when it starts."
    stopped = Right.backup.to(Right.down) | Right.primary.to(Right.down, on="forget")


a_backup_that_stops_keeps_its_sessions = Mutant(
    "a_backup_that_stops_keeps_its_sessions",
    ("an_ocs_that_is_down_knows_no_session_of_a_tenant",),
    ha_tenants,
    {"first": OnlyAPrimaryForgets, "second": OnlyAPrimaryForgets},
)
Right = without(fresh(HeldRecord), "result")


class WaitsForTheTimer(Right):
    mutant = "OCS does not write a result, and lets the timer of the record expire."
    result = Right.requested.to(None)


a_result_waits_for_the_timer = Mutant(
    "a_result_waits_for_the_timer",
    ("an_outcome_is_written_in_the_step_that_brings_it",),
    ha_records,
    {"first_record": WaitsForTheTimer, "second_record": WaitsForTheTimer},
)
Right = without(fresh(HeldRecord), "write")


class GoesBackToItsRequest(Right):
    mutant = "A record whose outcome was written again waits for a result anew."
    write = Right.writing.to(Right.requested, on="send_outcome")


an_outcome_is_taken_back = Mutant(
    "an_outcome_is_taken_back",
    ("a_record_with_an_outcome_is_not_requested_again",),
    ha_records,
    {"first_record": GoesBackToItsRequest, "second_record": GoesBackToItsRequest},
)
