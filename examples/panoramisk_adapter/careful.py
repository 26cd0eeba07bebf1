"""What software that dials through panoramisk must add to it, each by its own name."""

from __future__ import annotations

import asyncio

ADDITIONS = {
    "pace": "the first try follows a loss at once, and only failed tries are followed by a rest",
    "watch": "a login or a ping that is not answered in time ends the connection",
    "once": "an Originate whose outcome is unknown is not sent again",
    "told": "only the end of a connection that was logged in is reported as a loss",
}
PING_SECONDS, ANSWER_SECONDS, LOGIN_SECONDS, REST_SECONDS = 10, 10, 5, 2


def careful_config(additions: set[str]) -> dict:
    """Arguments of `panoramisk.Manager`."""
    return {"forgetable_actions": ("ping", "login", "originate")} if "once" in additions else {}


def put_on_watch(manager, additions: set[str]) -> None:
    """Hang the rest of the additions on a manager that is not connected yet."""
    if "watch" in additions:
        manager.on_connect = watch_login
        manager.on_login = _watch_pings
    if "pace" in additions:
        keep_pace(manager)


def keep_pace(manager) -> None:
    """No rest while logged in, which is when a loss may come; a rest before any other try."""
    login, lost = manager.on_login, manager.on_disconnect

    def on_login(manager):
        manager.reconnect_timeout = 0
        login(manager)

    def on_disconnect(manager, exc):
        manager.reconnect_timeout = REST_SECONDS
        lost(manager, exc)

    manager.on_login, manager.on_disconnect = on_login, on_disconnect


def watch_login(manager) -> None:
    """End a connection on which the login is not answered."""
    protocol = manager.protocol

    def look():
        if manager.protocol is protocol and not manager.authenticated:
            protocol.transport.abort()

    manager.loop.call_later(LOGIN_SECONDS, look)


def _watch_pings(manager) -> None:
    manager.loop.create_task(watch_pings(manager, manager.protocol))


async def watch_pings(manager, protocol) -> None:
    """Ping as long as the connection lasts, and end it at the first answer that is late."""
    while not protocol.closed:
        await asyncio.sleep(PING_SECONDS)
        if protocol.closed:
            return
        try:
            await asyncio.wait_for(protocol.send({"Action": "Ping"}), ANSWER_SECONDS)
        except TimeoutError:
            protocol.transport.abort()
