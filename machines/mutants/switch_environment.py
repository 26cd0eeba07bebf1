"""Environments of a CPD Server that are too kind, so that a witness shows what can happen."""

from dialonce import Mutant, fresh, without
from machines.environment.network import Wire
from machines.environment.server import Server
from machines.environment.switch_link import NoticeLine
from machines.systems.switch_link import ct_single, ct_warm

Right = without(fresh(Server), "crash")


class Immortal(Right):
    mutant = "The environment is too kind: no T-Server ever crashes."

    crash = Right.up.to(None)


t_servers_never_crash = Mutant(
    "t_servers_never_crash",
    ("both_t_servers_can_be_down_while_records_are_lost",),
    ct_warm,
    {"primary": Immortal, "backup": Immortal},
)

Right = without(fresh(Wire), "cut", "fall_silent", "fall_silent_while_sending")


class Unbreakable(Right):
    mutant = Immortal.mutant + " No connection to it ever breaks."

    cut = Right.open.to(None)
    fall_silent = Right.open.to(None)
    fall_silent_while_sending = Right.open.to(None)


t_servers_are_never_lost = Mutant(
    "t_servers_are_never_lost",
    ("a_request_can_be_under_way_to_a_cpd_server_without_a_t_server",),
    ct_single,
    {"primary": Immortal, "primary_wire": Unbreakable},
)

Right = fresh(NoticeLine)


class CarriesOne(Right):
    mutant = "One notice can be under way, and those that follow it are forgotten (D-304)."

    def add(self):
        self.notices = 1


second_notice_is_forgotten = Mutant(
    "second_notice_is_forgotten",
    (
        "a_t_server_can_be_back_before_ocs_hears_of_its_loss",
        "notices_of_the_t_server_add_up",
    ),
    ct_single,
    {"line": CarriesOne},
)
