"""What a client gets at each of the hosts that it is given, as one JSON object: the address that Postgres sees it come from, the
HTTP status of Patroni's REST API, or why there is none. A host is "postgres:<name>" or "rest:<name>"."""

import json
import sys
import urllib.error
import urllib.request

import psycopg

PATIENCE = 4


def postgres(host):
    login = {"host": host, "user": "postgres", "dbname": "postgres", "connect_timeout": PATIENCE}
    with psycopg.connect(**login) as connection:
        return connection.execute("SELECT host(inet_client_addr())").fetchone()[0]


def rest(host):
    try:
        return str(urllib.request.urlopen(f"http://{host}:8008/health", timeout=PATIENCE).status)
    except urllib.error.HTTPError as error:
        return str(error.code)


def ask(target):
    kind, host = target.split(":", 1)
    try:
        return {"postgres": postgres, "rest": rest}[kind](host)
    except (psycopg.Error, OSError) as error:
        return f"failed: {' '.join(str(error).split())[:300]}"


print(json.dumps({target: ask(target) for target in sys.argv[1:]}))
