"""Runs one command and tells what it took: `python -I -S launch.py LOG COMMAND …` prints wall s, CPU s, KiB, exit status.

A process of its own, because a child's peak memory never reads below that of the process that started it; this one stays small.
The CPU seconds are those of the command and of all its children; KiB are those of the largest of these processes.
"""

import os
import sys
import time


def main() -> None:
    log, *command = sys.argv[1:]
    to_log = (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    started = time.monotonic()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[to_log, (os.POSIX_SPAWN_DUP2, 1, 2)])
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - started
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
