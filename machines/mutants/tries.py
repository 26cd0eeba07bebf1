"""Wrong designs of how a client tries a pair of servers."""

from dialonce import Data, Mutant, fresh, without
from machines.config import PairedConfigConnection
from machines.cpd import WarmStandbyConnection
from machines.systems.tries import tries_config, tries_cpd, tries_tserver
from machines.tserver import PairedTServerConnection

Right = without(fresh(WarmStandbyConnection), "refused")


class SwitchesTwice(Right):
    mutant = "After two switches OCS keeps to the server that it tried last."
    switches = Data(range(3), unit="switches")
    refused = (
        Right.trying_primary.to(Right.resting_for_backup, cond="switches < 2", on="count")
        | Right.trying_primary.to(Right.resting_for_primary, cond="switches == 2")
        | Right.trying_backup.to(Right.resting_for_primary, cond="switches < 2", on="count")
        | Right.trying_backup.to(Right.resting_for_backup, cond="switches == 2")
    )

    def count(self):
        self.switches += 1

    def restore_session(self):
        super().restore_session()
        self.switches = 0


stays_after_two_switches = Mutant(
    "stays_after_two_switches",
    (
        "no_server_is_tried_twice_in_a_row_however_often_ocs_switches",
        "both_servers_are_tried_equally_often",
    ),
    tries_cpd,
    {"link": SwitchesTwice},
)
Right = without(fresh(PairedConfigConnection), "refused")


class TriesOneRound(Right):
    mutant = "OCS tries each Configuration Server once in an outage, and then no more."
    refused = Right.trying_primary.to(
        Right.waiting_for_backup, on="begin_rest"
    ) | Right.trying_backup.to(None)


tries_one_round = Mutant(
    "tries_one_round",
    ("an_outage_can_have_three_switches",),
    tries_config,
    {"link": TriesOneRound},
)
Right = fresh(WarmStandbyConnection)


class ConnectsToBoth(Right):
    mutant = "OCS connects to the backup as well, to have it ready."

    def restore_session(self):
        super().restore_session()
        self.emit("backup.connect")


connects_to_both_at_once = Mutant(
    "connects_to_both_at_once",
    ("one_connection_at_most_is_there_at_a_time",),
    tries_cpd,
    {"link": ConnectsToBoth},
)
Right = fresh(PairedTServerConnection)


class LeavesItOpen(Right):
    mutant = "OCS turns to the other T-Server and leaves the old connection open."

    def close_primary(self):
        pass

    def close_backup(self):
        pass


leaves_the_old_connection_open = Mutant(
    "leaves_the_old_connection_open",
    ("one_connection_at_most_is_there_at_a_time",),
    tries_tserver,
    {"link": LeavesItOpen},
)
Right = without(fresh(PairedTServerConnection), "accepted")


class TakesOpenForUsable(Right):
    mutant = "An open connection counts as up: OCS has no state between open and usable."
    accepted = Right.trying_primary.to(
        Right.on_primary, on="restore_session"
    ) | Right.trying_backup.to(Right.on_backup, on="restore_session")


takes_an_open_connection_for_usable = Mutant(
    "takes_an_open_connection_for_usable",
    ("a_connection_can_be_open_and_not_usable",),
    tries_tserver,
    {"link": TakesOpenForUsable},
)
