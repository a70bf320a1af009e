#!/bin/sh
# Resolve the locks again: exact versions with every hash of a release, for all systems and Pythons
# that parkmap runs on, and no registry address. Needs uv (any recent one) on the path.
#   scripts/lock.sh             keep the versions that still fit
#   scripts/lock.sh --upgrade   take the newest
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "scripts/lock.sh needs uv: pip install uv" >&2; exit 1; }
lock() {
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
lock "$@" --group build --output-file requirements/demo.lock
lock "$@" --group build --extra dev --constraint requirements/demo.lock \
    --output-file requirements/test.lock
