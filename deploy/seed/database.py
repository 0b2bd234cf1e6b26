"""The databases of the six services, for writing in bulk and for comparing."""

from collections.abc import Iterator
from typing import Any, Self

from bson.codec_options import CodecOptions
from pymongo import MongoClient, WriteConcern
from pymongo.collection import Collection

from chassis.actor import PLATFORM
from deploy.seed.memory import SERVICES, Memory, service
from services.identity.documents import ACCOUNTS, PROVIDERS

Document = dict[str, Any]
BATCH = 1000


class Databases:
    """Every service's database, until the block ends; `prefix` stands before the services' names."""

    def __init__(self, url: str, prefix: str) -> None:
        self._client: MongoClient[Document] = MongoClient(url)
        self._prefix = prefix

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def collection(self, owner: str, name: str) -> Collection[Document]:
        """One collection; writes are not waited for by a second server, since a broken run starts anew."""
        options: CodecOptions[Document] = CodecOptions(tz_aware=True)
        database = self._client.get_database(self._prefix + owner, codec_options=options)
        return database.get_collection(name, write_concern=WriteConcern(w=1))

    def write(self, memory: Memory) -> int:
        """Write everything in the memory; how many documents that were."""
        count = 0
        for owner, name, documents in memory.documents():
            collection = self.collection(owner, name)
            for first in range(0, len(documents), BATCH):
                collection.insert_many(documents[first : first + BATCH], ordered=False)
            count += len(documents)
        return count

    def has(self, provider_id: str) -> bool:
        """Whether the provider is there, which means whole."""
        return self.collection("identity", PROVIDERS).find_one({"_id": provider_id}) is not None

    def clear(self, provider_id: str) -> int:
        """Remove what a broken run left of the provider; how many documents that were."""
        count = 0
        for owner in SERVICES:
            for name in service(owner).collections:
                count += self.collection(owner, name).delete_many({"provider_id": provider_id}).deleted_count
        theirs = {"provider_id": PLATFORM, "memberships.provider_id": provider_id}
        return count + self.collection("identity", ACCOUNTS).delete_many(theirs).deleted_count

    def each(self, owner: str, name: str, provider_id: str, *fields: str) -> Iterator[Document]:
        """The provider's documents of a collection by id, with these fields only."""
        projection = dict.fromkeys(("v", *fields), 1)
        found = self.collection(owner, name).find({"provider_id": provider_id}, projection)
        return iter(found.sort("_id", 1).allow_disk_use(True).batch_size(5000))

    def count(self, owner: str, name: str, provider_id: str) -> int:
        """How many documents the provider has in a collection."""
        return self.collection(owner, name).count_documents({"provider_id": provider_id})
