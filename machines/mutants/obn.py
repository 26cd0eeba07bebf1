"""Wrong designs of the connection to the OBN Manager."""

from dialonce import Data, Mutant, fresh, without
from machines.cpd import NoBackupConnection
from machines.environment.detection import make_addp_contract
from machines.environment.network import Wire
from machines.environment.switch_link import RoutedCall
from machines.obn import ObnConnector
from machines.session import DialingSession
from machines.systems.obn import obn_basic, obn_full
from spec.parameters import ADDP_CONTRACT_TICKS

Right = without(fresh(ObnConnector), "request")


class Repeats(Right):
    mutant = "The OBN Manager repeats requests, in case that GVP did not hear them (D-312)."
    spontaneous = Right.spontaneous | {"repeat"}
    kept = Data(range(2))

    request = Right.passing.to(None, on=["keep", "hand_on"])
    repeat = Right.passing.to(None, cond="kept", on=["free", "hand_on"])
    """The request is handed on a second time."""

    def keep(self):
        self.kept = 1

    def free(self):
        self.kept = 0


obn_manager_repeats_requests = Mutant(
    "obn_manager_repeats_requests",
    ("obn_manager_hands_each_request_on_once", "a_record_is_dialed_at_most_once"),
    obn_full,
    {"order": Repeats},
)

Right = fresh(RoutedCall)


class DialsAlone(Right):
    mutant = "GVP dials records by itself, past the OBN Manager."
    spontaneous = Right.spontaneous | {"dial"}


gvp_dials_past_obn_manager = Mutant(
    "gvp_dials_past_obn_manager",
    ("gvp_dials_only_what_obn_manager_hands_on", "a_record_is_dialed_at_most_once"),
    obn_full,
    {"call": DialsAlone},
)

Right = without(fresh(DialingSession), "lost")


class NeverPauses(Right):
    mutant = "The session runs on when the OBN Manager is lost (D-311)."

    lost = Right.running.to(None)


session_ignores_a_lost_obn_manager = Mutant(
    "session_ignores_a_lost_obn_manager",
    ("a_loss_pauses_the_running_session", "the_session_runs_only_while_a_connection_is_up"),
    obn_basic,
    {"session": NeverPauses},
)

Right = without(fresh(NoBackupConnection), "tick")


class GivesUp(Right):
    mutant = "When the OBN Manager refuses, OCS waits for a person (D-311)."

    tick = Right.resting_for_primary.to(None)


gives_up_on_obn_manager = Mutant(
    "gives_up_on_obn_manager",
    ("a_paused_session_runs_again",),
    obn_full,
    {"link": GivesUp},
)

Right = make_addp_contract(ADDP_CONTRACT_TICKS)


class ClaimsAddp(Right):
    mutant = "A basic connection claims ADDP too (D-313)."

    sent = Right.listening.to(None)
    """OCS sends into the silent connection."""


basic_connection_claims_addp = Mutant(
    "basic_connection_claims_addp",
    ("a_basic_connection_notices_no_silence_on_an_idle_connection",),
    obn_basic,
    {"detector": ClaimsAddp},
)

Right = without(make_addp_contract(ADDP_CONTRACT_TICKS), "tick")


class NeverPolls(Right):
    mutant = "A full connection does not poll: ADDP stands in the configuration only."

    tick = Right.listening.to(None, unless="last_moment", on="count")


full_connection_does_not_poll = Mutant(
    "full_connection_does_not_poll",
    ("a_full_connection_notices_a_silence_in_time",),
    obn_full,
    {"detector": NeverPolls},
)

Right = without(fresh(Wire), "fall_silent", "fall_silent_while_sending")


class NeverSilent(Right):
    mutant = "The environment is too kind: the OBN Manager is never silent."

    fall_silent = Right.open.to(None)
    fall_silent_while_sending = Right.open.to(None)


obn_manager_is_never_silent = Mutant(
    "obn_manager_is_never_silent",
    ("a_basic_connection_can_be_silent_while_the_session_runs",),
    obn_basic,
    {"primary_wire": NeverSilent},
)
