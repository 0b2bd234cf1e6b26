"""The database's job: a replica set of one, its administrator, and for everybody a user of one database only.

Runs in the network of the mongod itself, because only who comes from localhost may make the first user.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.compose import secrets
from deploy.compose.definitions import USERS
from deploy.local import say

HERE = "mongodb://127.0.0.1:27017/?directConnection=true"
MEMBER = "mongo:27017"
ROOT = "root"
ALREADY_INITIALISED, UNAUTHORISED, AUTHENTICATION_FAILED, USER_EXISTS = 23, 13, 18, 51003
PATIENCE_SECONDS = 120.0

Client = MongoClient[dict[str, Any]]


def main() -> None:
    """Settle the database whose secrets are in /run/waymark, or end with what was in the way."""
    known = {path.name: path.read_text() for path in Path("/run/waymark").iterdir() if path.is_file()}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            settle(known)
            break
        except PyMongoError as error:
            if time.monotonic() > deadline:
                sys.exit(f"the database could not be settled: {error}")
            time.sleep(1)
    say.line("The database is a replica set; everybody has their user.")


def settle(known: dict[str, str]) -> None:
    """Do what has not been done; raises PyMongoError when the database is not ready for it yet."""
    with Client(HERE, serverSelectionTimeoutMS=3000) as nobody:
        initiate(nobody)
        if not nobody.admin.command("hello").get("isWritablePrimary"):
            raise PyMongoError("nobody has been elected yet")
        make_administrator(nobody, known[secrets.MONGO_ROOT])
    with Client(HERE, username=ROOT, password=known[secrets.MONGO_ROOT]) as root:
        for user in USERS:
            make_user(root, user, known[secrets.mongo(user)])


def initiate(nobody: Client) -> None:
    """Make the mongod a set of one, unless it is."""
    try:
        nobody.admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": MEMBER}]})
    except OperationFailure as refused:
        if refused.code not in (ALREADY_INITIALISED, UNAUTHORISED):
            raise


def make_administrator(nobody: Client, password: str) -> None:
    """Make the first user; when there is one, nobody may, and that is well."""
    try:
        nobody.admin.command("createUser", ROOT, pwd=password, roles=["root"])
    except OperationFailure as refused:
        if refused.code not in (UNAUTHORISED, USER_EXISTS):
            raise


def make_user(root: Client, user: str, password: str) -> None:
    """A user who lives in a database of their own and may read and write there; a changed password is taken over."""
    database = root[f"waymark_{user}"]
    roles = ["readWrite"]
    try:
        database.command("createUser", user, pwd=password, roles=roles)
    except OperationFailure as refused:
        if refused.code != USER_EXISTS:
            raise
        database.command("updateUser", user, pwd=password, roles=roles)


if __name__ == "__main__":
    main()
