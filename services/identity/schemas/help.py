"""The guides as they are read."""

from collections.abc import Iterable
from typing import Self

from chassis.schemas import Out
from services.identity.domain.help import Guide, Topic, Video
from services.identity.domain.provider import Language


class GuideOut(Out):
    """One guide; its paragraphs are plain text."""

    topic: Topic
    title: str
    paragraphs: list[str]


class VideoOut(Out):
    """A video tutorial, to be watched where `url` leads."""

    title: str
    url: str


class HelpOut(Out):
    """The guides for whoever asks, in the order in which they are best read, and the video tutorials."""

    items: list[GuideOut]
    videos: list[VideoOut]

    @classmethod
    def of(cls, guides: Iterable[Guide], videos: Iterable[Video], language: Language) -> Self:
        """These guides, and these videos by their names in a language."""
        return cls(
            items=[
                GuideOut(topic=one.topic, title=one.title, paragraphs=list(one.paragraphs)) for one in guides
            ],
            videos=[VideoOut(title=one.titles[language], url=one.url) for one in videos],
        )
