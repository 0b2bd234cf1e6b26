"""Draws the first Ed25519 key that identity signs tokens with."""

from __future__ import annotations

import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def draw(folder: Path) -> None:
    """Writes a private key as PEM, readable by its owner only, unless the folder holds one already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.glob("*.pem")):
        return
    path = folder / "0001.pem"
    path.touch(mode=0o600)
    key = Ed25519PrivateKey.generate()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
