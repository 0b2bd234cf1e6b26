"""The object store, and the only file that imports its client.

The client blocks, so its calls run in threads of their own. What is stored here is found by recorded keys
only; Python never carries a file's bytes on a request's path (decisions.md, Files).
"""

import asyncio
import io
from collections.abc import Callable
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

import anyio.to_thread
import urllib3
from anyio import CapacityLimiter
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from chassis import log
from services.evidence.settings import Settings

CONNECT_SECONDS = 2.0
READ_SECONDS = 30.0
CONNECTIONS = 32
THREADS = 8
PROBE_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0

_TRIAL = "waymark-ready"
_ALREADY_OURS = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}
_STORE_FAULTS = (MinioException, HTTPError, OSError, TimeoutError)

T = TypeVar("T")
_log = log.get(__name__)


class Blobs:
    """One bucket of one S3 store, with its own connections and threads (reliability.md b.10).

    `reachable` says whether the store answered with the bucket in place when it was last looked at (`watch`), and has
    kept a byte since it came back. Without it the service is degraded: lists work, files do not.
    """

    def __init__(self, settings: Settings) -> None:
        self.bucket = settings.s3_bucket
        self.reachable = False
        self._region = settings.s3_region
        self._threads = CapacityLimiter(THREADS)
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=urllib3.Retry(total=2, backoff_factor=0.2),
            maxsize=CONNECTIONS,
        )
        address = urlsplit(settings.s3_url)
        self._client = Minio(
            address.netloc,
            access_key=settings.s3_access_key,
            secret_key=settings.s3_secret_key.get_secret_value(),
            secure=address.scheme == "https",
            region=self._region,
            http_client=self._pool,
        )

    async def ensure_bucket(self) -> None:
        """Make the bucket unless it is there; another process may make it at the same moment.

        Raises MinioException, urllib3's HTTPError or OSError when the store cannot be reached or refuses.
        """
        if await self._call(self._client.bucket_exists, self.bucket):
            return
        try:
            await self._call(self._client.make_bucket, self.bucket, self._region)
        except S3Error as fault:
            if fault.code not in _ALREADY_OURS:
                raise

    async def watch(self, *, look_again: float = LOOK_AGAIN_SECONDS) -> None:
        """Look after the bucket every `look_again` seconds until cancelled, and keep `reachable` true to life.

        The store may start last or go away for a while: tries come at growing distances until it answers.
        """
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                async with asyncio.timeout(PROBE_SECONDS):
                    await self.ensure_bucket()
                    if not self.reachable:
                        await self._keep_a_byte()
            except _STORE_FAULTS as fault:
                self._found(False, fault=type(fault).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            else:
                self._found(True)
                pause = FIRST_PAUSE_SECONDS
                await asyncio.sleep(look_again)

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    async def _keep_a_byte(self) -> None:
        """Write a small object and remove it.

        A store that was asked for a bucket before there was one may have it and yet refuse to write into it, for a
        moment longer. Raises as `ensure_bucket` does.
        """
        await self._call(self._client.put_object, self.bucket, _TRIAL, io.BytesIO(b"1"), 1)
        await self._call(self._client.remove_object, self.bucket, _TRIAL)

    def _found(self, reachable: bool, **facts: str) -> None:
        if reachable is not self.reachable or facts:
            _log.info("object_store", reachable=reachable, bucket=self.bucket, **facts)
        self.reachable = reachable

    async def _call(self, function: Callable[..., T], *arguments: object) -> T:
        return await anyio.to_thread.run_sync(
            partial(function, *arguments), limiter=self._threads, abandon_on_cancel=True
        )
