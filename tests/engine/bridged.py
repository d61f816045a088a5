"""Two ends of a bridge in one process, and a student's process to talk to."""

import os
import socket
import threading
from contextlib import contextmanager

from autograder.bridge.client import Client
from autograder.bridge.errors import BridgeClosedError
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


@contextmanager
def student_process(source):
    """Run ``source`` in a process of its own; yield its client and its pid."""
    here, there = socket.socketpair()
    pid = os.fork()
    if not pid:
        here.close()
        try:
            theirs = {"__name__": "student"}
            service = Service(theirs, there)
            exec(source, theirs)
            while True:
                service.serve_one()
        finally:
            os._exit(0)
    there.close()
    client = Client(here, {})
    try:
        yield client, pid
    finally:
        client.session.close("The test is over.")
        os.waitpid(pid, 0)
