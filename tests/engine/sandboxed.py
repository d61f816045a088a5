"""What tests of the sandbox share: a small pair of kernels, and a way to run code."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from time import monotonic

import zmq

from autograder.engine.settings import EngineSettings
from autograder.sandbox.kernels import Kernel
from autograder.sandbox.limits import Limits

MIB = 2**20
LIMITS = Limits(
    memory=600 * MIB, processes=40, open_files=128, scratch=16 * MIB, files=2000
)
SETTINGS = EngineSettings(preload=("json",), limits=LIMITS)


@dataclass
class Ran:
    """What came back from a kernel: printed text, and the error if there was one."""

    text: str = ""
    error: str = ""
    died: bool = False
    data: list[dict] = field(default_factory=list)


def run(kernel: Kernel, code: str, seconds: float = 20) -> Ran:
    """Run code in a kernel until it is idle, or has died.

    Raises
    ------
    TimeoutError
    """
    ran, deadline = Ran(), monotonic() + seconds
    message = kernel.kc.execute(textwrap.dedent(code), allow_stdin=False)
    iopub = kernel.kc.iopub_channel
    poller = zmq.Poller()
    poller.register(iopub.socket, zmq.POLLIN)
    poller.register(kernel.fileno(), zmq.POLLIN)
    while True:
        ready = dict(poller.poll(max(0, 1000 * (deadline - monotonic()))))
        if not ready:
            raise TimeoutError(ran.text)
        if iopub.socket not in ready:
            ran.died = True
            return ran
        said = iopub.get_msg()
        if said["parent_header"].get("msg_id") != message:
            continue
        content = said["content"]
        match said["msg_type"]:
            case "stream":
                ran.text += content["text"]
            case "error":
                ran.error = f"{content['ename']}: {content['evalue']}"
            case "display_data":
                ran.data.append(content["data"])
            case "status" if content["execution_state"] == "idle":
                return ran
