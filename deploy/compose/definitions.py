"""What stands on the broker and who may do what there, as RabbitMQ's definitions.

The topology is that of `contracts.topology`, put there once by a deployment; services declare nothing. A service's
user may do exactly this (reliability.md b.2):

- configure: nothing.
- write: to the exchange `events`, by topic only what the service owns; to the default exchange, for copies on their
  way to its retry queues; and, to the queues its events must find, the right that lets it see that they exist: newer
  brokers answer a passive declaration only to who has any right there. Without a right to read an exchange it binds
  nothing.
- read: its queue and the queue of what crashed it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.registry import SERVICES, by_type, says
from contracts.topology import EXCHANGE, Topology, dead_queue_of, queue_of, whole
from deploy.local.servers.rabbit import password_hash

VHOST = "waymark"
ADMIN = "admin"
DEFAULT_EXCHANGE = "amq.default"
NOTHING = "^$"

Entry = dict[str, Any]


def definitions(
    admin_password: str, passwords: Mapping[str, str], vhost: str = VHOST
) -> dict[str, list[Entry]]:
    """The whole document; `passwords` are the services' by name. Loading it again changes nothing."""
    users = [_user(ADMIN, admin_password, "administrator")]
    users += [_user(service, passwords[service]) for service in SERVICES]
    return {"users": users, **placed(vhost)}


def placed(vhost: str = VHOST) -> dict[str, list[Entry]]:
    """A virtual host with the topology and everybody's rights in it, without the users themselves."""
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    return {
        "vhosts": [{"name": vhost}],
        "permissions": [
            {"user": ADMIN, "vhost": vhost, **everything},
            *({"user": service, "vhost": vhost, **rights(service)} for service in SERVICES),
        ],
        "topic_permissions": [
            {"user": service, "vhost": vhost, "exchange": EXCHANGE, **topic_rights(service)}
            for service in SERVICES
        ],
        **_topology(whole(), vhost),
    }


def rights(service: str) -> dict[str, str]:
    """What the service's user may configure, write and read, as the broker's regular expressions."""
    heard_in = {queue_of(hearer) for type in says(service) for hearer in by_type(type).HEARD_BY}
    return {
        "configure": NOTHING,
        "write": _one_of([EXCHANGE, DEFAULT_EXCHANGE, *sorted(heard_in)]),
        "read": _one_of([queue_of(service), dead_queue_of(service)]),
    }


def topic_rights(service: str) -> dict[str, str]:
    """Which routing keys the service's user may publish, and which it may bind to."""
    return {"write": rf"^{re.escape(service)}\.", "read": NOTHING}


def _one_of(names: Iterable[str]) -> str:
    return f"^({'|'.join(map(re.escape, names))})$"


def _user(name: str, password: str, tags: str = "") -> Entry:
    return {
        "name": name,
        "password_hash": password_hash(password, os.urandom(4)),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tags,
    }


def _topology(topology: Topology, vhost: str) -> dict[str, list[Entry]]:
    lasting = {"vhost": vhost, "durable": True, "auto_delete": False}
    return {
        "exchanges": [
            {
                "name": one.name,
                "type": one.type,
                "internal": False,
                "arguments": dict(one.arguments),
                **lasting,
            }
            for one in topology.exchanges
        ],
        "queues": [
            {"name": one.name, "arguments": dict(one.arguments), **lasting} for one in topology.queues
        ],
        "bindings": [
            {
                "source": one.exchange,
                "vhost": vhost,
                "destination": one.queue,
                "destination_type": "queue",
                "routing_key": one.routing_key,
                "arguments": {},
            }
            for one in topology.bindings
        ],
    }
