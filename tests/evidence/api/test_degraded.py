from chassis.testing.service import running
from services.evidence.main import SERVICE
from services.evidence.settings import Settings
from tests.conftest import Servers


async def test_without_the_object_store_the_service_is_ready_and_says_what_is_down(
    servers: Servers, database_name: str
) -> None:
    async with running(
        SERVICE,
        Settings,
        mongo_url=servers.mongo_url,
        mongo_database=f"{database_name}_evidence_alone",
        rabbit_url=servers.rabbit_url,
        s3_url="http://127.0.0.1:1",
        s3_access_key="nobody",
        s3_secret_key="nothing",
    ) as evidence:
        answer = await evidence.anonymous().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["degraded"] == ["object_store"]
