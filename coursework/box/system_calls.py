"""The system calls that the box may make, and the fewer that an answer may; libseccomp turns the names into filters.

All that is not listed is refused, as if this kernel had never heard of it, so that a library which has another way
takes that. libseccomp knows the numbers of each processor. It is asked through ctypes: four functions are needed.
"""

import ctypes
import ctypes.util
import errno
import os

from coursework.box.sandbox import NoBox

# Files: reading and writing, and no call that changes whose a file is, who may read it, or when it was changed.
FILES = """
    access chdir close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64 fallocate fchdir
    fcntl flock fstat fstatfs ftruncate getcwd getdents getdents64 lseek lstat mkdir mkdirat newfstatat open openat
    openat2 pread64 preadv pwrite64 pwritev read readlink readlinkat readv rename renameat renameat2 rmdir stat statfs
    statx truncate umask unlink unlinkat write writev
"""
WAITING = """
    clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_wait eventfd2
    gettimeofday nanosleep pipe pipe2 poll ppoll pselect6 select time times
"""
MEMORY = "brk madvise mmap mprotect mremap munmap"
THREADS = """
    arch_prctl exit exit_group futex get_robust_list gettid membarrier restart_syscall rseq rt_sigaction rt_sigpending
    rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_getparam sched_getscheduler
    sched_yield set_robust_list set_tid_address sigaltstack tgkill
"""
FACTS = """
    getcpu getegid geteuid getgid getgroups getpgid getpgrp getpid getppid getpriority getrandom getresgid getresuid
    getrlimit getrusage getsid getuid sysinfo uname
"""
ANSWER = f"{FILES} {WAITING} {MEMORY} {THREADS} {FACTS} setrlimit alarm getitimer setitimer".split()
# What process 1 needs beside that: it starts Python, forks, ends what it forked, and takes rights from itself.
BOX = [*ANSWER, *"execve fork kill pidfd_open prctl seccomp setpgid tkill vfork wait4 waitid".split()]

NEW_NAMESPACE, THREAD = 0x7E020000, 0x00010000
HARMLESS_ON_FILES = (0x5401, 0x5421, 0x541B, 0x5450, 0x5451)  # is it a terminal, blocking, bytes waiting, close on exec
EQUAL, MASKED_EQUAL = 4, 7
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000 | errno.ENOSYS, 0x80000000
BAD_PROCESSOR, OPTIMIZE, TREE = 2, 8, 2


class Comparison(ctypes.Structure):
    """One condition on an argument, as libseccomp wants it."""

    _fields_ = [("argument", ctypes.c_uint), ("how", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def conditions(answer):
    """(name, one condition) of the calls that are allowed with some arguments only."""
    wanted = (NEW_NAMESPACE | THREAD, THREAD) if answer else (NEW_NAMESPACE, 0)
    yield "clone", Comparison(0, MASKED_EQUAL, *wanted)
    yield "prlimit64", Comparison(0, MASKED_EQUAL, 0xFFFFFFFF, 0)  # of the caller alone, never of process 1
    for request in HARMLESS_ON_FILES:
        yield "ioctl", Comparison(1, MASKED_EQUAL, 0xFFFFFFFF, request)


def library():
    """libseccomp; NoBox says how to get it."""
    name = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    try:
        found = ctypes.CDLL(name, use_errno=True)
    except OSError:
        raise NoBox("libseccomp is missing (Debian, Ubuntu: sudo apt-get install libseccomp2)") from None
    found.seccomp_init.restype = ctypes.c_void_p
    return found


def program(answer=False):
    """The filter as the kernel wants it, in bytes: of the box, or of the fork in it that runs an answer."""
    seccomp = library()
    rules = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(REFUSE)))
    seccomp.seccomp_attr_set(rules, BAD_PROCESSOR, ctypes.c_uint32(KILL))
    seccomp.seccomp_attr_set(rules, OPTIMIZE, ctypes.c_uint32(TREE))
    for name in ANSWER if answer else BOX:
        add(seccomp, rules, name)
    for name, condition in conditions(answer):
        add(seccomp, rules, name, condition)
    return exported(seccomp, rules)


def add(seccomp, rules, name, *condition):
    """Allow one call; a processor that has no such call needs no rule for it."""
    number = seccomp.seccomp_syscall_resolve_name(name.encode())
    array = (Comparison * len(condition))(*condition)
    if number >= 0 and seccomp.seccomp_rule_add_array(rules, ctypes.c_uint32(ALLOW), number, len(condition), array):
        raise NoBox(f"libseccomp takes no rule for {name}")


def exported(seccomp, rules):
    """The bytes of a filter, which is given back to libseccomp."""
    descriptor = os.memfd_create("rules")
    try:
        if seccomp.seccomp_export_bpf(rules, descriptor):
            raise NoBox("libseccomp writes no filter for this processor")
        return os.pread(descriptor, 1 << 20, 0)
    finally:
        os.close(descriptor)
        seccomp.seccomp_release(rules)
