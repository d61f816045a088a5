"""Makes the pictures of TensorBoard in chapter 03 from the chapter's own logs.

Run `python tests/browser/pictures.py`: it runs the chapter's code up to where it stops
its board, and writes PNG files beside the chapter.
"""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import numpy as np
from chromium import Page, chromium
from deepnets.board import Board
from matplotlib.image import imread, imsave

from autograder.authoring.source import read_source

CHAPTER = Path(__file__).parents[2] / "solutions" / "03_tensorboard"
DRAWN = "e.tagName == 'text' && e.namespaceURI.includes('svg')"
LINE = "e.tagName == 'path' && (e.getAttribute('d') || '').length > 30"
SETTLE = 4  # seconds for what moves on the page to come to rest
LEVELS = 12  # of each colour: a page looks the same, and its file is half as large


def run_chapter() -> Path:
    """Run the chapter's cells until it stops its board; return its folder of logs."""
    names: dict = {"__name__": "__main__"}
    for cell in read_source(CHAPTER / f"{CHAPTER.name}.py").cells:
        if cell.kind == "code":
            if "board.stop()" in cell.source:
                break
            exec(compile(cell.source, f"line {cell.line}", "exec"), names)
    return Path(names["LOGS"])


def save(page: Page, name: str, width: int, height: int) -> None:
    """Write the left upper part of a page as a small PNG."""
    time.sleep(SETTLE)
    pixels = imread(io.BytesIO(page.picture()))[:height, :width, :3]
    pixels = np.round(pixels * LEVELS) / LEVELS
    path = CHAPTER / f"{name}.png"
    imsave(path, pixels, metadata={"Software": None}, pil_kwargs={"optimize": True})
    print(path.name, f"{path.stat().st_size / 1000:.0f} kB")


def scroll_to(page: Page, text: str) -> None:
    """Scroll the first element that shows exactly this text to the top."""
    found = page.wait(f"e.children.length == 0 && e.textContent.trim() == {text!r}")
    page.driver.execute_script("arguments[0].scrollIntoView()", found[0])


def main() -> None:
    """Write the three pictures."""
    logs = run_chapter()
    with chromium(width=1200, height=800) as driver:
        with Board(logs) as board:
            page = Page(driver, board.url, "scalars")
            page.wait_for_text("net=deep,rate=0.003,seed=0/train", "epoch_loss")
            page.type_into("Write a regex to filter runs", "(deep|shallow).*seed=0")
            page.wait(f"{LINE} && e.closest('svg')", 4)
            scroll_to(page, "epoch_loss")
            save(page, "scalars", 1200, 590)

            page = Page(driver, board.url, "histograms")
            page.wait_for_text("hidden1/kernel/histogram")
            page.type_into("Filter tags (regular expressions supported)", "hidden3/k")
            page.type_into("Write a regex to filter runs", "(deep|broken).*seed=0")
            page.wait_for_text("hidden3/kernel/histogram")
            page.wait(LINE, 20)
            save(page, "histograms", 1200, 400)
        with Board(logs / "graph") as board:
            page = Page(driver, board.url, "graphs")
            page.wait(f"{DRAWN} && e.textContent.startsWith('gradient_tape')")
            fit = "e.children.length == 0 && e.textContent.trim() == 'Fit to screen'"
            page.click(page.wait(fit)[0])
            save(page, "graph", 1200, 640)


if __name__ == "__main__":
    sys.exit(main())
