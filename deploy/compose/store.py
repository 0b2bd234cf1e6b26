"""The store's job: evidence's bucket, made by the key that may; evidence's own key may not."""

from __future__ import annotations

from pathlib import Path

from deploy.compose.secrets import S3_ADMIN
from deploy.local import say
from deploy.local.inside.bucket import make

PATIENCE_SECONDS = 120.0


def main() -> None:
    """Make the bucket and see that the store keeps a byte in it."""
    secret = (Path("/run/waymark") / S3_ADMIN).read_text()
    make("http://store:8333", "waymark-evidence", "admin", secret, seconds=PATIENCE_SECONDS)
    say.line("The store has evidence's bucket.")


if __name__ == "__main__":
    main()
