#!/usr/bin/env python3
"""disk_full.py --program PATH

The disk under the data folder fills up while people edit: edits are refused politely, reading goes on, and once there
is room, editing goes on without a restart. Nothing acknowledged is lost. Needs the right to mount."""

import argparse
import shutil
import subprocess
import sys
import threading
import time

import program as under_test
from editors import Editor, first_operator
from program import Program, SqliteStore, TemporaryFolder, expect

ROOM = 3_000_000  # bytes beyond what the network takes


class SmallDisk:
    def __init__(self, folder, size):
        self.folder = folder
        folder.mkdir()
        self.mounted = self._mount("-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder))

    def _mount(self, *words):
        return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0

    def grow(self, size):
        expect(self._mount("-o", f"remount,size={size}", str(self.folder)), "the disk cannot be enlarged")

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False)


def edit_until(editor, reached, seconds):
    stop = threading.Event()
    thread = threading.Thread(target=editor.work, args=(stop,))
    thread.start()
    began = time.monotonic()
    while not reached() and time.monotonic() - began < seconds and thread.is_alive():
        time.sleep(0.02)
    stop.set()
    thread.join()
    expect(not editor.wrong, editor.wrong)
    return reached()


def check_full(program, editor):
    expect(edit_until(editor, lambda: len(editor.refused) >= 5, 120), "the disk never filled up")
    for path in ("/fr", "/de/organisationen", editor.address):
        expect(editor.visitor.get(path).status == 200, f"{path} cannot be read on a full disk")
    expect(program.process.poll() is None, "the server ended")


def run(options):
    with TemporaryFolder() as folder:
        made = folder / "made"
        Program(options.program, ["--data", str(made)]).verb("demo", "--organisations", "60")
        used = sum(file.stat().st_size for file in made.rglob("*") if file.is_file())
        disk = SmallDisk(folder / "data", used + ROOM)
        try:
            if not disk.mounted:
                print("disk_full: skipped, as nothing can be mounted here (it needs root)")
                return
            shutil.copytree(made, disk.folder, symlinks=True, dirs_exist_ok=True)
            refused, acknowledged = try_it(options, disk, used, SqliteStore(folder))
        finally:
            disk.close()
    print(f"disk full: {refused} edits refused politely, {acknowledged} acknowledged, 0 lost, healed without a restart")


def try_it(options, disk, used, store):
    program = Program(options.program, store.options())
    program.start()
    try:
        editor = Editor(store, program, 0, first_operator(store))
        filler = disk.folder / "filler"
        with filler.open("wb") as file:
            try:
                file.write(bytes(ROOM))
                file.flush()
            except OSError:
                pass  # that is the idea
        check_full(program, editor)
        refused = len(editor.refused)
        acknowledged = editor.audit()
        disk.grow(used + 20 * ROOM)
        expect(edit_until(editor, lambda: editor.acknowledged >= 5, 30), "editing does not go on although there is room again")
        acknowledged += editor.audit()
        problems = program.problems()
        expect(not problems, f"doctor: {problems}")
        program.stop()
        return refused, acknowledged
    finally:
        if program.process:
            program.kill()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    arguments = parser.parse_args()
    sys.exit(under_test.main(lambda: run(arguments), "disk_full"))
