"""Following: events that tell how something stands whenever that changes, until there is no more to tell."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.sse import ServerSentEvent
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

LOOK = 0.2  # seconds between two looks

type Told = str | BaseModel | None  # HTML for a page, a document for a program


@dataclass(frozen=True)
class Standing:
    """How something stands: what is told, by the names of events; `over` says whether that was the last."""

    says: Mapping[str, Told]
    over: bool = False


async def following(request: Request, look: Callable[[], Standing]) -> AsyncIterator[ServerSentEvent]:
    """Yield what `look` says wherever it says something new, until it is over or nobody listens.

    `look` reads from the disk, in a thread of its own.
    """
    said: dict[str, Told] = {}
    while not await request.is_disconnected():
        now = await run_in_threadpool(look)
        for event, told in now.says.items():
            if event not in said or said[event] != told:
                yield _event(event, told)
        if now.over:
            return
        said = dict(now.says)
        await asyncio.sleep(LOOK)


def _event(event: str, told: Told) -> ServerSentEvent:
    how: dict[str, Any] = {"raw_data": told} if isinstance(told, str) else {"data": told}
    return ServerSentEvent(event=event, **how)
