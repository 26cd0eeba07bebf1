"""Wrong designs of OCS at a T-Server: when it goes on, whom it tries, and for how long."""

from dialonce import Mutant, fresh, without
from machines.environment.tserver import TServerDialog
from machines.systems.tserver import tserver_single, tserver_statistics, tserver_warm
from machines.tserver import PairedTServerConnection
from machines.tserver_single import SingleTServerConnection

Right = without(fresh(PairedTServerConnection), "registered")


class ResumesEarly(Right):
    mutant = "The session goes on as soon as OCS is registered, with no answers (D-201)."
    registered = (
        Right.registering_primary.to(Right.on_primary, on=["ask", "restore_session"])
        | Right.registering_backup.to(Right.on_backup, on=["ask", "restore_session"])
    )  # fmt: skip


resumes_before_the_answers = Mutant(
    "resumes_before_the_answers",
    ("a_t_server_is_usable_only_after_three_answers",),
    tserver_warm,
    {"link": ResumesEarly},
)
Right = without(fresh(SingleTServerConnection), "refused")


class GivesUp(Right):
    mutant = "Without a backup OCS gives up after the first failed try (D-13)."
    refused = Right.trying_primary.to(Right.off)


gives_up_on_t_server = Mutant(
    "gives_up_on_t_server",
    ("ocs_regains_a_t_server_without_a_person",),
    tserver_single,
    {"link": GivesUp},
)
Right = without(fresh(SingleTServerConnection), "tick")


class WaitsForEver(Right):
    mutant = "OCS waits for an answer until the connection is lost (D-204)."
    tick = Right.resting_for_primary.to(Right.trying_primary, on="connect")


waits_for_an_answer_for_ever = Mutant(
    "waits_for_an_answer_for_ever",
    ("ocs_regains_a_t_server_without_a_person", "a_question_without_an_answer_ends_the_try"),
    tserver_single,
    {"link": WaitsForEver},
)
Right = without(fresh(PairedTServerConnection), "registration_refused")


class FailsOver(Right):
    mutant = "A refused registration is taken for a failed try (D-202)."
    registration_refused = Right.registering_primary.to(
        Right.resting_for_backup, on="close_primary"
    ) | Right.registering_backup.to(Right.resting_for_primary, on="close_backup")


fails_over_when_refused = Mutant(
    "fails_over_when_refused",
    ("a_refused_registration_is_told_once_and_closes", "a_session_can_wait_for_a_correction"),
    tserver_statistics,
    {"link": FailsOver},
)
Right = fresh(PairedTServerConnection)


class TriesWhenRefused(Right):
    mutant = "OCS that was refused tries the other T-Server (D-202)."
    spontaneous = Right.spontaneous | {"try_again"}
    try_again = Right.barred.to(Right.trying_backup, on="connect_backup")
    """OCS tries the other T-Server."""


tries_the_other_when_refused = Mutant(
    "tries_the_other_when_refused",
    ("a_refused_ocs_waits_for_a_person",),
    tserver_statistics,
    {"link": TriesWhenRefused},
)
Right = without(fresh(PairedTServerConnection), "registration_refused")


class StopsSilently(Right):
    mutant = "A refusal is told to nobody."
    registration_refused = (
        Right.registering_primary.to(Right.barred, on="close_primary")
        | Right.registering_backup.to(Right.barred, on="close_backup")
    )  # fmt: skip


refusal_is_told_to_nobody = Mutant(
    "refusal_is_told_to_nobody",
    ("a_refused_registration_is_told_once_and_closes",),
    tserver_statistics,
    {"link": StopsSilently},
)
Right = without(fresh(TServerDialog), "answer")


class AsksForQueuesOnly(Right):
    mutant = "OCS asks for queues, and goes on with the first answer (D-201)."
    answer = Right.answering.to(
        Right.idle, cond="connected and open > 0", on=["forget", "tell_informed"]
    )


asks_for_queues_only = Mutant(
    "asks_for_queues_only",
    ("a_t_server_is_usable_only_after_three_answers",),
    tserver_warm,
    {"dialog": AsksForQueuesOnly},
)
