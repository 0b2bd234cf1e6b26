"""What a service hears, as data: `SUBSCRIPTIONS = (on(EnrolmentChanged, handlers.know_enrolment), …)`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from chassis.tx import Handler
from contracts.base import Contract, Received

Split = Callable[[Received[Any]], Iterable[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One handler of one event. With `each`, every (key, item) it yields is an atomic change of its own."""

    event: type[Contract]
    handler: Handler
    each: Split | None = None

    def parts(self, received: Received[Any]) -> Iterable[tuple[str, tuple[Any, ...]]]:
        """The runs this event asks for: a key that tells them apart, and the handler's further arguments."""
        if self.each is None:
            return [("", ())]
        return [(key, (item,)) for key, item in self.each(received)]


def on(event: type[Contract], handler: Handler, *, each: Split | None = None) -> Subscription:
    """Subscribe a handler to an event; see `Subscription`."""
    return Subscription(event, handler, each)
