"""Wrong designs that do not take what a person may do."""

from dialonce import Mutant, fresh, without
from machines.ocm import OcmConnection
from machines.ocm_login import OcmLogin
from machines.session import DialingSession
from machines.systems.cpd import cpd_single
from machines.systems.ocm import ocm_dialog
from machines.systems.ocm_login import ocm_login
from machines.systems.tserver import tserver_statistics
from machines.tserver import PairedTServerConnection
from machines.tserver_single import TServerStatistics

Right = without(fresh(DialingSession), "stop")


class StopsOnlyWhatRuns(Right):
    mutant = "A paused session cannot be stopped: a person has to wait until it runs."
    stop = Right.running.to(Right.stopped)


a_paused_session_cannot_be_stopped = Mutant(
    "a_paused_session_cannot_be_stopped",
    ("a_paused_session_can_be_stopped",),
    cpd_single,
    {"session": StopsOnlyWhatRuns},
)
Right = without(fresh(PairedTServerConnection), "correct")


class HearsNoCorrection(Right):
    mutant = "A correction is heard only before OCS starts, and not by an OCS that was refused."
    correct = Right.off.to(None)


a_correction_is_not_heard = Mutant(
    "a_correction_is_not_heard",
    ("a_refused_registration_can_be_corrected",),
    tserver_statistics,
    {"link": HearsNoCorrection},
)
Right = without(fresh(OcmConnection), "log_off")


class OffersRetriesOnly(Right):
    mutant = "The dialog of OCM cannot be cancelled: its user must let OCM try again."
    log_off = (
        Right.trying_primary.to(Right.off, on="close_primary")
        | Right.trying_backup.to(Right.off, on="close_backup")
        | Right.on_primary.to(Right.off, on=["close_primary", "tell_panel"])
        | Right.on_backup.to(Right.off, on=["close_backup", "tell_panel"])
    )


the_dialog_of_ocm_cannot_be_cancelled = Mutant(
    "the_dialog_of_ocm_cannot_be_cancelled",
    ("the_dialog_of_ocm_can_be_cancelled",),
    ocm_dialog,
    {"ocm": OffersRetriesOnly},
)
Right = without(fresh(OcmLogin), "cancel")


class CancelsTheFirstOnly(Right):
    mutant = "Of the dialogs about the two OCS of the list, only the first one can be cancelled."
    cancel = Right.choosing.from_(Right.asking_for_first)


the_dialog_about_the_second_ocs_cannot_be_cancelled = Mutant(
    "the_dialog_about_the_second_ocs_cannot_be_cancelled",
    ("a_dialog_about_an_ocs_of_the_list_can_be_cancelled",),
    ocm_login,
    {"ocm": CancelsTheFirstOnly},
)
Right = without(fresh(TServerStatistics), "publish")


class FallsDueInGapsOnly(Right):
    mutant = "No values fall due while the T-Server is usable: only what falls in a gap is counted."
    publish = Right.working.to(None, unless="connected")


values_fall_due_in_gaps_only = Mutant(
    "values_fall_due_in_gaps_only",
    ("values_can_be_due_at_any_time",),
    tserver_statistics,
    {"statistics": FallsDueInGapsOnly},
)
