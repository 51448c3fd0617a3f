# Shared by run.sh and test.sh: what the machine must have, and the virtual environment.
# Usage: source scripts/setup.sh; need_packages NAME...; make_venv LOCK

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

once() { # KEY CONTENT COMMAND...: runs the command unless it ran for this content last time
    local stamp=$1 content=$2
    shift 2
    [ "$(cat "$stamp" 2>/dev/null)" = "$content" ] && return 0
    "$@"
    echo "$content" >"$stamp"
}

locked_venv() { # VENV LOCK: only what the lock names, only wheels, each with a hash it names
    local venv=$1 lock=$2 python
    find_python >/dev/null 2>&1 || need_packages python3
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
    once "$venv/.installed-$lock" "$(sha256sum <"$lock")" pip_install "$venv" \
        --require-hashes --only-binary :all: -r "$lock"
}

pip_install() { # VENV ARGUMENTS...
    local venv=$1
    shift
    echo "Python-pakketten installeren…"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@"
}

make_venv() { # LOCK: the program itself comes last, without dependencies: it has no hash
    locked_venv .venv "$1"
    once .venv/.installed-mo-report "$(sha256sum <pyproject.toml)" pip_install .venv \
        --no-deps --no-build-isolation -e .
}

#: For WeasyPrint: text layout, and embedding of only the characters that are used.
PANGO="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
