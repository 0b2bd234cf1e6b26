"""Which environment variables the processes of a stack are started with. Nothing else configures them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from . import web
from .state import Stack

_VIDEOS = [{"url": "https://videos.example/first-steps", "en": "First steps", "cy": "Camau cyntaf"}]
"""What the tests find listed; nobody watches it."""


def service_settings(stack: Stack, service: str, port: int) -> dict[str, str]:
    """The variables of one service; their names begin with the service's."""
    settings = {
        **_shared(stack, service, port),
        # A person who stops a stack is not a load balancer that needs time to look away.
        "DRAIN_SECONDS": "0",
        **_own(stack, service),
    }
    return {f"{service.upper()}_{name}": value for name, value in settings.items()}


def gateway_settings(stack: Stack, services: Iterable[str]) -> dict[str, str]:
    """The variables of the gateway: what every process has, and where each service answers."""
    urls = stack.memory["urls"]
    settings = {
        **_shared(stack, "gateway", stack.memory["ports"]["gateway"]),
        "DRAIN_SECONDS": "0",
        "SESSION_KEYS": json.dumps([stack.password("browser_sessions")]),
        # Everybody on this machine has the same address, tests and benchmarks included.
        "PERSON_PER_MINUTE": "0",
        "ADDRESS_PER_MINUTE": "0",
        "SIGN_IN_PER_MINUTE": "0",
        "WEB_DIR": str(web.DIST),
        # Servers and browsers share this machine: an answer may take a while and is still to come with its page.
        "OPENING_SECONDS": "10",
        "SHOWN_PEOPLE": str(stack.folder / web.SHOWN_PEOPLE),
        **{f"{service.upper()}_URL": urls[service] for service in services},
    }
    return {f"GATEWAY_{name}": value for name, value in settings.items()}


def platform_admin(stack: Stack) -> dict[str, str]:
    """How the seed and the demo reach the stack and sign in."""
    return {
        "WAYMARK_GATEWAY_URL": stack.memory["urls"]["gateway"],
        "WAYMARK_PLATFORM_USER": "platform-admin",
        "WAYMARK_PLATFORM_PASSWORD": stack.password("platform_admin"),
        "WAYMARK_MAILDIR": stack.memory["maildir"],
    }


def _shared(stack: Stack, name: str, port: int) -> dict[str, str]:
    memory = stack.memory
    return {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "MONGO_URL": memory["urls"]["mongo"],
        "MONGO_DATABASE": memory["database_prefix"] + name,
        "RABBIT_URL": f"{memory['urls']['rabbit']}/{memory['vhost']}",
        "JWKS_URL": f"{memory['urls']['identity']}/.well-known/jwks.json",
        "REVOCATIONS_URL": f"{memory['urls']['identity']}/revocations",
    }


def _own(stack: Stack, service: str) -> dict[str, str]:
    memory = stack.memory
    match service:
        case "identity":
            admin = platform_admin(stack)
            return {
                "DEVELOPMENT": "true",
                "SIGNING_KEYS": memory["signing_keys"],
                "LINK_KEY": stack.password("link_key"),
                "FACTOR_KEY": stack.password("factor_key"),
                "PLATFORM_ADMIN_USER": admin["WAYMARK_PLATFORM_USER"],
                "PLATFORM_ADMIN_PASSWORD": admin["WAYMARK_PLATFORM_PASSWORD"],
                "HELP_VIDEOS": json.dumps(_VIDEOS if stack.name == "test" else []),
            }
        case "scheduling":
            return {"RECORDING_KEYS": json.dumps([stack.password("recording_key")])}
        case "evidence":
            return {
                "S3_URL": memory["urls"]["s3"],
                "S3_ACCESS_KEY": memory["passwords"]["s3_access"],
                "S3_SECRET_KEY": memory["passwords"]["s3_secret"],
                "S3_BUCKET": memory["bucket"],
            }
        case "notifications":
            return {
                "SMTP_URL": memory["urls"]["smtp"],
                "LINK_KEY": stack.password("link_key"),
                "MAIL_FROM": "no-reply@waymark.example",
                "PUBLIC_URL": memory["urls"]["web"],
            }
        case _:
            return {}
