"""The same experience three times: one picture, one video, one camera, each page as its makers' manual has it."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import cv2
import msgspec

from adapters.markers.nft import compile_nft
from adapters.markers.picture import load
from adapters.markers.planar.compile import compile_planar
from benchmarks.tracking.engines import mind
from benchmarks.tracking.engines.browser import open_bench
from benchmarks.tracking.engines.peers import package
from benchmarks.viewer.board import SECONDS, SIDE, write_board
from benchmarks.viewer.site import Site
from tests.material import astronaut
from tests.viewer.camera_clip import FOCAL, HEIGHT, WIDTH

AR_JS, AR_JS_DIGEST = "3.4.7", "0440f410e50d81fae4147a46bcf8f2007b0dc507c76edf37165490f2cbfe2af1"
A_FRAME, A_FRAME_DIGEST = "1.6.0", "7c38c7a3ac0ec4bc89eb2e4e2fa5fba7d031b3a3cffe0ef500bcfaced86c81a8"
PAGES = Path(__file__).with_name("pages")
MILLIMETRES = 25.4
START = "button.primary"


class Experience(msgspec.Struct, frozen=True):
    """A page. ``start``: the selector of the button that begins it; a page without one begins by itself.

    ``tries``: how often it is loaded until it shows the camera's picture with the video on it.
    """

    name: str
    path: str
    start: str = ""
    tries: int = 1


def prepare(site: Site, folder: Path, *, peers: bool) -> tuple[Experience, ...]:
    """Makes the material in the folder and mounts it. Raises PeerMissing where npm does not give the peers."""
    site.mounts["material"] = folder
    picture = folder / "picture.png"
    cv2.imwrite(str(picture), astronaut())
    thumbnail = cv2.resize(astronaut(), (320, 320), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(folder / "thumbnail.webp"), thumbnail, [cv2.IMWRITE_WEBP_QUALITY, 80])
    write_board(folder / "film.mp4")
    ours = Experience("argument", "/v/astronaut", START)
    prepare_ours(site, folder)
    if not peers:
        return (ours,)
    frame = package("aframe", "aframe", A_FRAME, A_FRAME_DIGEST)
    site.mounts["aframe"] = frame / "dist"
    return ours, prepare_arjs(site, folder), prepare_mind(site, folder)


def prepare_ours(site: Site, folder: Path) -> None:
    """The target file and the link."""
    grey = cv2.cvtColor(astronaut(), cv2.COLOR_BGR2GRAY)
    (folder / "target.planar").write_bytes(compile_planar(grey, progress=lambda *_: None).data)
    body = json.dumps(link("/material")).encode()
    site.bodies["/api/v1/links/astronaut"] = ("application/json", body)


def link(base: str) -> dict[str, Any]:
    """What the API answers; the files lie at ``base``."""
    height, width = astronaut().shape[:2]
    engines = {"planar": {"baseUrl": f"{base}/target", "files": [".planar"]}}
    settings = {"loop": True}
    rendition = {"height": SIDE, "width": SIDE, "url": f"{base}/film.mp4"}
    return {
        "id": "5d0c2f6e-3f2b-4a55-9d53-0d6d8e3f1a11",
        "slug": "astronaut",
        "state": "live",
        "title": "Astronaut",
        "marker": {"id": "m1", "width": width, "height": height, "engines": engines, "settings": settings},
        "videos": [{"id": "v1", "renditions": [rendition], "posterUrl": None, "duration": SECONDS, "fit": None}],
        "imageUrl": f"{base}/picture.png",
        "imageThumbnailUrl": f"{base}/thumbnail.webp",
        "telemetryToken": "token",
    }


def prepare_arjs(site: Site, folder: Path) -> Experience:
    """AR.js counts millimetres of the print from the picture's lower left corner, and looks along its own camera."""
    ar_js = package("arjs", "@ar-js-org/ar.js", AR_JS, AR_JS_DIGEST)
    site.mounts["arjs"] = ar_js / "aframe" / "build"
    made = load(folder / "picture.png")
    compile_nft(made, folder, lambda _step, _share: None)
    (folder / "para.dat").write_bytes(camera_file())
    side = made.filmed.shape[1] / made.dpi * MILLIMETRES
    page = (PAGES / "arjs.html").read_text().replace("SIDE", f"{side:.3f}").replace("HALF", f"{side / 2:.3f}")
    site.bodies["/arjs.html"] = ("text/html", page.encode())
    return Experience("ar.js", "/arjs.html", tries=8)


def camera_file() -> bytes:
    """``camera_para.dat`` of the camera that films: size, projection (3 x 4), distortion; big-endian."""
    middle = (WIDTH / 2, HEIGHT / 2)
    projection = (FOCAL, 0, middle[0], 0, 0, FOCAL, middle[1], 0, 0, 0, 1, 0)
    return struct.pack(">2i21d", WIDTH, HEIGHT, *projection, 0, 0, 0, 0, FOCAL, FOCAL, *middle, 1)


def prepare_mind(site: Site, folder: Path) -> Experience:
    """A target is one unit wide, its middle is the origin. Its own compiler makes the file, in a browser."""
    dist = package("mind", "mind-ar", mind.VERSION, mind.DIGEST) / "dist"
    with open_bench() as bench:
        (folder / "target.mind").write_bytes(mind.compiled(folder / "picture.png", dist, bench).read_bytes())
    site.mounts["mind"] = dist
    site.bodies["/mind.html"] = ("text/html", (PAGES / "mind.html").read_bytes())
    return Experience("mindar", "/mind.html")
