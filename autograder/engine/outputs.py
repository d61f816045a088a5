"""Turns what a kernel says while a cell runs into outputs, bounded while it arrives.

The kernel may be hostile: whatever does not have the form of an output is left out.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

MAX_STREAM = 200_000
"""Characters of text that are kept of a cell."""
MAX_RICH = 10_000_000
"""Characters of figures and other displayed data (base64) that are kept of a cell."""
MAX_ERROR = 20_000
"""Characters that are kept of an exception's text and of each part of its traceback."""
MAX_FRAMES = 20
MAX_OUTPUTS = 1_000
CUT = "\n[the rest of the output was left out: it was too long]\n"
KEPT_TYPES = frozenset(
    {
        "text/plain",
        "text/html",
        "text/markdown",
        "text/latex",
        "image/png",
        "image/jpeg",
        "image/svg+xml",
    }
)


class Outputs:
    """The outputs of one cell.

    Attributes
    ----------
    cells : list of NotebookNode
        In nbformat's form, in the order of arrival.
    result : dict
        The data of the last expression's value, as the kernel sent it.
    """

    def __init__(self) -> None:
        self.cells: list[NotebookNode] = []
        self.result: dict[str, Any] = {}
        self._clear_next = False
        self._restart()

    def _restart(self) -> None:
        self._stream, self._rich, self._said = MAX_STREAM, MAX_RICH, False

    def take(self, message: dict) -> None:
        """Take a message of the kernel's output channel; others are passed over."""
        content = message.get("content")
        if not isinstance(content, dict):
            return
        match message.get("msg_type"):
            case "clear_output":
                self._clear_next = True
                if not content.get("wait"):
                    self._clear()
            case "stream":
                self._take_text(content)
            case "display_data" | "execute_result" as kind:
                self._take_data(kind, content)
            case "error":
                self._add(error_output(content))

    def _clear(self) -> None:
        self.cells.clear()
        self._clear_next = False
        self._restart()

    def _add(self, output: NotebookNode) -> None:
        if self._clear_next:
            self._clear()
        if len(self.cells) < MAX_OUTPUTS:
            self.cells.append(output)

    def _take_text(self, content: dict) -> None:
        name, text = content.get("name"), content.get("text")
        if name not in ("stdout", "stderr") or not isinstance(text, str):
            return
        if self._clear_next:
            self._clear()
        kept = text[: self._stream]
        self._stream -= len(kept)
        if len(text) > len(kept) and not self._said:
            kept += CUT
            self._said = True
        if not kept:
            return
        last = self.cells[-1] if self.cells else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += kept  # a million short prints are one output
        else:
            self._add(new_output("stream", name=name, text=kept))

    def _take_data(self, kind: str, content: dict) -> None:
        data = content.get("data")
        if not isinstance(data, dict):
            return
        if kind == "execute_result":
            self.result = data
        shown = {
            mime: value
            for mime, value in data.items()
            if mime in KEPT_TYPES and isinstance(value, str)
        }
        self._rich -= sum(map(len, shown.values()))
        if shown and self._rich >= 0:
            count = content.get("execution_count")
            count = {"execution_count": count if isinstance(count, int) else None}
            extra = count if kind == "execute_result" else {}
            self._add(new_output(kind, data=shown, **extra))


def error_output(content: dict) -> NotebookNode:
    """Make the output that shows an exception, from a message or a reply."""
    frames = content.get("traceback")
    frames = frames if isinstance(frames, list) else []
    return new_output(
        "error",
        ename=_text(content.get("ename"), "Error")[:200],
        evalue=_text(content.get("evalue"), ""),
        traceback=[_text(frame, "") for frame in frames[-MAX_FRAMES:]],
    )


def _text(value: Any, otherwise: str) -> str:
    return value[:MAX_ERROR] if isinstance(value, str) else otherwise
