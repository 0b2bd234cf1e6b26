"""The tokens of one-time links: drawn here, sealed for the mail service, stored by nobody."""

import secrets

from chassis.errors import Unavailable
from chassis.seals import Seal
from services.identity.domain.link import SECRET_BYTES, DrawnLink, LinkToken


class SealedLinks:
    """`ports.LinkTokens`, with the key that identity and notifications share."""

    def __init__(self, key: str | None) -> None:
        self._seal = Seal(key) if key else None

    def drawn(self, provider_id: str) -> DrawnLink:
        """A new link's id and its sealed token. Raises Unavailable without a key."""
        if self._seal is None:
            raise Unavailable("No links can be sent at the moment: IDENTITY_LINK_KEY is not set.")
        token = LinkToken(provider_id, secrets.token_bytes(SECRET_BYTES))
        return DrawnLink(token.link_id, self._seal.seal(token.written(), about=token.link_id))
