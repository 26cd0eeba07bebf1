"""Wrong designs of what an OCS does with its role, or without it."""

from dialonce import Mutant, fresh, without
from machines.ha import OcsMember
from machines.ha_queue import RequestQueue
from machines.ha_role import OcsRole
from machines.ha_sync import PairedSession
from machines.systems.ha import ha_pair
from machines.systems.ha_records import ha_records
from machines.systems.ha_sync import ha_dn

Right = without(fresh(OcsMember), "peer_lost")


class DropsItsClients(Right):
    mutant = "The primary drops its clients when it loses the other OCS."
    peer_lost = Right.backup.to(None) | Right.primary.to(None, on="drop_clients")

    def drop_clients(self):
        self.emit("client.dropped")


a_lost_pair_link_drops_the_clients = Mutant(
    "a_lost_pair_link_drops_the_clients",
    ("a_client_stays_while_its_ocs_is_the_primary",),
    ha_pair,
    {"first": DropsItsClients, "second": DropsItsClients},
)
Right = without(fresh(RequestQueue), "make", "submit")


class AsksInEveryRole(Right):
    mutant = "A backup asks for records too, and leaves it to the servers to refuse."
    make = Right.idle.to(Right.waiting)
    submit = Right.waiting.to(Right.idle, on="hand_over")


a_backup_asks_for_records = Mutant(
    "a_backup_asks_for_records",
    ("an_ocs_without_the_role_sends_no_request",),
    ha_pair,
    {"first_queue": AsksInEveryRole, "second_queue": AsksInEveryRole},
)
Right = without(fresh(PairedSession), "dn_unloaded", "dn_loaded", "dn_running")
KNOWN = (Right.unloaded, Right.loaded, Right.running)


class PassesItOn(Right):
    mutant = "A backup puts on the Communication DN again what it has heard from there."
    dn_unloaded = Right.unloaded.from_(*KNOWN, cond="is_backup", on="put_unloaded")
    dn_loaded = Right.loaded.from_(*KNOWN, cond="is_backup", on="put_loaded")
    dn_running = Right.running.from_(*KNOWN, cond="is_backup", on="put_running")


a_backup_echoes_the_dn = Mutant(
    "a_backup_echoes_the_dn",
    ("a_backup_puts_no_status_on_the_dn",),
    ha_dn,
    {"first_session": PassesItOn, "second_session": PassesItOn},
)
Right = without(fresh(OcsRole), "demote")


class StaysThePrimary(Right):
    mutant = "An OCS that is told of another primary takes itself for the primary all the same."
    demote = Right.primary.to(None) | Right.backup.to(None)


a_corrected_primary_stays_one = Mutant(
    "a_corrected_primary_stays_one",
    ("an_ocs_is_what_it_was_told_last",),
    ha_records,
    {"first": StaysThePrimary, "second": StaysThePrimary},
)
