"""The guides as they are read."""

from collections.abc import Iterable
from typing import Self

from chassis.schemas import Out
from services.identity.domain.help import Guide, Topic


class GuideOut(Out):
    """One guide; its paragraphs are plain text."""

    topic: Topic
    title: str
    paragraphs: list[str]


class HelpOut(Out):
    """The guides for whoever asks, in the order in which they are best read."""

    items: list[GuideOut]

    @classmethod
    def of(cls, guides: Iterable[Guide]) -> Self:
        """These guides."""
        return cls(
            items=[
                GuideOut(topic=one.topic, title=one.title, paragraphs=list(one.paragraphs)) for one in guides
            ]
        )
