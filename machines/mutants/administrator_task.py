"""Wrong designs of what Genesys Administrator does with an action that it cannot finish."""

from dialonce import Mutant, fresh, without
from machines.administrator_task import AdministratorTask
from machines.systems.administrator import ga_actions

Right = without(fresh(AdministratorTask), "act_on_pair")


class IgnoresControls(Right):
    mutant = "An action can be asked for with controls that are unavailable."
    act_on_pair = Right.idle.to(Right.seeking, on=["forget", "open_pair"])


unavailable_controls_work = Mutant(
    "unavailable_controls_work",
    ("unavailable_controls_ask_for_no_action",),
    ga_actions,
    {"task": IgnoresControls},
)
Right = without(fresh(AdministratorTask), "unconnected")


class TellsNothing(Right):
    mutant = "An action that could not be sent ends without a word."
    unconnected = Right.idle.from_(Right.seeking, Right.seeking_status)


an_unsent_action_is_told_to_nobody = Mutant(
    "an_unsent_action_is_told_to_nobody",
    ("an_action_that_was_not_sent_is_told_as_not_sent",),
    ga_actions,
    {"task": TellsNothing},
)
Right = without(fresh(AdministratorTask), "select_pair")


class CannotBeSelected(Right):
    mutant = "An OCS with unavailable controls cannot be selected again."
    select_pair = Right.idle.to(None, unless="pair_available")


an_unavailable_ocs_cannot_be_selected = Mutant(
    "an_unavailable_ocs_cannot_be_selected",
    ("unavailable_controls_can_be_tried_again",),
    ga_actions,
    {"task": CannotBeSelected},
)
Right = without(fresh(AdministratorTask), "select_pair")


class SendsWhatWasGivenUp(Right):
    mutant = "An action that could not be sent is sent when its OCS is selected again (D-392)."
    select_pair = Right.idle.to(Right.seeking, unless="pair_available", on="open_pair")


sends_an_action_that_was_given_up = Mutant(
    "sends_an_action_that_was_given_up",
    ("an_action_is_sent_once_for_each_request_of_the_user",),
    ga_actions,
    {"task": SendsWhatWasGivenUp},
)
Right = without(fresh(AdministratorTask), "pair_lost")


class RepeatsTheAction(Right):
    mutant = "Genesys Administrator sends an action again whose connection broke (D-385)."
    pair_lost = (
        Right.acting.to(Right.seeking, on=["tell_doubt", "open_pair"])
        | Right.asking_status.to(Right.idle, on="disable_pair")
    )  # fmt: skip


genesys_administrator_repeats_an_action = Mutant(
    "genesys_administrator_repeats_an_action",
    (
        "an_action_is_sent_once_for_each_request_of_the_user",
        "an_action_is_done_with_its_answer_and_otherwise_in_doubt",
    ),
    ga_actions,
    {"task": RepeatsTheAction},
)
Right = without(fresh(AdministratorTask), "pair_lost")


class TakesForNotSent(Right):
    mutant = "An action whose connection broke is told as not sent (D-385)."
    pair_lost = (
        Right.acting.to(Right.idle, on="tell_not_sent")
        | Right.asking_status.to(Right.idle, on="disable_pair")
    )  # fmt: skip


takes_a_broken_action_for_not_sent = Mutant(
    "takes_a_broken_action_for_not_sent",
    (
        "an_action_is_done_with_its_answer_and_otherwise_in_doubt",
        "an_action_that_was_not_sent_is_told_as_not_sent",
    ),
    ga_actions,
    {"task": TakesForNotSent},
)
Right = without(fresh(AdministratorTask), "tick")


class WaitsForEver(Right):
    mutant = "Genesys Administrator waits for an answer until the connection is lost (D-387)."
    tick = Right.acting.to(None)


genesys_administrator_waits_for_ever = Mutant(
    "genesys_administrator_waits_for_ever",
    (
        "a_task_of_genesys_administrator_comes_to_an_end",
        "an_answer_that_does_not_come_ends_the_connection",
    ),
    ga_actions,
    {"task": WaitsForEver},
)
Right = without(fresh(AdministratorTask), "act_on_other")


class OffersPairsOnly(Right):
    mutant = "Only an OCS that has a backup can be selected for an action."
    act_on_other = Right.idle.to(None, cond="other_available")


only_pairs_can_be_selected = Mutant(
    "only_pairs_can_be_selected",
    ("an_action_can_be_carried_out_at_an_ocs_without_a_backup",),
    ga_actions,
    {"task": OffersPairsOnly},
)
Right = without(fresh(AdministratorTask), "connected")


class ForgetsToAsk(Right):
    mutant = "After a break Genesys Administrator connects again, and does not ask for the status."
    connected = Right.seeking.to(Right.acting, on="ask_start") | Right.seeking_status.to(
        Right.asking_status
    )


connects_and_asks_for_nothing = Mutant(
    "connects_and_asks_for_nothing",
    ("the_status_is_asked_for_when_an_ocs_accepts",),
    ga_actions,
    {"task": ForgetsToAsk},
)
