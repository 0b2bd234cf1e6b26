"""Makes the bucket of the stack and waits until the store keeps a byte in it."""

from __future__ import annotations

import io
import os
import sys
import time
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException

PROBE = "waymark-ready"


def make(url: str, bucket: str, access_key: str, secret_key: str, seconds: float = 40) -> None:
    """Creates `bucket` at the store `url` unless it is there, then writes and removes one small object."""
    parts = urlsplit(url)
    patient = urllib3.PoolManager(timeout=urllib3.Timeout(5), retries=False)
    client = Minio(
        parts.netloc,
        access_key=access_key,
        secret_key=secret_key,
        secure=parts.scheme == "https",
        region="us-east-1",
        http_client=patient,
    )
    deadline = time.monotonic() + seconds
    while True:
        try:
            if not client.bucket_exists(bucket):
                client.make_bucket(bucket)
            client.put_object(bucket, PROBE, io.BytesIO(b"1"), 1)
            client.remove_object(bucket, PROBE)
        except (MinioException, urllib3.exceptions.HTTPError) as refused:
            if time.monotonic() > deadline:
                sys.exit(f"the object store at {url} keeps nothing: {refused}")
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], os.environ["S3_ACCESS_KEY"], os.environ["S3_SECRET_KEY"])
