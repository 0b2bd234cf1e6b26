"""Tries evidence's rights in the object store, and those of somebody without a key."""

from __future__ import annotations

import asyncio
import io
from functools import partial

from minio import Minio
from minio.error import S3Error

from deploy.checks.ledger import Ledger

ADDRESS = "store:8333"
BUCKET = "waymark-evidence"
KEY = "rights-check"


async def check(ledger: Ledger, secret: str) -> None:
    """Evidence works in its bucket and makes no other; nobody does anything."""
    evidence = Minio(ADDRESS, "evidence", secret, secure=False, region="us-east-1")
    nobody = Minio(ADDRESS, secure=False, region="us-east-1")
    stranger = Minio(ADDRESS, "evidence", "not-the-secret", secure=False, region="us-east-1")
    await ledger.may("evidence", "keep files in its bucket", partial(asyncio.to_thread, _work, evidence))
    making = partial(asyncio.to_thread, evidence.make_bucket, "another")
    await ledger.may_not("evidence", "make a bucket", making, S3Error)
    for who, client in (("nobody", nobody), ("who knows a wrong secret", stranger)):
        listing = partial(asyncio.to_thread, _list, client)
        await ledger.may_not(who, "list the bucket", listing, S3Error)
        keeping = partial(asyncio.to_thread, _work, client)
        await ledger.may_not(who, "keep a file", keeping, S3Error)


def _work(client: Minio) -> None:
    client.put_object(BUCKET, KEY, io.BytesIO(b"1"), 1)
    client.get_object(BUCKET, KEY).close()
    client.remove_object(BUCKET, KEY)


def _list(client: Minio) -> None:
    list(client.list_objects(BUCKET))
