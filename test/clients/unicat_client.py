"""The official Unicat client against a gateway: every method of it, with its results checked (contract section 11, case 64).

Usage: unicat_client.py <url of the gateway> <demo/unicat/sample.json> <folder for downloads>

Prints one line for each method and a count; the exit code is 1 if anything failed.
"""

import json
import sys

from unicat_checks import assets, modules, project, queries, reading, records, schema
from unicat_checks.suite import Suite


def main(url, sample_path, folder):
    with open(sample_path, encoding="utf-8") as file:
        sample = json.load(file)
    suite = Suite(url, sample, folder)
    for area in (reading, records, schema, queries, modules, assets, project):
        area.run(suite)
        suite.compare_caches(area.__name__.rsplit(".", 1)[-1])
    return suite.finish()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
