#!/usr/bin/env bash
# Sets everything up and computes the Haarlem example into outputs/. With `web` it serves the web page instead.
set -euo pipefail
cd "$(dirname "$0")"
source scripts/setup.sh
# shellcheck disable=SC2086
need_packages $PANGO
make_venv requirements.txt
[ "${1:-}" = web ] && exec .venv/bin/mo-report "$@"
exec .venv/bin/mo-report bereken inputs/haarlem-2020.xlsx --uit outputs "$@"
