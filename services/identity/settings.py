"""What can be set from outside: variables that begin with IDENTITY_."""

import os
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, Field, FilePath, HttpUrl, SecretStr
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings
from services.identity.domain.help import Video
from services.identity.domain.provider import Language


class TutorialVideo(BaseModel):
    """A video tutorial on the help page."""

    url: HttpUrl
    en: str = Field(min_length=1, max_length=200)
    cy: str = Field(min_length=1, max_length=200)


class Settings(ServiceSettings):
    """Identity's settings. `signing_keys` is a folder of Ed25519 PEM files; the last by name signs."""

    model_config = SettingsConfigDict(env_prefix="IDENTITY_", extra="ignore")

    mongo_database: str = "identity"
    port: int = 8101
    body_limit_bytes: int = Field(2 * 1024 * 1024, ge=1024)
    signing_keys: Path = Path(".waymark/keys")
    token_issuer: str = "waymark"
    token_audience: str = "waymark-api"
    token_minutes: int = Field(5, ge=1, le=60)
    refresh_grace_seconds: int = Field(10, ge=0, le=60)
    hashing_threads: int = Field(max(1, (os.cpu_count() or 2) // 2), ge=1)
    hashing_queue: int = Field(200, ge=1)
    breached_passwords: FilePath | None = Field(
        None, description="More passwords to refuse: the file of Have I Been Pwned, SHA-1, ordered by hash."
    )
    link_key: SecretStr | None = Field(
        None, min_length=16, description="Seals one-time links; notifications has the same."
    )
    factor_key: SecretStr | None = Field(
        None, min_length=16, description="Seals the secrets of second factors in the database."
    )
    platform_admin_user: str | None = None
    platform_admin_password: SecretStr | None = None
    help_videos: tuple[TutorialVideo, ...] = Field(
        (), description='JSON, such as [{"url": "https://…", "en": "First steps", "cy": "Camau cyntaf"}].'
    )

    @property
    def videos(self) -> tuple[Video, ...]:
        """The video tutorials there are, in the order in which they are listed."""
        return tuple(
            Video(str(one.url), {Language.ENGLISH: one.en, Language.WELSH: one.cy})
            for one in self.help_videos
        )

    @property
    def refresh_grace(self) -> timedelta:
        """How long a spent refresh token is forgiven; nothing at 0 (strict)."""
        return timedelta(seconds=self.refresh_grace_seconds)
