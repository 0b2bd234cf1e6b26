"""Settings every service has. A service subclasses this with its own prefix: `SCHEDULING_PORT`, …

Every limit is a setting with a sane default; secrets come from the environment or from files, never from the code.
"""

import os
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Where a service finds its database, the broker and the published keys, and how it listens.

    The folder WAYMARK_SECRETS, when it is set, holds one file per setting that the environment does not give, by
    the setting's name: `scheduling_mongo_url`.
    """

    model_config = SettingsConfigDict(extra="ignore", secrets_dir=os.environ.get("WAYMARK_SECRETS"))

    mongo_url: str = "mongodb://127.0.0.1:27017/?replicaSet=rs0"
    mongo_database: str
    mongo_pool: int = Field(50, ge=1)
    mongo_timeout_ms: int = Field(4000, ge=100)
    rabbit_url: str = "amqp://guest:guest@127.0.0.1:5672/"
    rabbit_declares: bool = Field(
        True, description="Off where a deployment step puts the topology on the broker and this user may not."
    )
    jwks_url: str = "http://127.0.0.1:8101/.well-known/jwks.json"
    revocations_url: str = "http://127.0.0.1:8101/revocations"
    revocations_seconds: float = Field(2.0, gt=0)
    host: str = "127.0.0.1"
    port: int
    worker_port: int | None = None
    tls_certificate: Path | None = Field(None, description="With it and its key the service speaks https.")
    tls_key: Path | None = None
    log_level: str = "INFO"
    body_limit_bytes: int = Field(256 * 1024, ge=1024)
    prefetch: int = Field(32, ge=1)
    sweep_seconds: float = Field(1.0, gt=0)
    sweep_after_seconds: float = Field(2.0, ge=0)
    retry_tiers_ms: dict[str, int] = {"10s": 10_000, "1m": 60_000, "10m": 600_000}
    drain_seconds: float = Field(3.0, ge=0)
    shutdown_seconds: int = Field(20, ge=1)

    @model_validator(mode="after")
    def _certificate_and_key(self) -> Self:
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key go together")
        return self
