"""Wrong designs of OCM and Configuration Server."""

from dialonce import Mutant, fresh, without
from machines.environment.entry import Entry
from machines.ocm_config import ConfigurationLink
from machines.systems.ocm_login import ocm_config

Right = without(fresh(Entry), "inform")


class KnownAnyway(Right):
    mutant = "The environment is too kind: OCM learns of a change without Configuration Server."
    inform = (
        Right.defined.to(None, cond="untold", on=["settle", "tell_defined"])
        | Right.deleted.to(None, cond="untold", on=["settle", "tell_deleted"])
    )  # fmt: skip


ocm_needs_no_configuration_server = Mutant(
    "ocm_needs_no_configuration_server",
    ("offers_change_over_configuration_server_only",),
    ocm_config,
    {"first_entry": KnownAnyway},
)
Right = without(fresh(ConfigurationLink), "dropped")


class ForgetsOffers(Right):
    mutant = "OCM forgets its offers with the connection to Configuration Server (D-389)."
    outputs = Right.outputs | {"first_offer.withdraw"}
    dropped = Right.connected.to(Right.trying, on=["connect", "forget"])

    def forget(self):
        self.emit("first_offer.withdraw")


forgets_offers_with_configuration_server = Mutant(
    "forgets_offers_with_configuration_server",
    (
        "a_lost_configuration_server_leaves_ocm_as_it_is",
        "ocm_is_told_of_each_change_in_the_end",
    ),
    ocm_config,
    {"config": ForgetsOffers},
)
Right = without(fresh(ConfigurationLink), "refused")


class GivesUp(Right):
    mutant = "OCM gives Configuration Server up after a try that failed (D-389)."
    refused = Right.trying.to(Right.off)


gives_up_on_configuration_server = Mutant(
    "gives_up_on_configuration_server",
    ("configuration_server_is_regained_by_ocm_itself", "ocm_can_work_without_configuration_server"),
    ocm_config,
    {"config": GivesUp},
)
