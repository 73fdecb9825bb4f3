"""Workers share the folder: processes of this machine, or a Dask cluster; no submission is lost when one dies."""

import ctypes
import multiprocessing.util
import os
import signal
import sys
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context

from pebble import ProcessExpired, ProcessPool

from coursework.box.process import NoBox
from coursework.marking.worker import close_box, examine_bytes, examine_file, read_submission

AHEAD = 4
TRIES = 2
LAST_PATIENCE = 10


class LocalWorkers:
    """Local worker processes, one box each; a worker that dies is replaced and its submission tried again."""

    def __init__(self, settings, folder, jobs):
        self.settings, self.folder, self.jobs = settings, folder, jobs

    def close(self):
        """Nothing is left open between runs."""

    def run(self, todo):
        """Pairs (submission, its verdicts or the error that examining it raised), as they are finished."""
        rest, running = iter(todo), {}
        pool = ProcessPool(self.jobs, initializer=die_with_parent, initargs=(os.getpid(),), context=get_context("fork"))

        def start(each, tries=TRIES):
            running[pool.schedule(examine_file, args=(self.settings, each, self.folder))] = each, tries

        try:
            for each in islice(rest, AHEAD * self.jobs):
                start(each)
            while running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    (each, tries), error = running.pop(future), future.exception()
                    if isinstance(error, NoBox):
                        raise error
                    if isinstance(error, ProcessExpired) and tries:
                        start(each, tries - 1)
                        continue
                    yield each, error or future.result()
                    for following in islice(rest, 1):
                        start(following)
            pool.close()
        except BaseException:  # whoever stops the run waits for nobody
            pool.stop()
            raise
        finally:
            pool.join()

    def alone(self, todo):
        """The same for what timed out or failed, one after another and with more patience."""
        settings = replace(self.settings, patience=LAST_PATIENCE)
        return LocalWorkers(settings, self.folder, 1).run(todo)


def die_with_parent(parent):
    """End this worker when the grader ends, however it ends; its box ends with it, and before it if there is time."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    multiprocessing.util.Finalize(None, close_box, exitpriority=10)


class ClusterWorkers:
    """The workers of a Dask scheduler; each needs this package and bubblewrap. Notebooks and cases travel to them."""

    def __init__(self, settings, folder, address):
        try:
            from distributed import Client
        except ImportError:
            raise SystemExit("--scheduler needs the extra 'cluster': pip install 'logits-to-loss[cluster]'") from None
        self.settings, self.folder = settings, folder
        self.client = Client(address, timeout=20, set_as_default=False)

    def run(self, todo):
        """Pairs (submission, its verdicts or the error that examining it raised), as they are finished."""
        return self.share(todo, self.settings, AHEAD * max(1, sum(self.client.nthreads().values())))

    def alone(self, todo):
        """The same for what timed out or failed, one after another and with more patience."""
        return self.share(todo, replace(self.settings, patience=LAST_PATIENCE), 1)

    def share(self, todo, settings, ahead):
        """Keep `ahead` submissions with the workers until all are marked."""
        from distributed import as_completed

        rest, running = iter(todo), {}
        finished = as_completed([], loop=self.client.loop)

        def feed(count):
            for each in islice(rest, count):
                raw, note = read_submission(each, self.folder)
                future = self.client.submit(examine_bytes, settings, raw, note, pure=False, retries=TRIES)
                running[future.key] = each
                finished.add(future)

        feed(ahead)
        while running:
            future = next(finished)
            each, error = running.pop(future.key), future.exception()
            if isinstance(error, NoBox):
                raise error
            yield each, error or future.result()
            feed(1)

    def close(self):
        self.client.close()


def processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
