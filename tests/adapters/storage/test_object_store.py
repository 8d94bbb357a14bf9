"""The contract of the port, held by the real store and by the one that stands in for it."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from adapters.settings import Settings
from adapters.storage.minio import MinioStore
from application.ports import ObjectStore
from tests.fakes import MemoryStore

BODY = bytes(range(256)) * 4_096


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> ObjectStore:
    if request.param == "memory":
        return MemoryStore()
    settings: Settings = request.getfixturevalue("settings")
    return MinioStore(msgspec.structs.replace(settings, s3_bucket=f"contract-{uuid4().hex[:12]}"))


def put(store: ObjectStore, key: str, body: bytes = BODY) -> str:
    store.put(key, io.BytesIO(body), len(body), "image/webp")
    return key


def test_the_first_object_needs_no_preparation_and_comes_back_whole(store: ObjectStore) -> None:
    assert store.stat("public/a.webp") is None
    assert list(store.keys("public/")) == []
    put(store, "public/a.webp")
    assert b"".join(store.read("public/a.webp")) == BODY
    info = store.stat("public/a.webp")
    assert info is not None
    assert (info.size, info.content_type) == (len(BODY), "image/webp")
    assert info.etag
    assert '"' not in info.etag


@pytest.mark.parametrize(("start", "length"), [(0, 1), (10, 100), (len(BODY) - 3, 3), (500_000, 0), (0, 0)])
def test_a_part_can_be_read(store: ObjectStore, start: int, length: int) -> None:
    put(store, "k")
    assert b"".join(store.read("k", start, length)) == BODY[start : start + length if length else None]


def test_putting_a_key_again_replaces_it(store: ObjectStore) -> None:
    put(store, "k", b"old")
    put(store, "k", b"new one")
    assert b"".join(store.read("k")) == b"new one"


def test_only_what_follows_the_cursor_is_stored(store: ObjectStore) -> None:
    data = io.BytesIO(b"headbody")
    data.seek(4)
    store.put("k", data, 4, "text/plain")
    assert b"".join(store.read("k")) == b"body"


def test_an_empty_object_is_an_object(store: ObjectStore) -> None:
    put(store, "k", b"")
    info = store.stat("k")
    assert info is not None
    assert info.size == 0


def test_what_is_not_there_is_a_key_error_at_once(store: ObjectStore) -> None:
    with pytest.raises(KeyError):
        store.read("nothing")


def test_files_go_in_and_out(store: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(BODY)
    store.put_file("k", tmp_path / "in", "video/mp4")
    store.get_file("k", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == BODY
    with pytest.raises(KeyError):
        store.get_file("nothing", tmp_path / "none")


def test_a_store_that_does_not_answer_is_a_connection_error(settings: Settings) -> None:
    away = MinioStore(msgspec.structs.replace(settings, s3_endpoint="http://127.0.0.1:1"))
    with pytest.raises(ConnectionError):
        away.stat("k")


def test_deleting_is_done_once_and_may_be_repeated(store: ObjectStore) -> None:
    put(store, "k")
    store.delete("k")
    store.delete("k")
    assert store.stat("k") is None


def test_keys_are_listed_by_prefix(store: ObjectStore) -> None:
    for key in ("a/1", "a/b/2", "b/3"):
        put(store, key, b"x")
    assert sorted(store.keys("a/")) == ["a/1", "a/b/2"]


def test_many_objects_can_be_read_at_once_and_left_half_read(store: ObjectStore) -> None:
    put(store, "k")
    readers = [store.read("k") for _ in range(40)]
    assert all(next(iter(reader)) for reader in readers)
    del readers
    assert b"".join(store.read("k")) == BODY
