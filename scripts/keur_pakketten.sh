#!/usr/bin/env bash
# Asks PyPI whether a locked version has a known vulnerability.
# Exit status: 0 none has; 1 one has; 3 not every version could be looked up, so no verdict.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
locked_venv .venv-keten requirements-keten.txt
exec .venv-keten/bin/python scripts/keur_pakketten.py requirements*.txt
