"""Wrong designs of what Genesys Administrator tells: a status, and whose controls work."""

from dialonce import Data, Mutant, fresh, without
from machines.administrator_task import AdministratorTask
from machines.systems.administrator import ga_actions

Right = without(fresh(AdministratorTask), "pair_lost")


class AsksTwice(Right):
    mutant = "If the connection breaks again, the status is asked for a second time."
    again = Data(range(2))
    pair_lost = (
        Right.acting.to(Right.seeking_status, on=["begin", "tell_doubt", "open_pair"])
        | Right.asking_status.to(Right.seeking_status, cond="not again", on=["note", "open_pair"])
        | Right.asking_status.to(Right.idle, cond="again", on=["begin", "disable_pair"])
    )

    def begin(self):
        self.again = 0

    def note(self):
        self.again = 1


the_status_is_asked_for_twice = Mutant(
    "the_status_is_asked_for_twice",
    ("a_status_after_a_break_is_asked_for_once",),
    ga_actions,
    {"task": AsksTwice},
)
Right = without(fresh(AdministratorTask), "answered")


class TakesItForDone(Right):
    mutant = "Any answer tells the last action as done, that to a question for the status too."
    answered = Right.acting.to(Right.idle, on=["tell_done", "close"]) | Right.asking_status.to(
        Right.idle, on=["tell_done", "close"]
    )


a_status_tells_the_action_as_done = Mutant(
    "a_status_tells_the_action_as_done",
    ("an_action_is_told_as_done_for_its_own_answer_only",),
    ga_actions,
    {"task": TakesItForDone},
)
Right = without(fresh(AdministratorTask), "select_pair")


class SelectsForNothing(Right):
    mutant = "A selected OCS is connected for its status, though no control is unavailable."
    select_pair = Right.idle.to(Right.seeking_status, on="open_pair")


connects_to_an_ocs_for_nothing = Mutant(
    "connects_to_an_ocs_for_nothing",
    ("an_ocs_is_selected_without_an_action_for_its_controls_only",),
    ga_actions,
    {"task": SelectsForNothing},
)
Right = without(fresh(AdministratorTask), "act_on_other")


class HidesAllControls(Right):
    mutant = "While the controls for one OCS are unavailable, those for the others are so too."
    act_on_other = Right.idle.to(
        Right.seeking, cond="pair_available and other_available", on=["forget", "open_other"]
    )


one_lost_ocs_takes_all_controls_away = Mutant(
    "one_lost_ocs_takes_all_controls_away",
    ("controls_of_one_ocs_work_while_those_of_another_do_not",),
    ga_actions,
    {"task": HidesAllControls},
)
