#!/usr/bin/env bash
# Installs what the tests need, LibreOffice and a JDK included, and runs all checks.
set -euo pipefail
cd "$(dirname "$0")"
source scripts/setup.sh
# shellcheck disable=SC2086
need_packages $PANGO libreoffice-calc gnumeric default-jdk-headless poppler-utils fonts-crosextra-carlito
make_venv requirements-dev.txt
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
# The whole run ends with what no test reaches.
[ $# -gt 0 ] || set -- --cov
exec .venv/bin/python -m pytest "$@"
