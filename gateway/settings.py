"""What the gateway can be told from outside: environment variables `GATEWAY_…`."""

import os
from pathlib import Path
from typing import Self

from pydantic import (
    HttpUrl,
    IPvAnyNetwork,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from gateway.routes import ServiceName

SHORTEST_KEY = 32


class Settings(BaseSettings):
    """Times in seconds, sizes in bytes. Secrets may be files in the folder WAYMARK_SECRETS (`chassis.settings`)."""

    model_config = SettingsConfigDict(
        env_prefix="GATEWAY_", frozen=True, extra="ignore", secrets_dir=os.environ.get("WAYMARK_SECRETS")
    )

    host: str = "127.0.0.1"
    port: int = 8080
    internal_host: str = "127.0.0.1"
    internal_port: int | None = None
    log_level: str = "INFO"
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    http_port: int | None = None
    public_port: PositiveInt | None = None
    web_dir: Path | None = None
    shown_people: Path | None = None

    jwks_url: HttpUrl = HttpUrl("http://127.0.0.1:8101/.well-known/jwks.json")
    revocations_url: HttpUrl = HttpUrl("http://127.0.0.1:8101/revocations")
    revocations_seconds: PositiveFloat = 2.0
    rabbit_url: str = "amqp://guest:guest@127.0.0.1:5672/"
    rabbit_declares: bool = True
    identity_url: HttpUrl = HttpUrl("http://127.0.0.1:8101")
    scheduling_url: HttpUrl = HttpUrl("http://127.0.0.1:8102")
    evidence_url: HttpUrl = HttpUrl("http://127.0.0.1:8103")
    reviews_url: HttpUrl = HttpUrl("http://127.0.0.1:8104")
    progression_url: HttpUrl = HttpUrl("http://127.0.0.1:8105")
    notifications_url: HttpUrl = HttpUrl("http://127.0.0.1:8106")

    mongo_url: str = "mongodb://127.0.0.1:27017/?replicaSet=rs0"
    mongo_database: str = "gateway"
    session_keys: tuple[SecretStr, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    replicas: PositiveInt = 1
    person_per_minute: NonNegativeInt = 600
    address_per_minute: NonNegativeInt = 3000
    sign_in_per_minute: NonNegativeInt = 60
    trusted_proxies: tuple[IPvAnyNetwork, ...] = ()
    live_per_person: PositiveInt = 6
    live_heartbeat_seconds: PositiveFloat = 15.0
    live_seconds: PositiveFloat = 300.0
    requests_per_service: PositiveInt = 256
    tokens_remembered: PositiveInt = 10_000
    connect_seconds: PositiveFloat = 1.0
    idle_seconds: PositiveFloat = 4.0
    keep_alive_seconds: PositiveInt = 60
    opening_seconds: PositiveFloat = 0.5
    body_seconds: PositiveFloat = 10.0
    api_document_seconds: PositiveFloat = 30.0
    drain_seconds: float = 3.0
    shutdown_seconds: PositiveInt = 20

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key go together")
        if self.http_port is not None and not self.tls:
            raise ValueError("http_port sends people to https, which needs tls_certificate and tls_key")
        return self

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        if any(len(key.get_secret_value()) < SHORTEST_KEY for key in self.session_keys):
            raise ValueError(f"every one of session_keys needs {SHORTEST_KEY} characters")
        return self

    @property
    def tls(self) -> bool:
        """Whether the door itself speaks https."""
        return self.tls_certificate is not None

    def base_url(self, service: ServiceName) -> str:
        """Where a service answers, without a slash at the end."""
        url: HttpUrl = getattr(self, f"{service}_url")
        return str(url).rstrip("/")
