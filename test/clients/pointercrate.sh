#!/bin/sh
# Runs somebody else's Pointercrate client through all that it offers. Optional: `npm test` needs no Python.
. "$(dirname "$0")/gateway.sh"

install pointercratepy==1.1.0 requests==2.34.2
start_gateway
check "$root/test/clients/pointercrate_client.py" "$url" "$root/demo/pointercrate/sample.json"
