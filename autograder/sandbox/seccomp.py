"""A filter of system calls: refuses what is no use to a notebook and of use to attacks.

It keeps away what would outlive a kernel or hide from its limits (shared memory of old
kinds, keyrings, memory files), what reaches into other processes, new namespaces, and
the parts of Linux through which sandboxes were left before.
"""

from __future__ import annotations

import errno
import platform
import struct

from autograder.sandbox.errors import SandboxError

# name: number on x86_64, on aarch64
_REFUSED = {
    "acct": (163, 89),
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "fanotify_init": (300, 262),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "ioprio_set": (251, 30),
    "kcmp": (312, 272),
    "keyctl": (250, 219),
    "memfd_secret": (447, 447),
    "migrate_pages": (256, 238),
    "mount": (165, 40),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "move_pages": (279, 239),
    "mq_open": (240, 180),
    "msgget": (68, 186),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "open_tree": (428, 428),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_getfd": (438, 438),
    "pivot_root": (155, 41),
    "process_madvise": (440, 440),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "quotactl": (179, 60),
    "request_key": (249, 218),
    "semget": (64, 190),
    "setns": (308, 268),
    "shmget": (29, 194),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
    "vmsplice": (278, 75),
}
# libraries have another way when a machine does not know these
_UNKNOWN = {
    "clone3": (435, 435),  # its flags cannot be seen here; clone's can
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),
    "memfd_create": (319, 279),
}
# refused for process 1, whose every setting the next kernel would inherit
_NOT_FOR_FIRST = {
    "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
}
_CLONE, _SETPRIORITY, _SOCKET = (56, 220), (141, 140), (41, 198)
_NEW_NAMESPACES = 0x7E020000
_FAMILIES = (1, 2, 10, 16)  # Unix, IPv4, IPv6, netlink; others leave the namespace
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_LOAD, _EQUAL, _MORE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16


def supported() -> bool:
    """Whether the filter is known for this processor."""
    return platform.machine() in _MACHINES


def program() -> bytes:
    """Return the filter as Linux takes it.

    Raises
    ------
    SandboxError
        This kind of processor's numbers of system calls are not known here.
    """
    if not supported():
        raise SandboxError(f"sandboxes are not made for {platform.machine()} yet")
    column, machine = _MACHINES[platform.machine()]
    code = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_MORE, 0, 1, 0x40000000),  # x86_64's other numbers for the same calls
        _refuse(errno.ENOSYS),
    ]
    for numbers in _REFUSED.values():
        code += _when(numbers[column], [_refuse(errno.EPERM)])
    for numbers in _UNKNOWN.values():
        code += _when(numbers[column], [_refuse(errno.ENOSYS)])
    for numbers in _NOT_FOR_FIRST.values():
        code += _when(
            numbers[column],
            [_argument(0), (_EQUAL, 0, 1, 1), _refuse(errno.EPERM), _allow()],
        )
    code += _when(
        _CLONE[column],
        [
            _argument(0),
            (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
            _refuse(errno.EPERM),
            _allow(),
        ],
    )
    code += _when(
        _SETPRIORITY[column],  # of a group or an account: process 1 may be in it
        [
            _argument(0),
            (_EQUAL, 0, 2, 0),
            _argument(1),
            (_EQUAL, 0, 1, 1),
            _refuse(errno.EPERM),
            _allow(),
        ],
    )
    families = [(_EQUAL, len(_FAMILIES) - i, 0, f) for i, f in enumerate(_FAMILIES)]
    code += _when(
        _SOCKET[column],
        [_argument(0), *families, _refuse(errno.EAFNOSUPPORT), _allow()],
    )
    code.append(_allow())
    return b"".join(struct.pack("=HBBI", *step) for step in code)


def _when(number: int, then: list[tuple]) -> list[tuple]:
    """Steps for one system call; the number is what was loaded last."""
    return [(_EQUAL, 0, len(then), number), *then]


def _argument(index: int) -> tuple:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)


def _refuse(number: int) -> tuple:
    return (_RETURN, 0, 0, _ERROR | number)


def _allow() -> tuple:
    return (_RETURN, 0, 0, _ALLOW)
