"""What one submission may use in the box: memory, processes, open files, file size; and how a fork is held to it."""

import os
import resource

MEMORY = 1024 * 1024 * 1024
PROCESSES, DESCRIPTORS, FILE_SIZE = 6, 32, 16 * 1024 * 1024
ANSWERS = 3


def confine(answers, boxed):
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
    return ANSWERS
