#!/usr/bin/env python3
"""power_loss.py --program PATH [--engine sqlite|postgres] [--rounds N]

As kill.py, but the machine loses its power: the file system below the data stops at a random moment and
forgets what was not synced. After the next start every acknowledged edit and import must be there, once.
Needs the right to mount."""

import argparse
import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time

import program as under_test
from kill import audit, begin
from program import Program, TemporaryFolder, expect

EXT4_IOC_SHUTDOWN = 0x8004587D  # linux: fs/ext4/ext4.h
WITHOUT_FLUSHING_THE_LOG = struct.pack("I", 2)


class Disk:
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, folder):
        self.image, self.folder = folder / "disk", folder / "mounted"
        self.folder.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(1 << 30)
        self.mounted = self._run("mkfs.ext4", "-q", "-F", self.image) and self._mount()
        if self.mounted and os.getuid() == 0:
            for path in (folder, self.folder):  # the database server is another user
                path.chmod(0o755)

    def _run(self, *words):
        return subprocess.run([*map(str, words)], capture_output=True, check=False).returncode == 0

    def _mount(self):
        return self._run("mount", "-o", "loop", self.image, self.folder)

    def cut_power(self):
        root = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(root, EXT4_IOC_SHUTDOWN, WITHOUT_FLUSHING_THE_LOG)
        os.close(root)

    def restore_power(self):
        for _ in range(100):  # until the last of the killed has gone
            if self._run("umount", self.folder):
                break
            time.sleep(0.05)
        expect(self._mount(), "the disk cannot be mounted again")

    def close(self):
        if self.mounted:
            self._run("umount", "--lazy", self.folder)


def freeze(process):
    """Nobody answers any more from a machine without power."""
    if process and process.poll() is None:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)


def work_until_dark(program, store, disk, workers, imports, seconds):
    stop = threading.Event()
    threads = under_test.in_parallel([lambda worker=worker: worker.work(stop) for worker in workers])
    time.sleep(seconds)
    for process in (program.process, imports.process):
        freeze(process)
    disk.cut_power()
    program.kill()
    stop.set()
    imports.kill()
    store.lose_power()
    for thread in threads:
        thread.join()
    disk.restore_power()
    store.regain_power()


def run(options):
    edits = done_imports = 0
    chance = random.Random(options.seed)
    with TemporaryFolder(on_disk=True) as folder:
        disk = Disk(folder)
        if not disk.mounted:
            print("power_loss: this user may not mount a file system, nothing was tested")
            return
        store = under_test.STORES[options.engine](disk.folder)
        program = Program(options.program, store.options())
        try:
            # The cluster was made without syncing.
            editors, imports = begin(program, store, folder, options.clients, ready=os.sync)
            for _ in range(options.rounds):
                seconds = chance.uniform(0.3, options.seconds)
                work_until_dark(program, store, disk, [*editors, imports], imports, seconds)
                program.start()
                audited = audit(program, editors, imports)
                edits += audited[0]
                done_imports += audited[1]
            program.stop()
        finally:
            if program.process:
                program.kill()
            store.close()
            disk.close()
    expect(edits > 0, "not one edit was acknowledged: nothing was tested")
    print(f"{options.engine}: {options.rounds} times without power, {edits} edits and {done_imports} imports "
          "acknowledged, 0 lost, 0 doubled")


if __name__ == "__main__":
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("--program", required=True)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=2.0, help="at most, from the start to the cut")
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    sys.exit(under_test.main(lambda: run(arguments), "power_loss"))
