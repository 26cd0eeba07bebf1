"""Genesys Administrator with two OCS to select from, and with the DB Servers of two lists."""

from dialonce import ENVIRONMENT, System
from machines.administrator import AdministratorConnection
from machines.administrator_list import AdministratorListConnection
from machines.administrator_task import AdministratorTask, Controls
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract
from machines.environment.request import Request
from machines.systems.ui_parts import ends, fairness

PAIR, LONE = ("primary", "backup"), ("other",)
LISTS = ("first", "second")


def _actions():
    """An action of the user at a time, on the pair of OCS or on the other one."""
    machines, roles, reads = ends(PAIR, LONE, "administrator", "", "request")
    controls = {"pair_controls": Controls, "other_controls": Controls}
    return System(
        name="ga_actions",
        client="Genesys Administrator",
        server="OCS",
        mode="a connection for each action",
        processes={
            "ga": {"administrator": AdministratorConnection, "task": AdministratorTask} | controls,
            ENVIRONMENT: machines | {"request": Request, "clock": Clock},
        },
        roles=roles
        | {
            "request.client": "task",
            "request.campaign": "",
            "clock.timer": "task",
        },
        reads=reads
        | {
            "task.pair_available": "pair_controls.available",
            "task.other_available": "other_controls.available",
            "request.hears": "primary_wire.open | backup_wire.open | other_wire.open",
            "clock.held": "",
        },
        fair=("clock.tick", "request.arrive", "request.answer", *fairness(PAIR, LONE)),
        topics=("administrator", "administrator_task"),
    )


def _lists():
    """A list at a time, each at a DB Server of its own."""
    machines, roles, reads = ends((), LISTS, "lists", "detector")
    return System(
        name="ga_db",
        client="Genesys Administrator",
        server="DB Server",
        mode="two lists",
        processes={
            "ga": {"lists": AdministratorListConnection},
            ENVIRONMENT: machines | {"detector": AddpContract, "clock": Clock},
        },
        roles=roles | {"detector.wire": "first_wire second_wire", "clock.timer": "detector"},
        reads=reads | {"clock.held": ""},
        fair=("clock.tick", *fairness((), LISTS)),
        topics=("administrator_list",),
    )


ga_actions = _actions()
ga_db = _lists()
