"""What one submission may use in the box: memory, processes, open files, file size; and how a fork is held to it."""

import ctypes
import os
import resource

MEMORY = 1024 * 1024 * 1024
PROCESSES, DESCRIPTORS, FILE_SIZE = 6, 32, 16 * 1024 * 1024
ANSWERS = 3
DUMPABLE, SYSTEM_CALLS, FILTER = 4, 22, 2


class Rules(ctypes.Structure):
    """A filter of system calls, as the kernel wants it: a number of steps of 8 bytes each."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def hide():
    """Let no other process read or trace this one."""
    ctypes.CDLL(None).prctl(DUMPABLE, 0)


def confine(answers, boxed, rules):
    """Take from this process all that an answer does not need, then keep only the answers' descriptor."""
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    os.dup2(answers, ANSWERS)
    os.closerange(ANSWERS + 1, 4096)
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, FILE_SIZE), (resource.RLIMIT_NOFILE, DESCRIPTORS),
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    if boxed:
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
        if ctypes.CDLL(None).prctl(SYSTEM_CALLS, FILTER, ctypes.byref(Rules(len(rules) // 8, rules)), 0, 0):
            raise OSError("the filter of system calls was refused")
    return ANSWERS
