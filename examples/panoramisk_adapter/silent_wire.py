"""How long panoramisk takes to notice a wire that went dead: real time, real TCP, root needed.

    python silent_wire.py [RETRIES]

Two network namespaces joined by one wire; the server's answers vanish from some moment on. The
clients are a default one and one that never pings. RETRIES is Linux's tcp_retries2 (15: 924.6 s).
"""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from ami_server import FakeAmi
from panoramisk import Manager

CLIENT, SERVER, PORT = "10.99.0.1", "10.99.0.2", 5038


def run(*words):
    """A command that must succeed."""
    subprocess.run(words, check=True)


async def serve():
    """The server, in its own namespace, until it is killed."""
    server = FakeAmi(port=PORT)
    loop = asyncio.get_running_loop()
    from ami_server import Line

    await loop.create_server(lambda: Line(server), SERVER, PORT)
    await asyncio.Event().wait()


async def watch(limit):
    """Connect both clients, kill the wire's way back, and wait for somebody to notice."""
    noticed, began = {}, time.monotonic()

    def client(name, **config):
        def lost(manager, exc):
            noticed.setdefault(name, time.monotonic() - began)
            print(f"{name}: noticed after {noticed[name]:.1f} s: {exc!r}", flush=True)

        manager = Manager(host=SERVER, port=PORT, username="u", secret="s", on_disconnect=lost,
                          **config)  # fmt: skip
        manager.connect()
        return manager

    clients = {"default": client("default"), "idle": client("idle", ping_delay=10**6)}
    await asyncio.sleep(12)
    assert all(each.authenticated for each in clients.values()), "no login"
    run("ip", "netns", "exec", "dialonce-s", "ip", "route", "add", "blackhole", CLIENT)
    began = time.monotonic()
    while time.monotonic() - began < limit and len(noticed) < len(clients):
        await asyncio.sleep(1)
    for name in clients.keys() - noticed.keys():
        print(f"{name}: not noticed in {time.monotonic() - began:.0f} s", flush=True)


def main(retries="15", limit="1100"):
    """Lay the wire, watch, and take it away."""
    spaces, here = ("dialonce-c", "dialonce-s"), [sys.executable, str(Path(__file__).resolve())]
    server = None
    try:
        for space in spaces:
            run("ip", "netns", "add", space)
        run("ip", "link", "add", "dc", "netns", spaces[0], "type", "veth", "peer", "name", "ds",
            "netns", spaces[1])  # fmt: skip
        for space, end, address in zip(spaces, ("dc", "ds"), (CLIENT, SERVER), strict=True):
            run("ip", "-n", space, "addr", "add", f"{address}/24", "dev", end)
            run("ip", "-n", space, "link", "set", end, "up")
        run("ip", "netns", "exec", spaces[0], "sysctl", "-qw", f"net.ipv4.tcp_retries2={retries}")
        server = subprocess.Popen(["ip", "netns", "exec", spaces[1], *here, "--serve"])
        time.sleep(2)
        run("ip", "netns", "exec", spaces[0], *here, "--watch", limit)
    finally:
        if server:
            server.kill()
        for space in spaces:
            subprocess.run(["ip", "netns", "del", space], check=False)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--serve"]:
            asyncio.run(serve())
        case ["--watch", limit]:
            asyncio.run(watch(float(limit)))
        case arguments:
            main(*arguments)
