#!/usr/bin/env bash
# Installs the program with all that it needs on a bare Debian, as root: scripts/plaats.sh [MAP], default /opt/mo-report.
# The Containerfile runs it; on a server without containers it does the same. LibreOffice is for .ods files.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
target=${1:-/opt/mo-report}
# shellcheck disable=SC2086
need_packages $PANGO libreoffice-calc python3 python3-venv
locked_venv "$target" requirements.txt
pip_install "$target" --no-deps --no-build-isolation .
