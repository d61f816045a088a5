"""Bounds what one cell may print or display, while it arrives."""

from nbformat import NotebookNode

MAX_STREAM = 200_000
"""Characters of text that are kept of a cell."""
MAX_RICH = 10_000_000
"""Characters of figures and other displayed data (base64) that are kept of a cell."""
MAX_ERROR = 20_000
"""Characters that are kept of an exception's text and of each part of its traceback."""
CUT = "\n[the rest of the output was left out: it was too long]\n"


class OutputLimit:
    """Says, message by message, what is kept of the output of one cell."""

    def __init__(self) -> None:
        self._stream, self._rich = MAX_STREAM, MAX_RICH
        self._said = False

    def admit(self, message: dict, outputs: list[NotebookNode]) -> bool:
        """Tell whether a kernel's message may become an output; shorten it if needed.

        Text that follows text of the same stream is joined to it here, so that a
        million short prints are one output; such a message is not admitted.
        """
        content = message["content"]
        match message["msg_type"]:
            case "stream":
                self._shorten(content)
                return bool(content["text"]) and not self._joined(content, outputs)
            case "display_data" | "execute_result" | "update_display_data":
                self._rich -= sum(len(str(value)) for value in content["data"].values())
                return self._rich >= 0
            case "error":
                content["evalue"] = str(content["evalue"])[:MAX_ERROR]
                frames = content["traceback"]
                content["traceback"] = [str(f)[:MAX_ERROR] for f in frames[:20]]
            case "clear_output":
                self.__init__()
        return True

    def _shorten(self, content: dict) -> None:
        text = content["text"]
        content["text"] = text[: self._stream]
        self._stream -= len(content["text"])
        if len(text) > len(content["text"]) and not self._said:
            content["text"] += CUT
            self._said = True

    def _joined(self, content: dict, outputs: list[NotebookNode]) -> bool:
        last = outputs[-1] if outputs else {}
        if last.get("output_type") == "stream" and last["name"] == content["name"]:
            last["text"] += content["text"]
            return True
        return False
