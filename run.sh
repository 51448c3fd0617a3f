#!/usr/bin/env bash
# Sets everything up and computes the Haarlem example into outputs/.
set -euo pipefail
cd "$(dirname "$0")"
source scripts/setup.sh
# shellcheck disable=SC2086
need_packages $PANGO
make_venv requirements.txt
exec .venv/bin/mo-report bereken inputs/haarlem-2020.xlsx --uit outputs "$@"
