"""Boxes of the causal graph: sized to their labels, and kept apart where positions are authored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.faces.page.figures import svg
from detente.faces.page.figures.data import Node

LABEL_SIZE = 12.5
LINE_HEIGHT = 15.5
_LABEL_WIDTH = 128.0
_MARGIN = 8.0  # px between the outermost boxes and the edge of the picture
_APART = (22.0, 18.0)  # px kept free between authored boxes, sideways and downwards
_FREE = 4.2  # an authored picture is so many times as large as its boxes together
_SWEEPS = 400


@dataclass(frozen=True)
class Box:
    """A node's place: centre and size, px, and its label broken into lines."""

    node: Node
    lines: tuple[str, ...]
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two boxes come closer than `gap` px in both directions."""
        near = abs(self.x - other.x) < (self.width + other.width) / 2 + gap
        return near and abs(self.y - other.y) < (self.height + other.height) / 2 + gap


def sized(node: Node) -> Box:
    """A box that holds the node's label on at most three lines."""
    lines = svg.wrapped(node.label, LABEL_SIZE, _LABEL_WIDTH, 3)
    # A pill needs more room at its round ends than a rectangle at its corners.
    ends = 30 if node.kind == "event" else 20
    width = max(56.0, max(svg.text_width(row, LABEL_SIZE) for row in lines) + ends)
    return Box(node, lines, round(width, 1), LINE_HEIGHT * len(lines) + 13)


def authored(boxes: Sequence[Box], width: float) -> tuple[tuple[Box, ...], float]:
    """Boxes at their nodes' own positions, nudged apart where they would overlap; and the height, px."""
    area = sum((box.width + 20) * (box.height + 20) for box in boxes)
    tallest = max(box.height for box in boxes)
    height = max(2 * tallest, min(0.62 * width, _FREE * area / width), _FREE * 0.55 * area / width)
    placed = _cleared(_separated([_placed(box, width, height) for box in boxes], width, height))
    lowest = max(box.y + box.height / 2 for box in placed) + _MARGIN
    return placed, max(height, lowest)


def _cleared(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes that still overlap, moved down from the top one on until none does."""
    done: dict[int, Box] = {}
    for index in sorted(range(len(boxes)), key=lambda index: (boxes[index].y, index)):
        box = boxes[index]
        while hit := next((other for other in done.values() if box.overlaps(other)), None):
            box = replace(box, y=hit.y + (hit.height + box.height) / 2 + _APART[1])
        done[index] = box
    return tuple(done[index] for index in range(len(boxes)))


def _placed(box: Box, width: float, height: float) -> Box:
    x, y = min(max(box.node.x or 0.0, 0.0), 1.0), min(max(box.node.y or 0.0, 0.0), 1.0)
    across, down = width - box.width - 2 * _MARGIN, height - box.height - 2 * _MARGIN
    return replace(box, x=_MARGIN + box.width / 2 + x * across, y=_MARGIN + box.height / 2 + y * down)


def _separated(boxes: Sequence[Box], width: float, height: float) -> list[Box]:
    centres = np.array([(box.x, box.y) for box in boxes])
    half = np.array([(box.width / 2, box.height / 2) for box in boxes])
    low, high = half + _MARGIN, np.array([width, height]) - half - _MARGIN
    reach = half[:, None] + half[None, :] + np.array(_APART)
    for _ in range(_SWEEPS):
        gaps = centres[:, None] - centres[None, :]
        over = reach - np.abs(gaps)
        hit = np.triu(np.all(over > 0.01, axis=2), 1)
        if not hit.any():
            break
        for i, j in np.argwhere(hit):
            axis = int(over[i, j, 1] <= over[i, j, 0])
            way = 1.0 if gaps[i, j, axis] >= 0 else -1.0
            centres[i, axis] += 0.5 * way * over[i, j, axis]
            centres[j, axis] -= 0.5 * way * over[i, j, axis]
        centres = np.clip(centres, low, high)
    return [replace(box, x=float(x), y=float(y)) for box, (x, y) in zip(boxes, centres, strict=True)]
