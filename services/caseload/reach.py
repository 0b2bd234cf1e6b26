"""How far a role reaches over centres (12-permissions, G04 to G08). Pure."""

from collections.abc import Iterable

from chassis.actor import Actor

PROVIDER_WIDE = frozenset({"master_admin", "senior_manager"})
"""Roles that reach every centre of the provider when they name none."""

CENTRE_STAFF = PROVIDER_WIDE | {
    "iqa",
    "centre_admin",
    "basic_admin",
    "custom_manager",
    "curriculum_manager",
    "business_support",
    "manager",
}
"""Roles that read about every learner of their centres. An EQA is not among them: they read only learners sampled
for them or granted to them (G06)."""


def reaches(actor: Actor, centre_ids: Iterable[str]) -> bool:
    """Whether one of the centres is in the actor's reach."""
    if actor.role in PROVIDER_WIDE and not actor.centre_ids:
        return True
    return not actor.centre_ids.isdisjoint(centre_ids)
