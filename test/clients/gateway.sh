# For the scripts beside it, which say `. gateway.sh`: Python packages in a folder of their own, and a gateway of its own with demo
# data in memory. Sets `root`, `scratch` (removed at the end) and `url`. Needs Python 3.10 or later and a package index.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
gateway=
finish() {
  if [ -n "$gateway" ]; then kill "$gateway" 2>/dev/null || true; wait "$gateway" 2>/dev/null || true; fi
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

# install <package>...
install() {
  python3 -m venv "$scratch/venv"
  "$scratch/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

start_gateway() {
  cd "$root"
  node scripts/build.mjs
  env HOST=127.0.0.1 PORT=0 DATABASE_URL=sqlite::memory: FILES_URL=memory: DEMO_DATA=true RATE_LIMITS=false LOG_LEVEL=error \
    JWT_SECRET='of one run of the client, in memory' node dist/apps/gateway/src/main.js >"$scratch/gateway.log" 2>&1 &
  gateway=$!
  url=
  waited=0
  while [ -z "$url" ]; do
    url=$(sed -n 's/^Records gateway on //p' "$scratch/gateway.log")
    if [ "$waited" -ge 120 ] || ! kill -0 "$gateway" 2>/dev/null; then
      cat "$scratch/gateway.log" >&2
      echo 'The gateway did not start' >&2
      exit 1
    fi
    waited=$((waited + 1))
    sleep 0.5
  done
}

# check <Python program> <argument>...: ends with its exit code, after what the gateway had to say
check() {
  status=0
  PYTHONDONTWRITEBYTECODE=1 "$scratch/venv/bin/python" "$@" || status=$?
  if [ -n "$(sed '/^Records gateway on /,$d' "$scratch/gateway.log")" ]; then cat "$scratch/gateway.log" >&2; fi
  exit "$status"
}
