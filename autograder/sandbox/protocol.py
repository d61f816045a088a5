"""Messages between the host and a zygote: small JSON packets, with file descriptors.

Both ends are this project's own code; a kernel never gets hold of either.
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
from typing import Any

MAX_PACKET = 64_000
MAX_FDS = 16


def send(sock: socket.socket, message: dict[str, Any], fds: tuple[int, ...] = ()):
    """Send one message; the other side gets its own copies of the descriptors."""
    packet = json.dumps(message).encode()
    if len(packet) > MAX_PACKET:
        raise ValueError(f"a message of {len(packet)} bytes is too long for a zygote")
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))]
    sock.sendmsg([packet], rights if fds else [], socket.MSG_NOSIGNAL)


def receive(sock: socket.socket, flags: int = 0) -> tuple[dict[str, Any], list[int]]:
    """Return the next message and its descriptors.

    Raises
    ------
    EOFError
        The other side is gone.
    BlockingIOError, TimeoutError
        There is no message, where the socket or ``flags`` say not to wait for one.
    """
    space = socket.CMSG_SPACE(MAX_FDS * array.array("i").itemsize)
    try:
        packet, rights, _, _ = sock.recvmsg(
            MAX_PACKET, space, flags | socket.MSG_CMSG_CLOEXEC
        )
    except ConnectionError as error:
        raise EOFError("the other side is gone") from error
    fds = array.array("i")
    for _, _, data in rights:
        fds.frombytes(data[: len(data) - len(data) % fds.itemsize])
    if not packet:
        raise EOFError("the other side is gone")
    return json.loads(packet), list(fds)


def check_name(name: str) -> None:
    """Raise ValueError when the name of a file leads out of the working folder."""
    if not name or "\0" in name or name[0] == "/" or ".." in name.split("/"):
        raise ValueError(f"{name!r} is no name of a file in the working folder")


def pack_files(files: dict[str, bytes]) -> int:
    """Put files into a descriptor that can be passed on; the caller closes it.

    Raises
    ------
    ValueError
        A name leads out of the working folder.
    """
    for name in files:
        check_name(name)
    index = json.dumps([[name, len(data)] for name, data in files.items()]).encode()
    fd = os.memfd_create("files")
    with open(fd, "wb", closefd=False) as pack:
        pack.write(struct.pack("<Q", len(index)) + index)
        pack.writelines(files.values())
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def unpack_files(fd: int) -> None:
    """Write the files of a pack to the current folder and close the pack."""
    with open(fd, "rb") as pack:
        (length,) = struct.unpack("<Q", pack.read(8))
        for name, size in json.loads(pack.read(length)):
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(pack.read(size))
