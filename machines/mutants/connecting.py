"""Wrong designs of a client that connects: when it tries, and what it leaves."""

from statemachine import State

from dialonce import AnyOf, Mutant, fresh, without
from machines.cpd import WarmStandbyConnection
from machines.systems.cpd import cpd_warm_addp
from machines.systems.tserver import tserver_statistics, tserver_warm
from machines.tserver import PairedTServerConnection

Right = without(fresh(WarmStandbyConnection), "tick")


class RestsLonger(Right):
    mutant = "A refused try is followed by a rest that is longer than the reconnect delay."
    resting_on = State()
    seeking = AnyOf("trying_primary", "trying_backup", "resting_for_backup", "resting_for_primary",
                    "resting_on")  # fmt: skip
    tick = (
        Right.resting_for_backup.to(resting_on)
        | resting_on.to(Right.trying_backup, on="connect_backup")
        | Right.resting_for_primary.to(Right.trying_primary, on="connect_primary")
    )


rests_longer_than_its_delay = Mutant(
    "rests_longer_than_its_delay",
    ("a_rest_ends_with_its_delay",),
    cpd_warm_addp,
    {"link": RestsLonger},
)

Right = fresh(WarmStandbyConnection)


class FailsBack(Right):
    mutant = "OCS leaves a backup that works, to be on the primary again (D-451)."
    outputs = Right.outputs | {"backup.close"}
    spontaneous = Right.spontaneous | {"fail_back"}
    fail_back = Right.on_backup.to(Right.trying_primary, on=["close", "lose", "connect_primary"])
    """OCS leaves the backup by itself."""

    def close(self):
        self.emit("backup.close")


fails_back_by_itself = Mutant(
    "fails_back_by_itself",
    ("a_connection_that_works_is_kept", "a_claimed_record_is_closed_in_the_end"),
    cpd_warm_addp,
    {"link": FailsBack},
)

Right = without(fresh(PairedTServerConnection), "dropped")


class HurriesOn(Right):
    mutant = "A T-Server that drops OCS while it joins is followed by the other one at once."
    dropped = (
        Right.on_primary.to(Right.trying_backup, on=["lose", "connect_backup"])
        | Right.on_backup.to(Right.trying_primary, on=["lose", "connect_primary"])
        | Right.trying_backup.from_(
            Right.registering_primary, Right.asking_primary, on="connect_backup"
        )
        | Right.trying_primary.from_(
            Right.registering_backup, Right.asking_backup, on="connect_primary"
        )
    )


tries_without_rest_while_joining = Mutant(
    "tries_without_rest_while_joining",
    ("a_failed_try_is_followed_by_a_rest",),
    tserver_warm,
    {"link": HurriesOn},
)

Right = without(fresh(PairedTServerConnection), "accepted")


class AsksAtOnce(Right):
    mutant = "OCS registers at the primary only, and asks a backup at once, as if it were known."
    accepted = Right.trying_primary.to(
        Right.registering_primary, on="register"
    ) | Right.trying_backup.to(Right.asking_backup, on="ask")


asks_the_backup_unregistered = Mutant(
    "asks_the_backup_unregistered",
    ("questions_are_asked_when_ocs_is_registered",),
    tserver_warm,
    {"link": AsksAtOnce},
)

Right = without(fresh(PairedTServerConnection), "correct")


class IgnoresCorrection(Right):
    mutant = "OCS that was refused stays so until it is restarted, whatever a person corrects."
    correct = Right.barred.to(None)


ignores_a_correction = Mutant(
    "ignores_a_correction",
    ("a_correction_by_a_person_is_followed_by_a_try",),
    tserver_statistics,
    {"link": IgnoresCorrection},
)
