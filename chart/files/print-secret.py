"""Prints a Secret, called as the first argument says, with the passwords of the member that this runs in (FINDINGS.md, PHA0518)."""
import json
import os
import sys

variables = {
    "superuser-password": "PATRONI_SUPERUSER_PASSWORD",
    "replication-password": "PATRONI_REPLICATION_PASSWORD",
    "monitor-password": "MONITOR_PASSWORD",
    "restapi-password": "PATRONI_RESTAPI_PASSWORD",
}
print(json.dumps({
    "apiVersion": "v1",
    "kind": "Secret",
    "metadata": {"name": sys.argv[1]},
    "stringData": {key: os.environ[name] for key, name in variables.items()},
}))
