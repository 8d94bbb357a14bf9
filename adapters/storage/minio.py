"""The object store on any S3-compatible server, through the MinIO client."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from adapters.settings import Settings
from application.ports import ObjectInfo

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

    def put(self, key: str, data: BinaryIO, size: int, content_type: str) -> None:
        """Stores ``size`` bytes from where ``data`` stands."""
        start = data.tell()
        try:
            self._put(key, data, size, content_type)
        except KeyError:  # nothing but the bucket can be missing
            self._make_bucket()
            data.seek(start)
            self._put(key, data, size, content_type)

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
        with answering(key):
            response = self._client.get_object(self._bucket, key, offset=start, length=length)
        return chunks(response, key)

    def stat(self, key: str) -> ObjectInfo | None:
        """None when it is not there."""
        try:
            with answering(key):
                found = self._client.stat_object(self._bucket, key)
        except KeyError:
            return None
        return ObjectInfo(
            size=found.size or 0,
            content_type=found.content_type or "application/octet-stream",
            etag=(found.etag or "").strip('"'),
        )

    def delete(self, key: str) -> None:
        """Removing what is not there is no error."""
        with suppress(KeyError), answering(key):
            self._client.remove_object(self._bucket, key)

    def keys(self, prefix: str) -> Iterator[str]:
        """All keys that begin with the prefix."""
        with suppress(KeyError), answering(prefix):
            for found in self._client.list_objects(self._bucket, prefix=prefix, recursive=True):
                yield found.object_name or ""

    def _put(self, key: str, data: BinaryIO, size: int, content_type: str) -> None:
        with answering(key):
            self._client.put_object(self._bucket, key, data, size, content_type, num_parallel_uploads=1)

    def _make_bucket(self) -> None:
        """Safe to repeat and to race."""
        with answering(self._bucket):
            try:
                self._client.make_bucket(self._bucket, location=self._region)
            except S3Error as error:
                if error.code not in EXISTING:
                    raise


@contextmanager
def answering(key: str) -> Iterator[None]:
    """Raises KeyError for what is not there, ConnectionError for a store that does not answer or answers nonsense."""
    try:
        yield
    except (MinioException, HTTPError) as error:
        if isinstance(error, S3Error) and error.code in MISSING:
            raise KeyError(key) from error
        raise ConnectionError(f"The object store did not give or take {key}: {error}") from error


def chunks(response: urllib3.BaseHTTPResponse, key: str) -> Iterator[bytes]:
    """The body, after which, read to its end or not, the connection is free again."""
    try:
        with answering(key):
            yield from response.stream(CHUNK)
    finally:
        response.close()
        response.release_conn()
