"""Until SIGTERM: opens a connection to a member's headless name every 0.1 s (P3), and asks the primary Service every 0.5 s (P2)
which members stream. Prints one JSON object: times are seconds since 1970."""

import json
import signal
import sys
import threading
import time

import psycopg

stopped = threading.Event()
seen = {"reads": [], "streams": []}
STREAMS = """SELECT trim(E'\\n' from pg_read_file('/etc/hostname')), coalesce(string_agg(application_name, ','), '')
FROM pg_stat_replication WHERE state = 'streaming'"""


def connect(host):
    return psycopg.connect(host=host, user="postgres", dbname="postgres", connect_timeout=2, autocommit=True)


def read(host):
    try:
        with connect(host) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error as error:
        return str(error).strip().splitlines()[-1][:200]
    return ""


def readers(host):
    while not stopped.is_set():
        why = read(host)
        seen["reads"].append([round(time.time(), 3), why])
        stopped.wait(0.1)


def streams(service):
    """Who leads and who streams, as the leader sees it; nothing while nobody answers."""
    while not stopped.is_set():
        try:
            with connect(service) as connection:
                leader, names = connection.execute(STREAMS).fetchone()
            seen["streams"].append([round(time.time(), 3), leader, names.split(",")])
        except psycopg.Error:
            pass
        stopped.wait(0.5)


signal.signal(signal.SIGTERM, lambda *_: stopped.set())
threads = [threading.Thread(target=readers, args=[sys.argv[1]]), threading.Thread(target=streams, args=[sys.argv[2]])]
for thread in threads:
    thread.start()
for thread in threads:
    while thread.is_alive():
        thread.join(0.2)
print(json.dumps(seen), flush=True)
