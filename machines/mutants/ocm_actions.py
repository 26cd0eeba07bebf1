"""Wrong designs of the actions that the user of OCM asks for."""

from dialonce import Mutant, fresh, without
from machines.ocm_panel import CampaignPanel
from machines.systems.ocm import ocm_actions, ocm_several

Right = without(fresh(CampaignPanel), "disconnected")


class DoubtsWithoutAction(Right):
    mutant = "Each loss leaves OCM in doubt, also if no action was under way."
    disconnected = Right.doubtful.from_(Right.idle, Right.awaiting, on="hide")


each_loss_leaves_a_doubt = Mutant(
    "each_loss_leaves_a_doubt",
    ("only_an_action_is_awaited_or_in_doubt",),
    ocm_actions,
    {"panel": DoubtsWithoutAction},
)
Right = without(fresh(CampaignPanel), "disconnected")


class AwaitsWithoutConnection(Right):
    mutant = "OCM goes on waiting for an answer when the connection is lost."
    disconnected = Right.idle.to(None, on="hide") | Right.awaiting.to(None, on="hide")


ocm_awaits_an_answer_without_a_connection = Mutant(
    "ocm_awaits_an_answer_without_a_connection",
    ("an_answer_is_awaited_on_a_connection_only",),
    ocm_actions,
    {"panel": AwaitsWithoutConnection},
)
Right = without(fresh(CampaignPanel), "start", "stop")


class ShowsOnly(Right):
    mutant = "OCM shows the campaign, and lets its user do nothing about it."
    spontaneous = frozenset()


ocm_only_shows_a_campaign = Mutant(
    "ocm_only_shows_a_campaign",
    ("a_user_of_ocm_can_start_a_campaign", "a_user_of_ocm_can_stop_a_campaign"),
    ocm_actions,
    {"panel": ShowsOnly},
)
Right = fresh(CampaignPanel)


class SendsNothing(Right):
    mutant = "TCP is not told of the action that OCM sends, and misses no answer to it."

    def ask_start(self):
        self.emit("request.start")

    def ask_stop(self):
        self.emit("request.stop")


an_action_is_no_data_for_tcp = Mutant(
    "an_action_is_no_data_for_tcp",
    ("an_action_into_a_silent_connection_is_in_flight",),
    ocm_several,
    {"panel": SendsNothing},
)
