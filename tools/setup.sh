#!/bin/sh
# Makes the virtual environment in $2 and installs what `make site` ($1 = site), `make pdf` ($1 = pdf) or `make test`
# ($1 = test) needs.
# System packages are installed where that is possible without asking; otherwise one sentence says what is missing.
set -eu
goal=$1
venv=$2

stop() {
    echo "playbook: $1" >&2
    exit 1
}

install_package() {
    # Quietly, with apt, as root or with a sudo that does not ask.
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root="sudo -n"
    fi
    echo "playbook: installing $1 …"
    $as_root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq && apt-get install -y -qq $1" >/dev/null 2>&1
}

python=""
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is needed; install it, then run the same command again."

if [ ! -x "$venv/bin/pip" ]; then
    echo "playbook: making $venv …"
    if ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_package "python$version-venv" && "$python" -m venv --clear "$venv" ||
            stop "$python cannot make virtual environments; install the package python$version-venv."
    fi
fi

extra=""
[ "$goal" = site ] || extra="[$goal]"
echo "playbook: installing Python packages …"
"$venv/bin/pip" install --quiet --disable-pip-version-check --root-user-action=ignore -e ".$extra" ||
    stop "the Python packages could not be installed; is the package index reachable?"
# As pip does with packages that are not linked: else, where Python may not keep bytecode, each start takes twice as long.
"$venv/bin/python" -m compileall -q playbook

if [ "$goal" != site ]; then
    # WeasyPrint loads these by name; it says which it misses.
    libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    can_print() { "$venv/bin/python" -W error -c "import weasyprint" >/dev/null 2>&1; }
    can_print || { install_package "$libraries" && can_print; } ||
        stop "PDFs need the libraries pango and harfbuzz-subset; install the packages $libraries."
    touch "$venv/.set-up-site"
fi

if [ "$goal" = test ]; then
    if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
        install_package chromium || stop "the tests need Chromium; install the package chromium."
    fi
    command -v pdftotext >/dev/null 2>&1 || install_package poppler-utils ||
        stop "the tests read PDFs with poppler; install the package poppler-utils."
    echo "playbook: installing test tools for HTML …"
    "$venv/bin/python" tools/node.py --npm ci --prefix tests --no-audit --no-fund --loglevel=error ||
        stop "the npm packages of tests/package.json could not be installed; is the npm registry reachable?"
    touch "$venv/.set-up-pdf"
fi
touch "$venv/.set-up-$goal"
