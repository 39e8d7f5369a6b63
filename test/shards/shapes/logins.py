"""Logs in over TCP with each of the connections that come in on standard input, as JSON; prints who and where each one is, or why it is refused."""
import json
import sys

import psycopg


def login(connection):
    try:
        with psycopg.connect(**connection, connect_timeout=5) as session:
            return " at ".join(session.execute("SELECT current_user, current_database()").fetchone())
    except psycopg.Error as error:
        return str(error).strip().split("\n")[-1]


print(json.dumps([login(connection) for connection in json.load(sys.stdin)]))
