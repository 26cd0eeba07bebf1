"""Wrong designs of what OCS makes of the dialing resources that it is told of."""

from dialonce import Mutant, fresh, without
from machines.pace import Resources
from machines.systems.pool import pool_single, pool_warm_addp

Right = fresh(Resources)


class PausesForOne(Right):
    mutant = "The loss of a CPD Server behind the proxy pauses the session (D-21)."
    outputs = frozenset({"session.lost"})

    def hear_1(self):
        self.told = 1
        self.emit("session.lost")


loss_behind_the_proxy_pauses_the_session = Mutant(
    "loss_behind_the_proxy_pauses_the_session",
    (
        "a_lost_cpd_server_pauses_no_session",
        "the_session_is_paused_only_while_no_connection_is_up",
    ),
    pool_warm_addp,
    {"resources": PausesForOne},
)

Right = fresh(Resources)


class PausesForAll(Right):
    mutant = "A proxy without a CPD Server counts as lost: the session pauses (D-22)."
    outputs = frozenset({"session.lost"})

    def hear_0(self):
        self.told = 0
        self.emit("session.lost")


no_cpd_server_behind_the_proxy_pauses_the_session = Mutant(
    "no_cpd_server_behind_the_proxy_pauses_the_session",
    (
        "a_lost_cpd_server_pauses_no_session",
        "the_session_is_paused_only_while_no_connection_is_up",
    ),
    pool_single,
    {"resources": PausesForAll},
)

Right = without(fresh(Resources), "told_2")


class StaysSlow(Right):
    mutant = "A session that was slowed down stays so until a person starts it again."

    told_2 = Right.free.from_(Right.exhausted, Right.free, on="hear_1")


session_stays_slow = Mutant(
    "session_stays_slow",
    (
        "a_slowed_session_speeds_up_in_the_end",
        "ocs_knows_the_resources_unless_a_notice_is_under_way",
    ),
    pool_warm_addp,
    {"resources": StaysSlow},
)

Right = fresh(Resources)


class Probes(Right):
    mutant = "OCS counts on all resources again after a while, without being told."
    spontaneous = frozenset({"probe"})

    probe = Right.exhausted.to(Right.free, on="hear_2")
    """OCS tries whether the resources are back."""


ocs_guesses_resources = Mutant(
    "ocs_guesses_resources",
    ("resources_change_for_ocs_only_by_what_the_proxy_tells",),
    pool_single,
    {"resources": Probes},
)
