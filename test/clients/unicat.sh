#!/bin/sh
# Runs the official Unicat client, unmodified, through all that it offers (contract case 64). Optional: `npm test` needs no Python.
. "$(dirname "$0")/gateway.sh"

install unicat==0.7.12
start_gateway
check "$root/test/clients/unicat_client.py" "$url" "$root/demo/unicat/sample.json" "$scratch/assets"
