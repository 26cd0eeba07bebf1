"""A failover of OCS with three Tenants: which lists are read, and which Tenants wait."""

from dialonce import ENVIRONMENT, System
from machines.environment.ha_tenants import TenantLine, TenantTable, TenantWay
from machines.ha_tenants import TenantDialer, TenantList, TenantNumber, TenantSession
from machines.systems.ha_records import ENDS, FAIR, takers

LISTED = ("north", "south")
TENANTS = (*LISTED, "east")
LINES = {tenant: f"{tenant}_line" for tenant in TENANTS}


def _parts(end):
    """Memory and ways of one OCS: north is always active, south at times; east has no list."""
    memory = {f"{end}_{tenant}_dialer": TenantDialer for tenant in TENANTS}
    memory |= {f"{end}_{tenant}_list": TenantList for tenant in LISTED}
    memory |= {f"{end}_south_session": TenantSession, f"{end}_south_number": TenantNumber}
    return memory, {f"{end}_{tenant}_way": TenantWay for tenant in TENANTS}


def _roles_of(end):
    roles = {f"{end}_south_session.list": f"{end}_south_list"}
    for tenant in TENANTS:
        own = f"{end}_{tenant}"
        roles |= {f"{own}_dialer.way": f"{own}_way", f"{own}_way.table": ""}
        roles |= {f"{own}_way.list": "", f"{own}_way.number": ""}
        roles |= {f"{own}_way.switch": LINES[tenant]}
        if tenant in LISTED:
            roles |= {f"{own}_way.list": f"{own}_list", f"{own}_list.way": f"{own}_way"}
    south = f"{end}_south"
    roles |= {f"{south}_way.table": "table", f"{south}_way.number": f"{south}_number"}
    return roles | {f"{south}_number.way": f"{south}_way"}


def _reads_of(end):
    always = f"{end}.down | {end}.backup | {end}.primary"
    reads = {f"{end}_south_session.works": f"{end}.backup | {end}.primary"}
    for tenant in TENANTS:
        own = f"{end}_{tenant}"
        active = f"{end}_south_session.active" if tenant == "south" else always
        listed = tenant in LISTED
        reads |= {f"{own}_list.session_active": active} if listed else {}
        reads |= {
            f"{own}_dialer.session_active": active,
            f"{own}_dialer.lists_unread": " | ".join(f"{end}_{t}_list.unread" for t in LISTED),
            f"{own}_dialer.own_list_open": f"{own}_list.complete" if listed else always,
            f"{own}_dialer.listed": f"{own}_number.known" if tenant == "south" else "",
            f"{own}_way.entry_there": "table.there" if tenant == "south" else "",
        }
    return reads


def _tenants():
    """Two OCS and three Tenants, with a number of south in the table of south."""
    parts = [_parts(end) for end in ENDS]
    memory, wires = zip(*parts, strict=True)
    processes, environment, roles, reads = takers(memory, wires, " ".join(LINES.values()))
    environment |= wires[0] | wires[1] | {"table": TenantTable}
    environment |= dict.fromkeys(LINES.values(), TenantLine)
    for end in ENDS:
        roles |= _roles_of(end)
        reads |= _reads_of(end)
    answers = [f"{end}_{tenant}_way.answer" for end in ENDS for tenant in LISTED]
    dials = [f"{end}_{tenant}_dialer.dial" for end in ENDS for tenant in TENANTS]
    return System(
        name="ha_tenants",
        client="OCS",
        server="OCS",
        mode="warm standby, failover: three Tenants",
        processes=processes | {ENVIRONMENT: environment},
        roles=roles,
        reads=reads,
        fair=(*FAIR, *answers, *dials),
        topics=("ha_tenants", "ha_tenant_memory"),
    )


ha_tenants = _tenants()
