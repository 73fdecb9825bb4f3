"""Write a file whole or not at all: aside, then renamed, so that whoever reads sees the old file or the new one."""

import os


def write(path, text, errors="strict"):
    """Write text as UTF-8, line ends as they are; `errors="replace"` writes ? for what UTF-8 cannot spell."""
    write_bytes(path, text.encode("utf-8", errors))


def write_bytes(path, content, mode=0o666):
    """Write bytes in place of what is there; `mode` is who may read it, less what the process's umask takes away."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as file:
            file.write(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
