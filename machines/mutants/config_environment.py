"""Wrong surroundings of the connection to Configuration Server: too slow, or too kind."""

from dialonce import Mutant, fresh, without
from machines.environment.detection import make_addp_contract
from machines.environment.network import Wire
from machines.environment.server import Server
from machines.systems.config import config_pair, config_single
from spec.parameters import ADDP_CONTRACT_TICKS


class SlowDetector(make_addp_contract(ADDP_CONTRACT_TICKS + 1)):
    mutant = "ADDP to Configuration Server runs a longer timeout than its own."


slow_detection_of_configuration_server = Mutant(
    "slow_detection_of_configuration_server",
    ("addp_notices_a_silent_configuration_server_within_twice_its_timeout",),
    config_pair,
    {"config_detector": SlowDetector},
)
Right = without(fresh(Server), "crash")


class Immortal(Right):
    mutant = "The environment is too kind: Configuration Server never fails."
    crash = Right.up.to(None)


FAULTS = ("cut", "fall_silent", "fall_silent_while_sending", "give_no_answer")
Right = without(fresh(Wire), *FAULTS)


class Faultless(Right):
    mutant = Immortal.mutant
    cut = Right.open.to(None)
    fall_silent = Right.open.to(None)
    fall_silent_while_sending = Right.open.to(None)
    give_no_answer = Right.opening.to(None)


configuration_server_never_fails = Mutant(
    "configuration_server_never_fails",
    (
        "all_configuration_servers_can_be_down",
        "a_session_can_run_without_configuration_server",
        "without_addp_a_silent_configuration_server_can_be_taken_for_up",
    ),
    config_single,
    {"config_primary": Immortal, "config_primary_wire": Faultless},
)
