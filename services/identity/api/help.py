"""Guides and video tutorials."""

from chassis.http import Ask, Router, everyone
from services.identity.api.resources import settings_of
from services.identity.domain.help import guides_for
from services.identity.domain.provider import Language
from services.identity.schemas.help import HelpOut

router = Router(tags=["help"])


@router.get("/help", response_model=HelpOut)
@everyone
async def read_help(ask: Ask, language: Language = Language.ENGLISH) -> HelpOut:
    """The guides that were written for one's role (DR-112) and the video tutorials (SA-04)."""
    return HelpOut.of(guides_for(ask.actor.role, language), settings_of(ask.kit).videos, language)
