"""What tests do to the Postgres of the pod that this runs in, as its own user. Prints one JSON object."""

import glob
import json
import os
import signal
import sys
import time

import psycopg


def checkpointer():
    """Process id of Postgres' checkpointer."""
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        with open(path) as file:
            if "checkpointer" in file.read():
                return int(path.split("/")[2])
    raise SystemExit("no checkpointer runs here")


def slow_shutdown(seconds):
    """Asks Patroni to shut down, with a shutdown checkpoint that does not begin before the given time is over."""
    pid = checkpointer()
    os.kill(pid, signal.SIGSTOP)
    os.kill(1, signal.SIGTERM)
    time.sleep(float(seconds))
    os.kill(pid, signal.SIGCONT)
    print(json.dumps({"stopped": pid}))


def write_until_refused(seconds):
    """Commits rows over the local socket until the session is ended; when the last one was acknowledged."""
    end = time.time() + float(seconds)
    acknowledged, count, why = 0.0, 0, "the time was over"
    connection = psycopg.connect("host=/run/postgresql user=postgres dbname=postgres", autocommit=True)
    try:
        while time.time() < end:
            connection.execute("INSERT INTO until_refused DEFAULT VALUES")
            acknowledged, count = time.time(), count + 1
    except psycopg.Error as error:
        why = str(error).split("\n")[0]
    print(json.dumps({"acknowledged": acknowledged, "count": count, "why": why}))


{"slow-shutdown": slow_shutdown, "write-until-refused": write_until_refused}[sys.argv[1]](*sys.argv[2:])
