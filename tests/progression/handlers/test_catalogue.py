import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden
from chassis.ids import fresh_id
from chassis.testing import MemoryRunner
from contracts.progression import QualificationChanged
from services.progression.domain.errors import QualificationAlreadyListed
from services.progression.handlers import AddQualification, add_qualification
from services.progression.store import ProgressionTx

ADMIN = Actor("admin", "provider", "master_admin")
CARE = AddQualification("60359535", "Diploma in Adult Care", "3", "diploma")


@pytest.fixture
def runner() -> MemoryRunner:
    return MemoryRunner(ProgressionTx)


async def test_a_qualification_is_listed_and_announced(runner: MemoryRunner) -> None:
    qualification = await runner.run(add_qualification, CARE, actor=ADMIN, key=fresh_id())
    assert qualification.number == "603/5953/5"
    (event,) = runner.events
    assert event.change == "created"
    assert event.data == QualificationChanged(
        id=qualification.id,
        number="603/5953/5",
        title="Diploma in Adult Care",
        level="3",
        type="diploma",
        active=True,
    )


async def test_a_number_is_listed_once_in_a_provider(runner: MemoryRunner) -> None:
    first = await runner.run(add_qualification, CARE, actor=ADMIN, key=fresh_id())
    with pytest.raises(QualificationAlreadyListed) as refused:
        await runner.run(add_qualification, CARE, actor=ADMIN, key=fresh_id())
    assert refused.value.facts == {"qualification_id": first.id}
    elsewhere = Actor("admin", "another", "master_admin")
    await runner.run(add_qualification, CARE, actor=elsewhere, key=fresh_id())


async def test_an_assessor_does_not_add_to_the_catalogue(runner: MemoryRunner) -> None:
    with pytest.raises(Forbidden):
        await runner.run(add_qualification, CARE, actor=Actor("ada", "provider", "assessor"), key=fresh_id())
    assert runner.documents("qualifications") == {}
