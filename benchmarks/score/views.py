"""``python -m benchmarks.score.views``: draws the figure of docs/score.md, views of scikit-image's astronaut."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from adapters.markers.camera import STRATA, Frame, Sheet, View, render, views
from adapters.markers.planar.compile import compile_planar
from adapters.markers.quality.proof.witness import Witness
from benchmarks.tracking import pictures

PATH = Path(__file__).parents[2] / "docs" / "images" / "score-views.jpg"
PICTURE, EACH = "astronaut", 6
SMALL = (160, 120)
FOUND, ELSE = (60, 200, 60), (40, 40, 230)


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.score.views", description=__doc__).parse_args()
    picture = pictures.picture(PICTURE)
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    witness, sheet = Witness(grey, compile_planar(grey, progress=lambda *_: None).data), Sheet(picture)
    rows = []
    for name, stratum in STRATA.items():
        drawn = views(EACH, strata={name: stratum})
        row = np.hstack([outlined(render(sheet, view), witness, view) for view in drawn])
        cv2.putText(row, name, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 0), 3, cv2.LINE_AA)
        cv2.putText(row, name, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 255), 1, cv2.LINE_AA)
        rows.append(row)
    cv2.imwrite(str(PATH), np.vstack(rows), [cv2.IMWRITE_JPEG_QUALITY, 72])
    print(PATH)


def outlined(frame: Frame, witness: Witness, view: View) -> np.ndarray:
    """Small, with the true outline, coloured by whether the tracker finds the picture."""
    image = np.ascontiguousarray(frame.image)
    places = np.rint((frame.corners - 0.5) * 16).astype(np.int32)
    cv2.polylines(image, [places], True, FOUND if witness.look(view) == "found" else ELSE, 4, cv2.LINE_AA, 4)
    return np.asarray(cv2.resize(image, SMALL, interpolation=cv2.INTER_AREA))


if __name__ == "__main__":
    main()
