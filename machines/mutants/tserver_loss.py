"""Wrong designs of what the loss of a T-Server means, and of its pair."""

from dialonce import Mutant, fresh, without
from machines.environment.tserver import HotPair
from machines.record import CallRecord
from machines.systems.tserver import tserver_hot, tserver_single, tserver_statistics, tserver_warm
from machines.tserver import PairedTServerConnection
from machines.tserver_single import TServerStatistics

Right = without(fresh(PairedTServerConnection), "dropped")
LOSE = ["lose", "connect_primary"]


class TriesTheSameAgain(Right):
    mutant = "A lost T-Server is tried again, and its partner is not."
    dropped = (
        Right.trying_primary.from_(Right.on_primary, Right.on_backup, on=LOSE)
        | Right.resting_for_backup.from_(Right.registering_primary, Right.asking_primary)
        | Right.resting_for_primary.from_(Right.registering_backup, Right.asking_backup)
    )


tries_the_lost_t_server_again = Mutant(
    "tries_the_lost_t_server_again",
    (
        "a_usable_t_server_that_is_lost_is_followed_at_once",
        "t_servers_of_a_pair_are_tried_in_alternation",
    ),
    tserver_warm,
    {"link": TriesTheSameAgain},
)
Right = without(fresh(PairedTServerConnection), "dropped")


class RestsAfterTheBackup(Right):
    mutant = "After the loss of the backup OCS rests before it turns to the primary."
    dropped = (
        Right.on_primary.to(Right.trying_backup, on=["lose", "connect_backup"])
        | Right.on_backup.to(Right.resting_for_primary, on="lose")
        | Right.resting_for_backup.from_(Right.registering_primary, Right.asking_primary)
        | Right.resting_for_primary.from_(Right.registering_backup, Right.asking_backup)
    )


rests_after_the_backup_t_server = Mutant(
    "rests_after_the_backup_t_server",
    ("loss_of_the_backup_t_server_leads_to_the_primary",),
    tserver_warm,
    {"link": RestsAfterTheBackup},
)
Right = without(fresh(PairedTServerConnection), "dropped")


class LossIsSilent(Right):
    mutant = "The loss of a T-Server neither pauses the session nor makes requests unknown."
    dropped = (
        Right.on_primary.to(Right.trying_backup, on="connect_backup")
        | Right.on_backup.to(Right.trying_primary, on="connect_primary")
        | Right.resting_for_backup.from_(Right.registering_primary, Right.asking_primary)
        | Right.resting_for_primary.from_(Right.registering_backup, Right.asking_backup)
    )


loss_of_a_t_server_has_no_effect = Mutant(
    "loss_of_a_t_server_has_no_effect",
    ("the_loss_of_a_t_server_pauses_and_makes_unknown",),
    tserver_warm,
    {"link": LossIsSilent},
)
Right = fresh(PairedTServerConnection)


class MatchesTheSnapshot(Right):
    mutant = "Lost records whose calls the T-Server does not list are dialed again (D-14)."
    outputs = Right.outputs | {"record.reset"}

    def restore_session(self):
        super().restore_session()
        self.emit("record.reset")


redials_what_the_snapshot_lacks = Mutant(
    "redials_what_the_snapshot_lacks",
    ("a_call_lost_with_a_t_server_is_placed_once", "answers_of_a_t_server_change_no_record"),
    tserver_warm,
    {"link": MatchesTheSnapshot},
)
Right = without(fresh(CallRecord), "result")


class DropsTheLine(Right):
    mutant = "A call without success counts as a loss of the line (D-203)."
    outputs = Right.outputs | {"session.lost"}
    result = Right.requested.to(Right.completed, on=["stop_timer", "pause"])

    def pause(self):
        self.emit("session.lost")


busy_counts_as_a_loss = Mutant(
    "busy_counts_as_a_loss",
    ("a_result_leaves_link_and_session_alone",),
    tserver_single,
    {"record": DropsTheLine},
)
Right = without(fresh(HotPair), "crash")


class SeenSwitchover(Right):
    mutant = "A switchover in hot standby cuts the connection of OCS (D-15)."
    crash = (
        Right.both.to(Right.one, on="reset_connections")
        | Right.one.to(Right.down, on="reset_connections")
    )  # fmt: skip


hot_switchover_is_a_loss = Mutant(
    "hot_switchover_is_a_loss",
    ("a_hot_switchover_changes_nothing_for_ocs",),
    tserver_hot,
    {"primary": SeenSwitchover},
)
Right = without(fresh(HotPair), "crash")


class NeverCrashes(Right):
    mutant = "The environment is too kind: no hot T-Server ever stops."
    crash = Right.both.to(None)


hot_t_servers_never_stop = Mutant(
    "hot_t_servers_never_stop",
    ("a_session_can_run_on_the_second_hot_t_server", "both_hot_t_servers_can_be_gone"),
    tserver_hot,
    {"primary": NeverCrashes},
)
Right = without(fresh(TServerStatistics), "publish")


class SendsLater(Right):
    mutant = "Statistics that are due in a gap are sent anyway (D-17)."
    publish = Right.working.to(None, on="send_values")


sends_statistics_in_the_gap = Mutant(
    "sends_statistics_in_the_gap",
    ("statistics_are_sent_only_when_they_are_due", "nothing_is_sent_before_a_t_server_is_usable"),
    tserver_statistics,
    {"statistics": SendsLater},
)
