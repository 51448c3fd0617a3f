# Shared by run.sh and test.sh: what the machine must have, and the virtual environment.
# Usage: source scripts/setup.sh; need_packages NAME...; make_venv REQUIREMENTS

need_packages() {
    local missing=() package
    command -v dpkg-query >/dev/null || {
        echo "Dit script kent alleen Debian en Ubuntu. Installeer zelf: $*" >&2
        return 0
    }
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Deze pakketten ontbreken: ${missing[*]}" >&2
            echo "Vraag uw beheerder om: apt-get install ${missing[*]}" >&2
            exit 1
        fi
        echo "Voor ${missing[*]} zijn beheerdersrechten nodig; sudo vraagt misschien uw wachtwoord."
        as_root=(sudo)
    fi
    echo "Pakketten installeren: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    echo "Python 3.11 of nieuwer is nodig." >&2
    return 1
}

make_venv() {
    local requirements=$1 python stamp
    find_python >/dev/null 2>&1 || need_packages python3
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    stamp=.venv/.installed-$(cat "$requirements" pyproject.toml | sha256sum | cut -c1-16)
    if [ ! -e "$stamp" ]; then
        echo "Python-pakketten installeren…"
        .venv/bin/python -m pip install -q --disable-pip-version-check -r "$requirements"
        .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
        touch "$stamp"
    fi
}

#: For WeasyPrint: text layout, and embedding of only the characters that are used.
PANGO="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
