"""Inserts a row every 20 ms, reconnects at once, and prints at SIGTERM what it was told of each insert, as JSON."""

import json
import signal
import sys
import time

import psycopg

PERIOD = 0.02
# An answer that has not come by then is unknown; the connection is given up.
PATIENCE = 3

ledger = {"acknowledged": [], "refused": [], "unknown": []}
stopped = False


def stop(*_):
    global stopped
    stopped = True


def give_up(*_):
    raise TimeoutError("no answer")


def connect(host):
    return psycopg.connect(host=host, user="postgres", dbname="postgres", connect_timeout=2, autocommit=True)


def close(connection):
    try:
        connection.close()
    except (psycopg.Error, TimeoutError):
        pass


def insert(connection, number):
    """What became of it, and why. An error with SQLSTATE of another class than 57 and 08 is the server's own "no"."""
    try:
        connection.execute("INSERT INTO ledger (id) VALUES (%s)", [number])
    except (psycopg.Error, TimeoutError) as error:
        state = getattr(error, "sqlstate", None) or ""
        refused = state != "" and not state.startswith(("57", "08"))
        return ("refused" if refused else "unknown"), f"{state} {error}".strip()
    return "acknowledged", ""


def attempt(connection, host, number):
    """Returns the connection to go on with, and what became of the insert."""
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        if connection is None:
            connection = connect(host)
    except (psycopg.Error, TimeoutError) as error:
        # Nothing was sent.
        return None, "refused", str(error)
    else:
        outcome, why = insert(connection, number)
        return connection, outcome, why
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def main(host):
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGALRM, give_up)
    connection, number = None, 0
    while not stopped:
        begun = time.time()
        number += 1
        connection, outcome, why = attempt(connection, host, number)
        ledger[outcome].append([number, round(time.time(), 3), why.split("\n")[0][:200]])
        if outcome != "acknowledged" and connection is not None:
            close(connection)
            connection = None
        time.sleep(max(0, begun + PERIOD - time.time()))
    print(json.dumps(ledger), flush=True)


main(sys.argv[1])
