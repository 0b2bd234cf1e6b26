"""Makes one mongod a replica set of one and waits until it accepts writes."""

from __future__ import annotations

import sys
import time
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure

NOT_YET_INITIALISED = 94


def make_primary(address: str, seconds: float = 40) -> None:
    """Initiates the set at `host:port`, or gives it this address when it stood at another one before."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        f"mongodb://{address}/?directConnection=true", serverSelectionTimeoutMS=int(seconds * 1000)
    )
    with client:
        _configure(client, address)
        deadline = time.monotonic() + seconds
        while not client.admin.command("hello").get("isWritablePrimary"):
            if time.monotonic() > deadline:
                sys.exit(f"the replica set at {address} elected nobody in {seconds:.0f} s")
            time.sleep(0.05)


def _configure(client: MongoClient[dict[str, Any]], address: str) -> None:
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as refused:
        if refused.code != NOT_YET_INITIALISED:
            raise
        fresh = {"_id": "rs0", "members": [{"_id": 0, "host": address}]}
        client.admin.command("replSetInitiate", fresh)
        return
    if config["members"][0]["host"] != address:
        config["members"][0]["host"] = address
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)


if __name__ == "__main__":
    make_primary(sys.argv[1])
