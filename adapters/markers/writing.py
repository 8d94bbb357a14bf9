"""Writes the three files and reads them back, because a viewer reads them blindly."""

from __future__ import annotations

from pathlib import Path

import msgspec

from adapters.markers.arrays import Floats, Grey
from adapters.markers.formats import BadFile, fset, fset3, iset
from application.ports import Produced, WorkFailed

CONTENT_TYPE = "application/octet-stream"


class NftSet(msgspec.Struct, frozen=True):
    """The content of the three files; all name the same scales."""

    grey: Grey
    dpi: Floats
    tracking: list[fset.TrackingScale]
    keypoints: fset3.Keypoints


def write(nft: NftSet, out: Path, name: str = "target") -> tuple[Produced, ...]:
    """Write ``name.iset``, ``name.fset`` and ``name.fset3``. Raises WorkFailed when they do not read back the same."""
    out.mkdir(parents=True, exist_ok=True)
    files = {
        "iset": iset.write(iset.ImageSet(iset.encode(nft.grey, int(nft.dpi[0])), nft.dpi)),
        "fset": fset.write(nft.tracking),
        "fset3": fset3.write(nft.keypoints),
    }
    paths = {role: out / f"{name}.{role}" for role in files}
    for role, path in paths.items():
        path.write_bytes(files[role])
    if _read_back({role: path.read_bytes() for role, path in paths.items()}, nft) != files:
        raise WorkFailed("the marker's files read back differently")
    return tuple(Produced(role=role, name=path.name, content_type=CONTENT_TYPE) for role, path in paths.items())


def _read_back(files: dict[str, bytes], nft: NftSet) -> dict[str, bytes]:
    """What the readers make of the files, written again."""
    try:
        image_set = iset.read(files["iset"])
        if iset.picture(image_set).shape != nft.grey.shape:
            raise BadFile("the picture has other sides")
        return {
            "iset": iset.write(image_set),
            "fset": fset.write(fset.read(files["fset"])),
            "fset3": fset3.write(fset3.read(files["fset3"])),
        }
    except BadFile as error:
        raise WorkFailed(f"the marker's files cannot be read back: {error}") from error
