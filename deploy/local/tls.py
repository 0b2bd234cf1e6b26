"""TLS with a certificate of this machine's own authority: of the servers beside the clear, and of a second door."""

from __future__ import annotations

import contextlib
import socket
import ssl
from pathlib import Path

from . import say
from .servers.base import inside
from .state import Stack

DOOR = "gateway-tls"
PORT = 8443
LOCAL = ("localhost", "127.0.0.1")
_ANYWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737). Nothing is sent there; the system only says which way it would go."""


def prepare(stack: Stack) -> None:
    """Draws what is missing: the authority once, the certificate when this machine's addresses changed."""
    inside("certificate", str(_folder(stack)), *names())


def settings(stack: Stack, port: int) -> dict[str, str]:
    """What the second door has otherwise than the first."""
    return {
        "GATEWAY_HOST": "0.0.0.0",
        "GATEWAY_PORT": str(port),
        "GATEWAY_TLS_CERTIFICATE": str(certificate(stack)),
        "GATEWAY_TLS_KEY": str(key(stack)),
    }


def trusting(stack: Stack) -> ssl.SSLContext:
    """What a program that asks the second door has to trust."""
    return ssl.create_default_context(cafile=authority(stack))


def names() -> list[str]:
    """What this machine is called and reached at."""
    host = socket.gethostname()
    found = [*LOCAL, host, *([] if "." in host else [f"{host}.local"])]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_ANYWHERE)
        found.append(str(probe.getsockname()[0]))
    return list(dict.fromkeys(found))


def explain(stack: Stack) -> None:
    """Says where the second door is, and how a device comes to trust it."""
    port = stack.memory["ports"][DOOR]
    say.line("\nOver https, for phones and other devices of your network:")
    for name in names():
        # Not of this machine: a browser that once saw localhost over https would never again go there over http.
        if name not in LOCAL:
            say.line(f"  https://{name}:{port}")
    say.line(f"Each device has to trust this machine's own authority once: {authority(stack)}")
    say.line("  iPhone, iPad   send the file to it, install the profile, then switch it on under Settings >")
    say.line("                 General > About > Certificate Trust Settings")
    say.line(
        "  Android        Settings > Security > Encryption & credentials > Install a certificate > CA certificate"
    )
    say.line(
        "  Firefox        Settings > Certificates > Authorities > Import; other browsers: the system's store"
    )
    say.line(
        "Take it off the device again when you have finished; the key beside it must stay on this machine."
    )


def certificate(stack: Stack) -> Path:
    """The certificate of everything that runs here."""
    return _folder(stack) / "server.pem"


def key(stack: Stack) -> Path:
    """Its key."""
    return _folder(stack) / "server.key"


def together(stack: Stack) -> Path:
    """Both in one file, as MongoDB wants them."""
    whole = _folder(stack) / "server.both"
    whole.touch(mode=0o600)
    whole.write_text(certificate(stack).read_text() + key(stack).read_text())
    return whole


def authority(stack: Stack) -> Path:
    """Who signed it."""
    return _folder(stack) / "authority.pem"


def _folder(stack: Stack) -> Path:
    return stack.folder / "tls"
