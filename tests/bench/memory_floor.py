"""The floor of a process: FastAPI, motor and aio-pika, connected, with one route."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aio_pika
import uvicorn
from fastapi import FastAPI
from motor.motor_asyncio import AsyncIOMotorClient


@asynccontextmanager
async def _connected(app: FastAPI) -> AsyncIterator[None]:
    client: AsyncIOMotorClient[dict[str, Any]] = AsyncIOMotorClient(os.environ["MONGO_URL"])
    await client.admin.command("ping")
    async with await aio_pika.connect(os.environ["RABBIT_URL"]):
        yield
    client.close()


def main() -> None:
    """Serve until told to stop."""
    app = FastAPI(lifespan=_connected)

    @app.get("/readyz")
    async def readyz() -> bool:
        return True

    uvicorn.run(app, port=int(os.environ["PORT"]), log_level="warning")


if __name__ == "__main__":
    main()
