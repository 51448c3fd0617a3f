#!/usr/bin/env bash
# Installs what the tests need, LibreOffice and a JDK included, and runs all checks.
set -euo pipefail
cd "$(dirname "$0")"
source scripts/setup.sh
# shellcheck disable=SC2086
need_packages $PANGO libreoffice-calc gnumeric default-jdk-headless poppler-utils fonts-crosextra-carlito chromium
make_venv requirements-dev.txt
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
# Tests start hundreds of processes: each would compile the program anew.
unset PYTHONDONTWRITEBYTECODE
# With --cov it ends with what no test reaches; that takes half as long again.
exec .venv/bin/python -m pytest "$@"
