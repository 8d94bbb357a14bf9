"""The object store on any S3-compatible server, through the MinIO client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import S3Error

from adapters.settings import Settings
from application.ports import ObjectInfo

T = TypeVar("T")

CHUNK = 256 * 1024
MISSING = {"NoSuchKey", "NoSuchObject", "NotFound", "NoSuchBucket"}
EXISTING = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}
CONNECTIONS = 32
PATIENCE = urllib3.Timeout(connect=3, read=30)
RETRIES = urllib3.Retry(total=3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504], allowed_methods=None)


class MinioStore:
    """One bucket, which is made when it is first written to. Safe to share among threads."""

    def __init__(self, settings: Settings) -> None:
        address = urlsplit(settings.s3_endpoint)
        self._bucket = settings.s3_bucket
        self._region = settings.s3_region
        self._client = Minio(
            address.netloc,
            access_key=settings.s3_access_key,
            secret_key=settings.s3_secret_key,
            secure=address.scheme == "https",
            region=settings.s3_region,
            http_client=urllib3.PoolManager(maxsize=CONNECTIONS, timeout=PATIENCE, retries=RETRIES),
        )

    def ensure_bucket(self) -> None:
        """Makes the bucket when it is not there. Safe to repeat and to race."""
        if self._client.bucket_exists(self._bucket):
            return
        try:
            self._client.make_bucket(self._bucket, location=self._region)
        except S3Error as error:
            if error.code not in EXISTING:
                raise

    def put(self, key: str, data: BinaryIO, size: int, content_type: str) -> None:
        """Stores ``size`` bytes from where ``data`` stands."""
        start = data.tell()

        def store() -> None:
            data.seek(start)
            self._client.put_object(self._bucket, key, data, size, content_type, num_parallel_uploads=1)

        self._in_bucket(store)

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Stores a whole file."""
        with path.open("rb") as data:
            self.put(key, data, path.stat().st_size, content_type)

    def get_file(self, key: str, path: Path) -> None:
        """Copies an object into a file. Raises KeyError."""
        with path.open("wb") as file:
            for chunk in self.read(key):
                file.write(chunk)

    def read(self, key: str, start: int = 0, length: int = 0) -> Iterator[bytes]:
        """Chunks of the object. Raises KeyError at once when it is not there."""
        try:
            response = self._client.get_object(self._bucket, key, offset=start, length=length)
        except S3Error as error:
            raise self._translated(error, key) from error
        return chunks(response)

    def stat(self, key: str) -> ObjectInfo | None:
        """None when it is not there."""
        try:
            found = self._client.stat_object(self._bucket, key)
        except S3Error as error:
            if error.code in MISSING:
                return None
            raise
        return ObjectInfo(
            size=found.size or 0,
            content_type=found.content_type or "application/octet-stream",
            etag=(found.etag or "").strip('"'),
            modified=found.last_modified or datetime.now(UTC),
        )

    def delete(self, key: str) -> None:
        """Removing what is not there is no error."""
        try:
            self._client.remove_object(self._bucket, key)
        except S3Error as error:
            if error.code not in MISSING:
                raise

    def keys(self, prefix: str) -> Iterator[str]:
        """All keys that begin with the prefix."""
        try:
            for found in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
                yield found.object_name or ""
        except S3Error as error:
            if error.code not in MISSING:
                raise

    def _in_bucket(self, store: Callable[[], T]) -> T:
        try:
            return store()
        except S3Error as error:
            if error.code != "NoSuchBucket":
                raise
        self.ensure_bucket()
        return store()

    @staticmethod
    def _translated(error: S3Error, key: str) -> Exception:
        return KeyError(key) if error.code in MISSING else error


def chunks(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    """The body, after which, read to its end or not, the connection is free again."""
    try:
        yield from response.stream(CHUNK)
    finally:
        response.close()
        response.release_conn()
