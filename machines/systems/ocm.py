"""OCM and OCS: before release 7.5 and from it on, with a backup, alone, and with several OCM."""

from dialonce import ENVIRONMENT, System
from machines.environment.campaign import Campaign, News
from machines.environment.clock import Clock
from machines.environment.detection import AddpContract, TcpContract
from machines.environment.entry import Entry
from machines.environment.request import Request
from machines.ocm import OcmConnection
from machines.ocm_config import BackupOffer
from machines.ocm_panel import CampaignPanel
from machines.ocm_silent import SilentOcmConnection
from machines.systems.ui_parts import ends, fairness

PAIR = ("primary", "backup")
LONE = ("primary",)
WORK = ("campaign.announce", "news.deliver", "request.arrive", "request.answer")


def _system(name, mode, connection, detector, servers, parts, more=(), **others):
    """OCM and its OCS: `parts` and `more` hold machines, roles, reads; what else is there."""
    silent = connection is SilentOcmConnection
    wires = " ".join(f"{end}_wire" for end in servers)
    timers = ("ocm",) * silent + ("panel",) * ("panel" in more[0]) + ("detector",)
    environment = parts[0] | more[1] | {"detector": detector, "clock": Clock}
    wiring = {"detector.wire": wires, "clock.timer": " ".join(timers)}
    pair, lone = (servers, ()) if servers == PAIR else ((), servers)
    return System(
        name=name,
        client="OCM",
        server="OCS",
        mode=mode,
        processes={"ocm": {"ocm": connection} | more[0], ENVIRONMENT: environment},
        roles=parts[1] | more[2] | wiring,
        reads=parts[2] | more[3] | {"clock.held": ""},
        fair=("clock.tick", "ocm.retry", *fairness(pair, lone), *more[4]),
        tags=("ocm_tcp",) * (detector is TcpContract) + ("asks_at_once",) * (not silent),
        topics=("ocm", "ocm_panel", "ocm_silent") if silent else ("ocm", "ocm_panel"),
        **others,
    )


def _choices(name, mode, connection, detector):
    """OCM and a pair of OCS, whose backup is defined and deleted again."""
    more = (
        {"backup_offer": BackupOffer},
        {"backup_entry": Entry},
        {"ocm.panel": "", "backup_entry.offer": "backup_offer"},
        {"ocm.backup_offered": "backup_offer.offered", "backup_entry.reachable": "clock.going"},
        ("backup_entry.inform",),
    )
    parts = ends(PAIR, (), "ocm", "detector")
    return _system(name, mode, connection, detector, PAIR, parts, more)


def _actions(name, mode, connection, detector, servers, **others):
    """OCM that shows a campaign and acts on it, and an OCS or a pair."""
    wires = [f"{end}_wire" for end in servers]
    opened = " | ".join(f"{wire}.open" for wire in wires)
    more = (
        {"panel": CampaignPanel},
        {"request": Request, "news": News, "campaign": Campaign},
        {
            "request.client": "panel",
            "panel.detector": "detector" if detector is TcpContract else "",
        },
        {
            "ocm.backup_offered": "panel.idle | panel.busy" if servers == PAIR else "",
            "request.hears": opened,
            "news.hears": opened,
            "news.connected": " | ".join(f"{wire}.up" for wire in wires),
            "news.running": "campaign.running",
        },
        WORK,
    )
    pair, lone = (PAIR, ()) if servers == PAIR else ((), LONE)
    parts = ends(pair, lone, "ocm", "detector", "request news", "news")
    more[2].update({} if pair else {"ocm.backup": ""})
    return _system(name, mode, connection, detector, servers, parts, more, **others)


ocm_dialog = _choices(
    "ocm_dialog", "before 7.5, with or without a backup, ADDP", OcmConnection, AddpContract
)
ocm_silent = _choices(
    "ocm_silent", "from 7.5, with or without a backup, ADDP", SilentOcmConnection, AddpContract
)
ocm_actions = _actions(
    "ocm_actions", "before 7.5, backup, actions, ADDP", OcmConnection, AddpContract, PAIR
)
ocm_silent_actions = _actions(
    "ocm_silent_actions", "from 7.5, backup, actions, ADDP", SilentOcmConnection, AddpContract, PAIR
)
ocm_several = _actions(
    "ocm_several", "from 7.5, no backup, several OCM, TCP only", SilentOcmConnection, TcpContract,
    LONE, group=("ocm", "panel", "primary_wire", "request", "news", "detector"), members=2,
)  # fmt: skip
