"""What an upload says it is, from its first bytes. A worker decodes it for real later; this only refuses early."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from adapters.http.problems import Problem
from domain.values import MediaKind

HEAD = 16
"""Bytes that are looked at."""
PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}
VIDEO_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
ARTICLES = {"image": "an", "video": "a"}
ACCEPTED = {"image": "JPEG, PNG or WebP", "video": "MP4, MOV or WebM"}
LONGEST_NAME = 255


def kind_of(head: bytes) -> MediaKind | None:
    """The kind that the first bytes belong to; None when it is neither."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head[4:8] == b"ftyp" and head[8:12] in PICTURE_BRANDS:
        return "image"
    if head.startswith(b"\x1a\x45\xdf\xa3") or head[4:8] in VIDEO_BOXES:
        return "video"
    return None


def check_kind(head: bytes, wanted: MediaKind) -> None:
    """Raises the problem ``unsupported_media_type`` when the bytes are of no format of this kind."""
    found = kind_of(head)
    if found == wanted:
        return
    other = f" This looks like {ARTICLES[found]} {found}: send it to /{found}s/upload." if found else ""
    raise Problem(415, "unsupported_media_type", f"Send the {wanted} as {ACCEPTED[wanted]}.{other}")


def display_name(raw: str) -> str:
    """The client's file name as text to show: no folders, no control or direction characters. Never part of a key."""
    name = PurePosixPath(unicodedata.normalize("NFC", raw).replace("\\", "/")).name
    shown = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip(" .")
    return shown[:LONGEST_NAME] or "unnamed"
