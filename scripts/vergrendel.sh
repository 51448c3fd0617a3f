#!/usr/bin/env bash
# Renews the locks from pyproject.toml: of every package one version and the hash of each of its
# files, for all platforms. A package that another needs with an extra is named with it: pip would
# otherwise take its newest version for one without a pin. Versions stay where pyproject.toml allows
# it; --upgrade, or --upgrade-package NAME, moves them.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
locked_venv .venv-keten requirements-keten.txt

from_pyproject() { # TABLE KEY
    .venv-keten/bin/python -c 'import sys, tomllib
value = tomllib.load(open("pyproject.toml", "rb"))[sys.argv[1]][sys.argv[2]]
print(value if isinstance(value, str) else "\n".join(value))' "$@"
}

oldest=$(from_pyproject project requires-python)

lock() { # LOCK SOURCE...: what builds the program comes on standard input
    local lock=$1
    shift
    from_pyproject build-system requires |
        .venv-keten/bin/uv pip compile --quiet --no-config --universal --generate-hashes --no-strip-extras \
            --python-version "${oldest#>=}" --no-emit-index-url --no-emit-find-links \
            --custom-compile-command scripts/vergrendel.sh --output-file "$lock" "$@" >/dev/null
}

lock requirements.txt pyproject.toml - "$@"
lock requirements-dev.txt pyproject.toml --extra dev - --constraint requirements.txt "$@"
lock requirements-keten.txt --group keten "$@"
make_venv requirements-dev.txt
.venv/bin/python scripts/licenties.py
