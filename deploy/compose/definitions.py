"""What stands on the broker and who may do what there, as RabbitMQ's definitions.

The topology is that of `contracts.topology`, put there once by a deployment; no process declares any of it. A user may
do exactly this (reliability.md b.2):

- configure: queues that die with a process and by which it hears what every process must (`chassis.rabbit.Broadcast`).
- write: to the exchange `events`, by topic only what the service owns; to the default exchange, for copies on their
  way to its retry queues; to its dying queues, to bind them; and, to the queues its events must find, the right that
  lets it see that they exist: newer brokers answer a passive declaration only to who has any right there.
- read: its queue and the queue of what crashed it; its dying queues; and, from `events`, by topic only what is
  broadcast. The gateway may bind to everything, because it hints to browsers that something has changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.registry import CONTRACTS, SERVICES, by_type, says
from contracts.topology import EXCHANGE, Topology, dead_queue_of, queue_of, whole
from deploy.local.servers.rabbit import password_hash

VHOST = "waymark"
ADMIN = "admin"
DEFAULT_EXCHANGE = "amq.default"
NOTHING = "^$"

GATEWAY = "gateway"
USERS = (*SERVICES, GATEWAY)
"""Who has a user of their own on the broker and in the database."""

Entry = dict[str, Any]


def definitions(
    admin_password: str, passwords: Mapping[str, str], vhost: str = VHOST
) -> dict[str, list[Entry]]:
    """The whole document; `passwords` by user. Loading it again changes nothing."""
    users = [_user(ADMIN, admin_password, "administrator")]
    users += [_user(name, passwords[name]) for name in USERS]
    return {"users": users, **placed(vhost)}


def placed(vhost: str = VHOST) -> dict[str, list[Entry]]:
    """A virtual host with the topology and everybody's rights in it, without the users themselves."""
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    return {
        "vhosts": [{"name": vhost}],
        "permissions": [
            {"user": ADMIN, "vhost": vhost, **everything},
            *({"user": name, "vhost": vhost, **rights(name)} for name in USERS),
        ],
        "topic_permissions": [
            {"user": name, "vhost": vhost, "exchange": EXCHANGE, **topic_rights(name)} for name in USERS
        ],
        **_topology(whole(), vhost),
    }


def rights(user: str) -> dict[str, str]:
    """What the user may configure, write and read, as the broker's regular expressions."""
    dying = rf"{re.escape(user)}\.broadcast\..+"
    heard_in = {queue_of(hearer) for type in says(user) for hearer in by_type(type).HEARD_BY}
    to = [EXCHANGE, DEFAULT_EXCHANGE, *sorted(heard_in)] if user in SERVICES else []
    of = [queue_of(user), dead_queue_of(user)] if user in SERVICES else []
    return {
        "configure": f"^{dying}$",
        "write": _one_of(to, dying),
        "read": _one_of([*of, EXCHANGE], dying),
    }


def topic_rights(user: str) -> dict[str, str]:
    """Which routing keys the user may publish, and which it may bind to."""
    broadcast = sorted(contract.TYPE for contract in CONTRACTS if contract.BROADCAST)
    return {
        "write": rf"^{re.escape(user)}\." if user in SERVICES else NOTHING,
        "read": _one_of([*(["#"] if user == GATEWAY else []), *broadcast]),
    }


def _one_of(names: Iterable[str], *patterns: str) -> str:
    return f"^({'|'.join([*map(re.escape, names), *patterns])})$"


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
