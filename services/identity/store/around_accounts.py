"""Keeps links, disclaimers and imports."""

from collections.abc import Sequence

from pymongo import InsertOne, UpdateOne

from chassis.actor import PLATFORM
from chassis.mongo import scoped
from chassis.tx import Tx
from services.identity import documents
from services.identity.domain.disclaimer import Acceptance, Disclaimer
from services.identity.domain.imports import Import, ImportState, Row, RowResult
from services.identity.domain.link import Link, LinkDue, Purpose


class LinkStore:
    """`ports.Links`. A link lies with its provider, a wish for one with the platform."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, link_id: str) -> Link | None:
        """The link."""
        found = await self._tx.get(documents.LINKS, link_id, provider_id)
        return documents.link_from(found) if found else None

    async def open_ones(self, provider_id: str, person_id: str, purpose: Purpose) -> list[Link]:
        """The person's links of this kind that were neither used nor replaced."""
        found = await self._tx.find(
            documents.LINKS, provider_id, person_id=person_id, purpose=purpose.value, closed_at=None
        )
        return [documents.link_from(document) for document in found]

    def issue(self, link: Link) -> None:
        """Write a new link."""
        state = documents.link_state(link)
        self._tx.save(documents.LINKS, link.id, state, version=0, provider_id=link.provider_id)

    def close(self, link: Link) -> None:
        """Write a link that was used or replaced."""
        state = documents.link_state(link)
        self._tx.keep(documents.LINKS, link.id, state, version=link.version, provider_id=link.provider_id)

    async def due(self, due_id: str) -> LinkDue | None:
        """The wish."""
        found = await self._tx.get(documents.LINKS_DUE, due_id, PLATFORM)
        return documents.due_from(found) if found else None

    def save_due(self, due: LinkDue) -> None:
        """Write the wish."""
        state = documents.due_state(due)
        self._tx.keep(documents.LINKS_DUE, due.id, state, version=due.version, provider_id=PLATFORM)


class DisclaimerStore:
    """`ports.Disclaimers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of_provider(self, provider_id: str) -> Disclaimer | None:
        """The provider's disclaimer as it is now."""
        found = await self._tx.get(documents.DISCLAIMERS, provider_id, provider_id)
        return documents.disclaimer_from(found) if found else None

    async def accepted(self, provider_id: str, person_id: str, number: int) -> Acceptance | None:
        """When the person accepted this version, if they did."""
        id = documents.acceptance_id(person_id, number)
        found = await self._tx.get(documents.ACCEPTANCES, id, provider_id)
        return documents.acceptance_from(found) if found else None

    def save(self, disclaimer: Disclaimer) -> None:
        """Write the disclaimer."""
        state = documents.disclaimer_state(disclaimer)
        self._tx.keep(documents.DISCLAIMERS, disclaimer.id, state, version=disclaimer.version)

    def accept(self, provider_id: str, acceptance: Acceptance) -> None:
        """Write an acceptance."""
        id = documents.acceptance_id(acceptance.person_id, acceptance.number)
        state = documents.acceptance_state(acceptance)
        self._tx.keep(documents.ACCEPTANCES, id, state, version=0, provider_id=provider_id)


class ImportStore:
    """`ports.Imports`. Rows are written beside the audit: the people they make have entries of their own."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, provider_id: str, import_id: str) -> Import | None:
        """The import."""
        found = await self._tx.get(documents.IMPORTS, import_id, provider_id)
        return documents.import_from(found) if found else None

    async def rows(self, provider_id: str, import_id: str, numbers: Sequence[int]) -> list[Row]:
        """Rows of an import, in their order."""
        ids = [documents.row_id(import_id, number) for number in numbers]
        found = await self._tx.get_many(documents.IMPORT_ROWS, ids, provider_id)
        return sorted((documents.row_from(one) for one in found), key=lambda row: row.number)

    def save(self, found: Import) -> None:
        """Write the import."""
        state = documents.import_state(found)
        self._tx.keep(documents.IMPORTS, found.id, state, version=found.version)

    def add_rows(self, found: Import, rows: Sequence[Row]) -> None:
        """Write the rows of a new import; those refused by themselves have had their turn."""
        self._tx.enlist(
            documents.IMPORT_ROWS,
            [
                InsertOne(
                    scoped(
                        found.provider_id,
                        {
                            **documents.row_state(found, row, turn=_next_turn(found.state, row)),
                            "_id": documents.row_id(found.id, row.number),
                        },
                    )
                )
                for row in rows
            ],
        )

    def finish(self, found: Import, row: Row) -> None:
        """Write what a row came to."""
        after = ImportState.RUNNING if found.state is ImportState.CHECKING else ImportState.DONE
        state = documents.row_state(found, row, turn=_next_turn(after, row))
        id = documents.row_id(found.id, row.number)
        self._tx.enlist(
            documents.IMPORT_ROWS,
            [UpdateOne(scoped(found.provider_id, _id=id, turn=found.state.value), {"$set": state})],
        )


def _next_turn(after: ImportState, row: Row) -> ImportState:
    return ImportState.DONE if row.result is RowResult.REFUSED else after
