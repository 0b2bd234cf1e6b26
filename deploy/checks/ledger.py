"""What was tried, and whether it was allowed or refused as it should be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from deploy.local import say


@dataclass
class Ledger:
    """Counts what went as it should, and says at once what did not."""

    held: int = 0
    broken: list[str] = field(default_factory=list)

    async def may(self, who: str, what: str, attempt: Callable[[], Awaitable[object]]) -> None:
        """The attempt must succeed."""
        try:
            await attempt()
        except Exception as error:
            self._note(False, f"{who} should be allowed to {what}: {error!r}")
        else:
            self._note(True, f"{who} may {what}")

    async def may_not(
        self,
        who: str,
        what: str,
        attempt: Callable[[], Awaitable[object]],
        refusal: type[Exception] | tuple[type[Exception], ...],
    ) -> None:
        """The attempt must be refused, and by nothing but a refusal."""
        try:
            await attempt()
        except refusal:
            self._note(True, f"{who} may not {what}")
        except Exception as error:
            self._note(False, f"{who} was to be refused to {what}, but: {error!r}")
        else:
            self._note(False, f"{who} should not be allowed to {what}")

    def _note(self, holds: bool, sentence: str) -> None:
        say.line(f"{'ok    ' if holds else 'BROKEN'} {sentence}")
        if holds:
            self.held += 1
        else:
            self.broken.append(sentence)
