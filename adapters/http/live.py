"""Live hints: a signed-in client buys a ticket and opens a WebSocket with it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, WebSocket, post, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath, FromQuery, JSONBody

from adapters.http.dto import Dto
from adapters.http.guards import PUBLIC
from adapters.http.parts import Caller, Parts, PartsDependency
from adapters.live.tickets import LIFETIME, TicketsUnavailable

LONGEST = 15 * 60.0
"""Seconds that a connection lives; then it is told to come again, so that connections spread over new processes."""
PULSE = 25.0
"""Seconds of silence after which an empty hint keeps proxies from closing the connection."""
BAD_TICKET, TRY_LATER, COME_AGAIN = 4401, 1013, 4000

AnySocket = WebSocket[Any, Any, Any]


class TicketWish(Dto, frozen=True, kw_only=True):
    """Which project is to be watched."""

    project_id: UUID


class Ticket(Dto, frozen=True, kw_only=True):
    """Good for one connection to ``path?ticket=`` within ``expiresIn`` seconds."""

    ticket: str
    path: str
    expires_in: int = LIFETIME


class LiveController(Controller):
    """Tickets and hints."""

    path = "/live"
    tags = ("Live",)

    @post("/tickets", operation_id="buyTicket")
    async def buy(self, parts: PartsDependency, caller: Caller, data: JSONBody[TicketWish]) -> Ticket:
        """A ticket to watch one project by a WebSocket at its ``path`` with ``?ticket=``, which tells what changes."""
        await asyncio.to_thread(parts.owners.check_project, data.project_id, caller.account_id)
        ticket = await parts.tickets.issue(data.project_id)
        return Ticket(ticket=ticket, path=f"/api/v1/live/projects/{data.project_id}")

    @websocket("/projects/{project_id:uuid}", opt=PUBLIC)
    async def watch(
        self, socket: AnySocket, parts: PartsDependency, project_id: FromPath[UUID], ticket: FromQuery[str] = ""
    ) -> None:
        """Hints as JSON: look again. Closes with 4401 for a bad ticket, 4000 when it is time to connect anew."""
        await socket.accept()
        try:
            admitted = bool(ticket) and await parts.tickets.redeem(ticket, project_id)
        except TicketsUnavailable:
            await socket.close(TRY_LATER, "Try again in a moment.")
            return
        if not admitted:
            await socket.close(BAD_TICKET, "Buy a new ticket.")
            return
        await converse(parts, socket, project_id)


async def converse(parts: Parts, socket: AnySocket, project_id: UUID) -> None:
    """Hands hints on until the client leaves or the connection is old."""
    loop = asyncio.get_running_loop()
    async with parts.hub.watch(project_id) as hints:
        await socket.send_data(msgspec.json.encode({"topic": "watching", "id": str(project_id)}).decode())
        leaving = loop.create_task(left(socket))
        telling = loop.create_task(tell(socket, hints))
        try:
            await asyncio.wait({leaving, telling}, timeout=LONGEST, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (leaving, telling):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                    await task
        if not leaving.done() or leaving.cancelled():
            with contextlib.suppress(RuntimeError):
                await socket.close(COME_AGAIN, "Connect again with a new ticket.")


async def tell(socket: AnySocket, hints: asyncio.Queue[bytes]) -> None:
    """Sends each hint, and an empty one in a long silence."""
    while True:
        try:
            hint = await asyncio.wait_for(hints.get(), PULSE)
        except TimeoutError:
            hint = b'{"topic":"pulse"}'
        await socket.send_data(hint.decode())


async def left(socket: AnySocket) -> None:
    """Returns when the client has gone; what it says meanwhile is not listened to."""
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_data(mode="text")
