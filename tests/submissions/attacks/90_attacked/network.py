# %% connects to what listens beside the grader  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import socket

for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    for name in ("127.0.0.1", "localhost", "0.0.0.0"):
        for port in range(47_113, 47_117):
            try:
                with socket.socket(socket.AF_INET, kind) as one:
                    one.settimeout(0.2)
                    one.connect((name, port))
                    one.send(b"the hidden tests\n")
            except OSError:
                pass


# %% connects to abstract Unix sockets  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import socket

names = {f"attacked-grader-{port}" for port in range(47_113, 47_117)}
with open("/proc/net/unix") as file:
    names |= {line.split("@")[1].strip() for line in file if "@attacked" in line}
for name in names:
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.settimeout(0.2)
            one.connect(f"\0{name}")
            one.send(b"the hidden tests\n")
            print("REACHED", name)
    except OSError:
        pass


# %% asks for a name  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import socket

try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("192.0.2.1", 53))
        one.send(
            b"\x12\x34\x01\x00\x00\x01"
            + b"\x00" * 6
            + b"\x06hidden\x00\x00\x01\x00\x01"
        )
        print("REACHED a route to other machines")
except OSError:
    pass


# %% listens for others  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import os
import socket

address = ("0.0.0.0", 47_113)
server = socket.socket()
try:
    server.bind(address)
    server.listen()
except OSError:
    pass
if not any("lo:" not in line for line in open("/proc/net/dev").readlines()[2:]):
    server.close()
else:
    print("REACHED a network card")


# %% Unix sockets in the file system  kind="attack" target="last" earns=0 safe_on_nbgrader=true
import glob
import os
import socket

places = [os.getcwd(), "..", os.path.expanduser("~"), *glob.glob("/proc/[0-9]*/cwd")]
for place in places:
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.settimeout(0.2)
            one.connect(f"{place}/grader.sock")
            print("REACHED a socket in", place)
    except OSError:
        pass


# %% sockets that reach past the system  kind="attack" target="last" earns=0 safe_on_nbgrader=false
import socket

for family, kind in [
    ("AF_PACKET", socket.SOCK_RAW),
    ("AF_INET", socket.SOCK_RAW),
    ("AF_VSOCK", socket.SOCK_STREAM),
    ("AF_BLUETOOTH", socket.SOCK_RAW),
    ("AF_ALG", socket.SOCK_SEQPACKET),
]:
    try:
        socket.socket(getattr(socket, family), kind).close()
        print("REACHED a socket of the family", family)
    except (OSError, AttributeError):
        pass
