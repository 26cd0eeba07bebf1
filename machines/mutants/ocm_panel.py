"""Wrong designs of what OCM shows, and of actions that get no answer."""

from dialonce import Mutant, fresh, without
from machines.environment.client import ClientWire
from machines.ocm_panel import CampaignPanel
from machines.systems.ocm import ocm_several

Right = without(fresh(CampaignPanel), "told_stopped")


class RepeatsTheAction(Right):
    mutant = "OCM starts a campaign again when it learns that it is stopped (D-385)."
    told_stopped = (
        Right.idle.to(None, on="show_stopped")
        | Right.awaiting.to(None, on="show_stopped")
        | Right.doubtful.to(Right.awaiting, on=["show_stopped", "ask_start"])
    )


repeats_an_interrupted_action = Mutant(
    "repeats_an_interrupted_action",
    ("an_action_leaves_ocm_only_when_its_user_asks",),
    ocm_several,
    {"panel": RepeatsTheAction},
)
Right = without(fresh(CampaignPanel), "disconnected", "tick")


class TakesForDone(Right):
    mutant = "An action that was interrupted counts as finished (D-385)."
    disconnected = Right.idle.to(None, on="hide") | Right.awaiting.to(Right.idle, on="hide")
    tick = Right.awaiting.to(Right.idle, on=["hide", "give_up"])


takes_an_interrupted_action_for_done = Mutant(
    "takes_an_interrupted_action_for_done",
    (
        "an_action_ends_with_its_answer_or_in_doubt",
        "an_action_can_be_in_doubt_after_the_reconnection",
    ),
    ocm_several,
    {"panel": TakesForDone},
)
Right = without(fresh(CampaignPanel), "tick")


class ForgetsTheDoubt(Right):
    mutant = "A doubt is over after some time, whatever OCS tells."
    tick = Right.awaiting.to(Right.doubtful, on=["hide", "give_up"]) | Right.doubtful.to(Right.idle)


a_doubt_passes_with_time = Mutant(
    "a_doubt_passes_with_time",
    ("a_doubt_is_ended_by_the_status_of_the_campaign",),
    ocm_several,
    {"panel": ForgetsTheDoubt},
)
Right = without(fresh(CampaignPanel), "disconnected")


class ShowsTheLastStatus(Right):
    mutant = "OCM goes on showing the last status when it has no connection (D-386)."
    disconnected = Right.idle.to(None) | Right.awaiting.to(Right.doubtful)


shows_the_last_status_without_a_connection = Mutant(
    "shows_the_last_status_without_a_connection",
    ("no_status_is_shown_without_a_connection",),
    ocm_several,
    {"panel": ShowsTheLastStatus},
)
Right = without(fresh(CampaignPanel), "told_running", "told_stopped")


class ShowsNoChange(Right):
    mutant = "OCM shows the status that it was told first, and no change (D-386)."
    told_stopped = Right.idle.to(None, cond="shows_nothing", on="show_stopped")
    told_running = Right.idle.to(None, cond="shows_nothing", on="show_running")

    def shows_nothing(self):
        return self.shown == "nothing"


shows_no_change = Mutant(
    "shows_no_change",
    ("the_status_that_is_shown_is_held_by_ocs",),
    ocm_several,
    {"panel": ShowsNoChange},
)
Right = fresh(ClientWire)


class TellsChangesOnly(Right):
    mutant = "An OCM that connects is not told the status, but only the next change of it."

    def tell_accepted(self):
        self.emit("client.accepted")


ocs_tells_changes_only = Mutant(
    "ocs_tells_changes_only",
    ("a_connected_ocm_shows_a_status_in_the_end",),
    ocm_several,
    {"primary_wire": TellsChangesOnly},
)
Right = without(fresh(ClientWire), "fall_silent", "fall_silent_while_sending")


class NeverSilent(Right):
    mutant = "The environment is too kind: no connection goes silent."
    fall_silent = Right.open.to(None)
    fall_silent_while_sending = Right.open.to(None)


no_connection_of_ocm_goes_silent = Mutant(
    "no_connection_of_ocm_goes_silent",
    ("a_silent_connection_can_show_an_old_status",),
    ocm_several,
    {"primary_wire": NeverSilent},
)
Right = without(fresh(CampaignPanel), "tick")


class WaitsForEver(Right):
    mutant = "OCM waits for an answer until the connection is lost (D-387)."
    tick = Right.awaiting.to(None)


ocm_waits_for_an_answer_for_ever = Mutant(
    "ocm_waits_for_an_answer_for_ever",
    ("an_action_without_an_answer_ends_the_connection", "nobody_waits_for_an_action_for_ever"),
    ocm_several,
    {"panel": WaitsForEver},
)
