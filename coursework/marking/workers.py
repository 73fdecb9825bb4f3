"""Workers share the folder: processes of this machine, or a Dask cluster; no submission is lost when one dies."""

import ctypes
import multiprocessing.util
import os
import signal
import sys
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice

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
        queue = list(reversed(todo))
        while queue:
            lost = []
            with self.workers(self.jobs) as pool:
                yield from self.drain(pool, queue, lost)
            for each in lost:
                yield each, self.by_itself(each)

    def alone(self, todo):
        """The same for what timed out or failed, one after another and with more patience."""
        settings = replace(self.settings, patience=LAST_PATIENCE)
        return LocalWorkers(settings, self.folder, 1).run(todo)

    @staticmethod
    def workers(number):
        return ProcessPoolExecutor(number, multiprocessing.get_context("fork"), die_with_parent, (os.getpid(),))

    def by_itself(self, each):
        """Mark a submission that was under way when a worker died, in a worker of its own."""
        for _ in range(TRIES):
            with self.workers(1) as pool:
                future = pool.submit(examine_file, self.settings, each, self.folder)
                error = future.exception()
            if not isinstance(error, BrokenProcessPool):
                return error or future.result()
        return error

    def drain(self, pool, queue, lost):
        """Keep the pool busy until the queue is empty or the pool broke; what it did not finish goes to `lost`."""
        running = {}
        while (queue and not lost) or running:
            while queue and not lost and len(running) < AHEAD * self.jobs:
                try:
                    future = pool.submit(examine_file, self.settings, queue[-1], self.folder)
                except BrokenProcessPool:
                    lost.append(queue.pop())
                    break
                running[future] = queue.pop()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                each, error = running.pop(future), future.exception()
                if isinstance(error, NoBox):
                    raise error
                if isinstance(error, BrokenProcessPool):
                    lost.append(each)
                else:
                    yield each, error or future.result()


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
