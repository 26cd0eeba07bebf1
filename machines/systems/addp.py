"""Detection in detail: both sides of ADDP, and TCP alone, on one connection."""

from dialonce import ENVIRONMENT, Refinement, System
from machines.addp import AddpOff, make_addp
from machines.environment.clock import Clock
from machines.environment.detection import ADDP_CONTRACTS, TcpContract
from machines.environment.pipe import make_cable, make_pipe
from machines.tcp import make_tcp
from spec.parameters import ADDP_TIMEOUT_TICKS, TCP_BOUND_TICKS

SILENCE = {"cable.break_silently": ("silence", "silence_while_sending")}


def _heartbeat(name, mode, client, server, tcp_bound=0, delay=0, refines=None):
    """One connection in detail: both sides of ADDP, TCP below, and the cable between them."""
    reaches = max(2 * getattr(side, "timeout", 0) for side in (client, server))
    pipe = make_pipe(delay)
    kernel = "client_tcp" if tcp_bound else ""
    ocs = {"client": client} | ({"client_tcp": make_tcp(tcp_bound)} if tcp_bound else {})
    timers = ["to_server", "to_client", "cable", *(("client_tcp",) if tcp_bound else ())]
    timers += [end for end, side in (("client", client), ("server", server)) if side is not AddpOff]
    return System(
        name=name,
        client="OCS",
        server="any server",
        mode=mode,
        processes={
            "ocs": ocs,
            "server": {"server": server},
            ENVIRONMENT: {
                "cable": make_cable(max(reaches, tcp_bound) + 1),
                "to_server": pipe,
                "to_client": pipe,
                "clock": Clock,
            },
        },
        roles={
            "client.out": "to_server", "server.out": "to_client",
            "client.kernel": kernel, "server.kernel": "",
            "to_server.far": "server", "to_client.far": "client",
            "to_server.kernel": kernel, "to_client.kernel": "",
            "cable.pipes": "to_server to_client", "clock.timer": " ".join(timers),
        },
        reads={"clock.held": "to_server.due | to_client.due"},
        fair=("clock.tick", "to_server.deliver", "to_client.deliver"),
        tags=_tags(client, server, tcp_bound, delay),
        may_end="cable.silent",
        refines=refines,
        topics=("addp", "addp_data"),
    )  # fmt: skip


def heartbeat(local_ticks, remote_ticks):
    """ADDP with these timeouts, above TCP; 0 is off. OCS is the side with the first one."""
    sides = [make_addp(ticks) if ticks else AddpOff for ticks in (local_ticks, remote_ticks)]
    stands_for = local_ticks and Refinement(
        contract=ADDP_CONTRACTS[local_ticks],
        inputs={"clock.tick": ("tick",), **SILENCE},
        answer="client.lost",
        output="wire.noticed",
    )
    name, mode = f"addp_{local_ticks}_{remote_ticks}", f"ADDP, T = {local_ticks} and {remote_ticks}"
    bound = 2 * max(local_ticks, remote_ticks) + 1
    return _heartbeat(name, mode, *sides, bound, refines=stands_for or None)


def _tags(client, server, tcp_bound, delay):
    often = 0 < getattr(server, "timeout", 0) < getattr(client, "timeout", 0)
    facts = {
        "polled_more_often": often,
        "client_addp": client is not AddpOff,
        "no_addp": client is AddpOff,
        "server_addp": server is not AddpOff,
        "tcp": tcp_bound > 0,
        "prompt": delay == 0,
    }
    return tuple(name for name, fact in facts.items() if fact)


def _heartbeats():
    """ADDP for every timeout that is verified: on a prompt network, and on a slow one."""
    for ticks in ADDP_TIMEOUT_TICKS:
        side, late = make_addp(ticks), (ticks - 1) // 2
        stands_for = Refinement(
            contract=ADDP_CONTRACTS[ticks],
            inputs={"clock.tick": ("tick",), **SILENCE},
            answer="client.lost",
            output="wire.noticed",
        )
        mode = f"ADDP, T = {ticks}"
        yield _heartbeat(f"addp_{ticks}", mode, side, side, 2 * ticks + 1, refines=stands_for)
        if late:
            mode = f"ADDP, T = {ticks}, late answers"
            yield _heartbeat(f"addp_{ticks}_slow", mode, side, side, delay=late)


addp = {system.name: system for system in _heartbeats()}
addp_uneven = _heartbeat("addp_uneven", "ADDP, T = 2 and 3", make_addp(2), make_addp(3), 7)
addp_one_sided = _heartbeat("addp_one_sided", "ADDP, server off", make_addp(2), AddpOff, 5)
tcp = _heartbeat(
    "tcp", "no ADDP, TCP only", AddpOff, AddpOff, TCP_BOUND_TICKS,
    refines=Refinement(
        contract=TcpContract,
        inputs={"clock.tick": ("tick",), "client.transmit": ("sent",), **SILENCE},
        answer="client_tcp.lost",
        output="wire.noticed",
    ),
)  # fmt: skip
