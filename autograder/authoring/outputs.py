"""Brings a cell's outputs into a form that differs only when the result differs."""

from __future__ import annotations

import re

from nbformat import NotebookNode

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")


def normalise(cell: NotebookNode) -> None:
    """Tidy an executed code cell in place.

    No execution timestamps, no colour codes, one stream output where there were many.
    """
    cell.metadata.pop("execution", None)
    merged: list[NotebookNode] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            output.text = _ANSI.sub("", output.text)
            if merged and merged[-1].get("name") == output.name:
                merged[-1].text += output.text
                continue
        elif "data" in output:
            for mime, value in output.data.items():
                if mime.startswith("text/") and isinstance(value, str):
                    output.data[mime] = _ANSI.sub("", value)
        merged.append(output)
    cell.outputs = merged


def stderr_text(cell: NotebookNode) -> str:
    """Return what the cell wrote to stderr."""
    return "".join(
        output.text
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    )


def holds_address(cell: NotebookNode) -> bool:
    """Tell whether an output shows a memory address, different in every run."""
    return any(_ADDRESS.search(text) for text in output_texts(cell))


def output_texts(cell: NotebookNode) -> list[str]:
    """Return the texts of a cell's outputs, in order."""
    texts: list[str] = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            texts.append(output.text)
        elif output.output_type == "error":
            texts.append(f"{output.ename}: {output.evalue}")
        else:
            texts += [
                value
                for mime, value in output.data.items()
                if mime.startswith("text/") and isinstance(value, str)
            ]
    return texts
