"""Runs dbt's command line many times in one process: a JSON array of arguments per line in, its output and a closing line out."""

import json
import sys

from dbt.cli.main import dbtRunner

for line in sys.stdin:
    succeeded = dbtRunner().invoke(json.loads(line)).success
    print(f"\nend of command: {'succeeded' if succeeded else 'failed'}", flush=True)
