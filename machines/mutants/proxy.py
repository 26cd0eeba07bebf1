"""Wrong designs of the connection of OCS to CPD Proxy Servers."""

from dialonce import Mutant, fresh, without
from machines.cpd import NoBackupConnection, WarmStandbyConnection
from machines.session import DialingSession
from machines.systems.proxy import (
    proxy_several,
    proxy_single,
    proxy_single_addp,
    proxy_warm_addp,
)

Right = without(fresh(WarmStandbyConnection), "dropped")


class ClingsToLast(Right):
    mutant = "OCS tries the proxy again that it has just lost, and then the other one."

    dropped = Right.on_primary.to(
        Right.trying_primary, on=["lose", "connect_primary"]
    ) | Right.on_backup.to(Right.trying_backup, on=["lose", "connect_backup"])


tries_the_lost_proxy_first = Mutant(
    "tries_the_lost_proxy_first",
    (
        "loss_of_the_primary_proxy_leads_straight_to_the_backup",
        "loss_of_the_backup_proxy_leads_straight_to_the_primary",
        "proxies_of_a_pair_are_tried_in_alternation",
    ),
    proxy_warm_addp,
    {"link": ClingsToLast},
)

Right = without(fresh(NoBackupConnection), "tick")


class GivesUp(Right):
    mutant = "When the proxy refuses, OCS waits for a person."

    tick = Right.resting_for_primary.to(None)


gives_up_on_the_proxy = Mutant(
    "gives_up_on_the_proxy",
    ("a_proxy_is_regained_without_a_person",),
    proxy_single,
    {"link": GivesUp},
)

Right = without(fresh(NoBackupConnection), "dropped")


class RestsFirst(Right):
    mutant = "OCS waits before it tries the proxy that it lost."

    dropped = Right.on_primary.to(Right.resting_for_primary, on="lose")


waits_before_it_tries_a_proxy = Mutant(
    "waits_before_it_tries_a_proxy",
    ("without_a_backup_a_loss_leads_straight_to_the_same_proxy",),
    proxy_single_addp,
    {"link": RestsFirst},
)

Right = fresh(WarmStandbyConnection)


class SilentLoss(Right):
    mutant = "The lost proxy is told to the Management Layer only."

    def lose(self):
        self.emit("session.lost")
        self.emit("record.connection_lost")
        self.emit("management.loss")


loss_of_a_proxy_is_not_told_to_stat_server = Mutant(
    "loss_of_a_proxy_is_not_told_to_stat_server",
    ("the_loss_of_a_proxy_is_told_once_to_each",),
    proxy_warm_addp,
    {"link": SilentLoss},
)

Right = without(fresh(DialingSession), "lost")


class NeverPauses(Right):
    mutant = "The session runs on without a proxy, since the CPD Servers behind it work."

    lost = Right.running.to(None)


session_ignores_a_lost_proxy = Mutant(
    "session_ignores_a_lost_proxy",
    ("the_loss_of_a_proxy_leaves_no_session_running", "a_loss_pauses_the_running_session"),
    proxy_warm_addp,
    {"session": NeverPauses},
)

Right = without(fresh(DialingSession), "restored")


class StaysPaused(Right):
    mutant = "The session stays paused after the switchover of proxies."

    restored = Right.paused.to(None)


session_waits_for_a_person_after_the_switchover = Mutant(
    "session_waits_for_a_person_after_the_switchover",
    ("a_session_goes_on_exactly_when_a_proxy_accepts",),
    proxy_warm_addp,
    {"session": StaysPaused},
)

Right = fresh(NoBackupConnection)


class PausesAll(Right):
    mutant = "The loss of one proxy pauses every session (D-36)."
    outputs = Right.outputs | {"session_2.lost"}

    def lose(self):
        super().lose()
        self.emit("session_2.lost")


loss_of_one_proxy_pauses_all_sessions = Mutant(
    "loss_of_one_proxy_pauses_all_sessions",
    ("the_loss_of_another_proxy_changes_no_session_and_no_record",),
    proxy_several,
    {"link": PausesAll},
)
