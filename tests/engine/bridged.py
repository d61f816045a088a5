"""Two ends of a bridge in one process, and a student's process to talk to."""

import socket
import subprocess
import sys
import threading
from contextlib import contextmanager

from autograder.bridge.client import Client
from autograder.bridge.errors import BridgeClosedError
from autograder.bridge.frames import Connection
from autograder.bridge.service import Service


@contextmanager
def student(source="", namespace=None):
    """Run ``source`` as the student's code in a thread; yield a client of it."""
    theirs = {"__name__": "student"} if namespace is None else namespace
    exec(source, theirs)
    here, there = socket.socketpair()
    service = Service(theirs, there)

    def serve():
        try:
            while True:
                service.serve_one()
        except BridgeClosedError:
            service.connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    client = Client(here, {})
    client.service = service
    try:
        yield client
    finally:
        client.session.close("The test is over.")
        thread.join(10)
        assert not thread.is_alive()


def read_answer(head, buffers=(), given=()):
    """Return what a test gets when its question is answered by these bytes."""
    here, there = socket.socketpair()
    student = Connection(there)
    student.post(head, [memoryview(b) for b in buffers])
    client = Client(here, {})
    try:
        while not student.write():  # larger than the socket's buffer: both in turn
            client.session._connection.read()
        return client.session.ask("call", *given)
    finally:
        client.session.close("over")
        student.close()


SERVE = """
import socket, sys
from autograder.bridge.service import Service
theirs = {"__name__": "student"}
service = Service(theirs, socket.socket(fileno=int(sys.argv[1])))
exec(sys.argv[2], theirs)
while True:
    service.serve_one()
"""


@contextmanager
def student_process(source):
    """Run ``source`` in a new process; yield its client and the process."""
    here, there = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(there.fileno()), source],
        pass_fds=[there.fileno()],
        stderr=subprocess.DEVNULL,
    )
    there.close()
    client = Client(here, {})
    try:
        yield client, process
    finally:
        client.session.close("The test is over.")
        process.kill()
        process.wait()
