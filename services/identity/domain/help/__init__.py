"""The guides, and for whom each was written: learners (SA-04), administrators, those who do digital reviews (DR-112).
Their words are data, a file a language with the same keys; Welsh is a draft. Which videos there are is for whoever runs
the platform.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from services.identity.domain.provider import Language
from services.identity.domain.roles import Role


class Topic(StrEnum):
    """What a guide is about, in the order in which guides are listed."""

    FIRST_STEPS = "first_steps"
    SESSIONS = "sessions"
    LEARNING_PLAN = "learning_plan"
    TIME_LOG = "time_log"
    CENTRE_WORK = "centre_work"
    INTRODUCTION = "introduction"
    POLICY = "policy"
    USER_GUIDE = "user_guide"
    RECORDING = "recording"
    CANCELLATIONS = "cancellations"
    TARGET_SETTING = "target_setting"
    TRAFFIC_LIGHT = "traffic_light"
    FROM_PAPER = "from_paper"
    QUALITY_CHECKS = "quality_checks"


_LEARNERS = frozenset({Role.LEARNER})
_ADMINISTRATION = frozenset(
    {Role.MASTER_ADMIN, Role.CENTRE_ADMIN, Role.BASIC_ADMIN, Role.CURRICULUM_MANAGER, Role.CUSTOM_MANAGER}
)
_PRACTITIONERS = frozenset({Role.ASSESSOR})
_OFFICE = frozenset({Role.BUSINESS_SUPPORT})
_MANAGERS = frozenset({Role.MANAGER})
_SENIOR_MANAGERS = frozenset({Role.SENIOR_MANAGER})

AUDIENCES: Mapping[Topic, frozenset[Role]] = {
    Topic.FIRST_STEPS: _LEARNERS,
    Topic.SESSIONS: _LEARNERS,
    Topic.LEARNING_PLAN: _LEARNERS,
    Topic.TIME_LOG: _LEARNERS,
    Topic.CENTRE_WORK: _ADMINISTRATION,
    Topic.INTRODUCTION: _PRACTITIONERS | _OFFICE | _MANAGERS | _SENIOR_MANAGERS,
    Topic.POLICY: _MANAGERS | _SENIOR_MANAGERS,
    Topic.USER_GUIDE: _PRACTITIONERS,
    Topic.RECORDING: _PRACTITIONERS | _MANAGERS,
    Topic.CANCELLATIONS: _PRACTITIONERS | _MANAGERS,
    Topic.TARGET_SETTING: _PRACTITIONERS | _MANAGERS,
    Topic.TRAFFIC_LIGHT: _PRACTITIONERS | _MANAGERS,
    Topic.FROM_PAPER: _PRACTITIONERS | _OFFICE | _MANAGERS,
    Topic.QUALITY_CHECKS: _OFFICE | _MANAGERS,
}
"""Who reads which guide. Roles that are in none have no guides."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide in one language; its paragraphs are plain text."""

    topic: Topic
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Video:
    """A video tutorial: where it is watched, and what it is called in each language."""

    url: str
    titles: Mapping[Language, str]


def guides_for(role: str, language: Language) -> tuple[Guide, ...]:
    """The guides that were written for a role, in a language. A role without guides gets none."""
    guides = _guides_in(language)
    return tuple(guides[topic] for topic in Topic if role in AUDIENCES[topic])


@cache
def _guides_in(language: Language) -> Mapping[Topic, Guide]:
    content = json.loads((files(__package__) / f"{language.value}.json").read_text(encoding="utf-8"))
    return {
        topic: Guide(topic, content[topic.value]["title"], tuple(content[topic.value]["paragraphs"]))
        for topic in Topic
    }
