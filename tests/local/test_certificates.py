"""The second door's certificate: a device that trusts the authority, and only such a device, comes in."""

import asyncio
import ssl
from pathlib import Path

import pytest
from cryptography import x509

from deploy.local.inside.certificate import draw

NAMES = ["localhost", "127.0.0.1", "waymark.local"]


async def greeted(folder: Path, name: str, trusting: ssl.SSLContext) -> bool:
    """Whether a client that trusts this comes in at a server with the certificate, asked for by this name."""
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(folder / "server.pem", folder / "server.key")

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0, ssl=own) as server:
        port = server.sockets[0].getsockname()[1]
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname=name)
        except ssl.SSLCertVerificationError:
            return False
        writer.close()
        return True


async def test_who_trusts_the_authority_comes_in_by_every_name_and_nobody_else_does(tmp_path: Path) -> None:
    draw(tmp_path, NAMES)
    trusting = ssl.create_default_context(cafile=tmp_path / "authority.pem")
    assert [await greeted(tmp_path, name, trusting) for name in NAMES] == [True, True, True]
    assert not await greeted(tmp_path, "another.local", trusting)
    assert not await greeted(tmp_path, "localhost", ssl.create_default_context())


def test_drawing_again_changes_nothing_until_the_machine_has_another_address(tmp_path: Path) -> None:
    draw(tmp_path, NAMES)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    draw(tmp_path, NAMES)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    draw(tmp_path, [*NAMES, "192.168.1.7"])
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert after["authority.pem"] == before["authority.pem"]
    assert after["server.pem"] != before["server.pem"]


@pytest.mark.parametrize("name", ["authority.key", "server.key"])
def test_a_key_is_its_owners_only(tmp_path: Path, name: str) -> None:
    draw(tmp_path, NAMES)
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_a_phone_takes_the_certificate(tmp_path: Path) -> None:
    draw(tmp_path, NAMES)
    found = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    assert (found.not_valid_after_utc - found.not_valid_before_utc).days <= 398
