"""Chromium without a window, and what a test asks of a page of TensorBoard."""

from __future__ import annotations

import io
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from matplotlib.image import imread
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement

SECONDS = 90  # to wait for what a page should show; a busy machine is slow
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
# TensorBoard's page nests its parts in shadow roots, which no selector looks into
WALK = """
const found = [];
const walk = node => {
  if (node.shadowRoot) walk(node.shadowRoot);
  for (const child of node.children || []) { found.push(child); walk(child); }
};
walk(document);
"""


class NoBrowserError(Exception):
    """Chromium or its driver is not installed on this machine."""


def program(*names: str) -> str:
    """Find the first of several programs that is installed."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise NoBrowserError(
        f"{names[0]} is not installed: on Debian and Ubuntu, "
        "apt install chromium chromium-driver"
    )


@contextmanager
def chromium(width: int = 1100, height: int = 800) -> Iterator[webdriver.Chrome]:
    """Run a browser of its own, with a profile of its own, and end it."""
    options = Options()
    options.binary_location = program("chromium", "chromium-browser", "google-chrome")
    service = Service(program("chromedriver"))
    with tempfile.TemporaryDirectory(
        prefix="profile-", ignore_cleanup_errors=True
    ) as profile:
        own = (f"--user-data-dir={profile}", f"--window-size={width},{height}")
        for flag in (*FLAGS, *own):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=service)
        try:
            driver.set_page_load_timeout(SECONDS)
            driver.set_script_timeout(SECONDS)
            yield driver
        finally:
            driver.quit()


class Page:
    """A page of TensorBoard, such as ``scalars``, in a browser."""

    def __init__(self, driver: webdriver.Chrome, url: str, name: str):
        self.driver = driver
        driver.get("about:blank")  # else only the part after the # would change
        driver.get(f"{url}#{name}")

    def elements(self, condition: str) -> list:
        """Return the elements for which ``condition``, JavaScript of ``e``, is true."""
        return self.driver.execute_script(
            f"{WALK} return found.filter(e => {condition});"
        )

    def wait(self, condition: str, at_least: int = 1) -> list:
        """Return such elements once there are so many of them."""
        return wait_for(
            lambda: (
                found if len(found := self.elements(condition)) >= at_least else None
            ),
            f"{at_least} of the page's elements with {condition}",
        )

    def wait_for_text(self, *texts: str) -> None:
        """Wait until the page shows each of these texts."""
        for text in texts:
            self.wait(f"e.children.length == 0 && e.textContent.includes({text!r})")

    def click(self, element: WebElement) -> None:
        """Click an element wherever it is."""
        self.driver.execute_script("arguments[0].click()", element)

    def double_click(self, element: WebElement) -> None:
        """Double-click an element that is in view, once it stays where it is."""
        places = [None]

        def rests() -> bool | None:
            places.append(element.rect)
            return True if places[-1] == places[-2] else None

        wait_for(rests, "an element that does not move", every=1)
        ActionChains(self.driver).double_click(element).perform()

    def type_into(self, label: str, text: str) -> None:
        """Type into the field that says ``label`` while it is empty."""
        said = f"[e.placeholder, e.getRootNode().host?.label].includes({label!r})"
        self.wait(f"e.tagName == 'INPUT' && {said}")[0].send_keys(text)

    def picture(self) -> bytes:
        """Return a PNG of what is in view."""
        return self.driver.get_screenshot_as_png()


def wait_for(ask: Callable, what: str, every: float = 0.3):
    """Return what ``ask``, asked every few seconds, returns first that is not None."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if (answer := ask()) is not None:
            return answer
        time.sleep(every)
    raise AssertionError(f"not there after {SECONDS} s: {what}")


def colours(png: bytes, left: float = 0.3, top: float = 0.1) -> int:
    """Return how many colours the page has right of the menu and below the head."""
    pixels = (imread(io.BytesIO(png))[..., :3] * 255).astype(np.uint8)
    height, width = pixels.shape[:2]
    body = pixels[int(top * height) :, int(left * width) :].reshape(-1, 3)
    return len(np.unique(body, axis=0))
