"""Who asks: one person of one provider in one active role. Pure, so the domain may use it."""

from dataclasses import dataclass

PLATFORM = "platform"
"""The scope of documents that belong to no provider, such as login identities."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller as the access token describes them.

    `centre_ids` are the centres of the active role; an empty set means every centre of the provider for roles that
    work provider-wide and none for the others (`access.py` of each service decides).

    `permissions`: what a role that is made of permissions may do; None for a role that says it all by itself.
    """

    person_id: str
    provider_id: str
    role: str
    centre_ids: frozenset[str] = frozenset()
    session_id: str = ""
    permissions: frozenset[str] | None = None

    def may(self, permission: str) -> bool:
        """Whether nothing but the role decides, or the permission is one of the actor's."""
        return self.permissions is None or permission in self.permissions

    @classmethod
    def system(cls, provider_id: str) -> "Actor":
        """The platform itself, acting on an event."""
        return cls(person_id="system", provider_id=provider_id, role="system")

    @classmethod
    def anonymous(cls) -> "Actor":
        """Somebody who has not signed in."""
        return cls(person_id="anonymous", provider_id=PLATFORM, role="anonymous")
