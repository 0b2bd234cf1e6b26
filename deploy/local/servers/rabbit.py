"""RabbitMQ: a private node with its own port mapper, user and virtual hosts; the system's is not touched."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import socket
import struct
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from .. import processes, system, tls
from ..state import Stack
from .base import environment

USER = "waymark"


class Rabbit:
    name: ClassVar[str] = "rabbit"
    title: ClassVar[str] = "RabbitMQ"
    setting: ClassVar[str] = "WAYMARK_RABBIT_URL"
    grace: ClassVar[float] = 20
    patience: ClassVar[float] = 90

    def adopt(self, stack: Stack, url: str) -> None:
        """The URL's path is the virtual host; without one the stack's own name for it is used."""
        parts = urlsplit(url)
        if parts.path.strip("/"):
            stack.memory["vhost"] = parts.path.strip("/")
        stack.remember_url("rabbit", f"{parts.scheme}://{parts.netloc}")

    def start(self, stack: Stack) -> None:
        home = stack.folder / "rabbit"
        home.mkdir(parents=True, exist_ok=True)
        port = stack.port(self.name)
        _configure(stack, home, port)
        processes.start(stack, self.name, [str(_script())], _environment(stack, home))

    def ready(self, stack: Stack) -> bool:
        return accepts(stack.port(self.name, fixed=True), USER, stack.password(self.name))

    def settle(self, stack: Stack) -> None:
        """Users and virtual hosts were loaded at boot, so only the URL is left."""
        port = stack.port(self.name, fixed=True)
        stack.remember_url(self.name, f"amqp://{USER}:{stack.password(self.name)}@127.0.0.1:{port}")


def accepts(port: int, user: str, password: str) -> bool:
    """Whether a broker on this port lets the user in: the first two steps of AMQP 0-9-1 by hand."""
    response = f"\0{user}\0{password}".encode()
    arguments = struct.pack("!HHI", 10, 11, 0) + b"\x05PLAIN" + struct.pack("!I", len(response)) + response
    arguments += b"\x05en_US"
    start_ok = struct.pack("!BHI", 1, 0, len(arguments)) + arguments + b"\xce"
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            if _method(connection) != (10, 10):
                return False
            connection.sendall(start_ok)
            return _method(connection) == (10, 30)
    except OSError:
        return False


def password_hash(password: str, salt: bytes) -> str:
    """RabbitMQ's stored form: base64 of a 4 byte salt and the SHA-256 of salt and password."""
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def _method(connection: socket.socket) -> tuple[int, int]:
    """Reads one frame and answers the class and method it carries."""
    stream = connection.makefile("rb")
    head = stream.read(7)
    if len(head) < 7:
        raise ConnectionError("the broker closed the connection")
    _, _, size = struct.unpack("!BHI", head)
    found = struct.unpack("!HH", stream.read(size + 1)[:4])
    return found[0], found[1]


def _configure(stack: Stack, home: Path, port: int) -> None:
    vhosts = [stack.memory["vhost"], *stack.memory["vhosts"]]
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    definitions = {
        "vhosts": [{"name": vhost} for vhost in vhosts],
        "users": [
            {
                "name": USER,
                "password_hash": password_hash(stack.password("rabbit"), os.urandom(4)),
                "hashing_algorithm": "rabbit_password_hashing_sha256",
                "tags": "administrator",
            }
        ],
        "permissions": [{"user": USER, "vhost": vhost, **everything} for vhost in vhosts],
    }
    (home / "definitions.json").write_text(json.dumps(definitions, indent=2))
    (home / "enabled_plugins").write_text("[].\n")
    settings = {
        "listeners.tcp.local": f"127.0.0.1:{port}",
        "listeners.ssl.local": f"127.0.0.1:{stack.port('rabbit-tls')}",
        "ssl_options.cacertfile": str(tls.authority(stack)),
        "ssl_options.certfile": str(tls.certificate(stack)),
        "ssl_options.keyfile": str(tls.key(stack)),
        "ssl_options.verify": "verify_none",
        "load_definitions": str(home / "definitions.json"),
        "disk_free_limit.absolute": "256MB",
        "vm_memory_high_watermark.absolute": "1GB",
        "raft.wal_max_size_bytes": str(64 * 1024 * 1024),
        "log.connection.level": "warning",
    }
    text = "".join(f"{key} = {value}\n" for key, value in settings.items())
    (home / "rabbitmq.conf").write_text(text)


def _environment(stack: Stack, home: Path) -> dict[str, str]:
    return environment(
        HOME=str(home),
        ERL_EPMD_ADDRESS="127.0.0.1",
        ERL_EPMD_PORT=str(stack.port("rabbit-names")),
        RABBITMQ_NODENAME=f"waymark-{stack.name}@localhost",
        RABBITMQ_DIST_PORT=str(stack.port("rabbit-nodes")),
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}",
        RABBITMQ_CONF_ENV_FILE=str(home / "no-more-settings"),
        RABBITMQ_CONFIG_FILE=str(home / "rabbitmq.conf"),
        RABBITMQ_ENABLED_PLUGINS_FILE=str(home / "enabled_plugins"),
        RABBITMQ_GENERATED_CONFIG_DIR=str(home / "generated"),
        RABBITMQ_SCHEMA_DIR=str(home / "schema"),
        RABBITMQ_MNESIA_BASE=str(home / "data"),
        RABBITMQ_LOG_BASE=str(home / "logs"),
        RABBITMQ_LOGS="-",
        # Makes the start script become the broker, so that its process number is the broker's.
        RUNNING_UNDER_SYSTEMD="true",
    )


def _script() -> Path:
    """The broker's own start script; the one in /usr/sbin would change the user to rabbitmq."""
    found = _scripts()
    if not found:
        system.install("rabbitmq-server", "RabbitMQ is not installed.")
        found = _scripts()
    return found[-1]


def _scripts() -> list[Path]:
    return sorted(Path("/usr/lib/rabbitmq/lib").glob("*/sbin/rabbitmq-server"))
