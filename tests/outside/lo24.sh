#!/bin/sh
# lo24.sh OUTDIR FILE.docx...   makes OUTDIR/NAME.pdf of each DOCX with LibreOffice 24.8, for parity.py --converted OUTDIR.
# Installs the WebAssembly build (npm, about 250 MB) on the first call. It hangs now and then: three tries, each only for
# the files that have no PDF yet. Exit 0: all made; 1: some not; 2: could not run. Not part of CI.
set -eu
[ $# -ge 2 ] || { echo "usage: lo24.sh OUTDIR FILE.docx..." >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
# a folder of its own: npm removes what an earlier `install --no-save` put beside
home=$here/../../target/outside/npm/lo24
if [ ! -d "$home/node_modules/@matbee/libreoffice-converter" ]; then
    echo "lo24: installing LibreOffice 24.8 from npm"
    mkdir -p "$home"
    npm install --no-save --no-audit --no-fund --loglevel=error --prefix "$home" @matbee/libreoffice-converter@2.7.2 >/dev/null || exit 2
fi

out=$1
shift
mkdir -p "$out"
for file; do # old results are no results
    rm -f "$out/$(basename "$file" .docx).pdf"
done
for try in 1 2 3; do
    n=$#
    while [ "$n" -gt 0 ]; do # keep the files that are still to be converted
        file=$1
        shift
        n=$((n - 1))
        [ -s "$out/$(basename "$file" .docx).pdf" ] || set -- "$@" "$file"
    done
    [ $# -gt 0 ] || exit 0
    echo "lo24: try $try, $# files"
    node "$here/lo24.mjs" "$out" "$@" || true
done
failed=0
for file; do
    [ -s "$out/$(basename "$file" .docx).pdf" ] || { echo "lo24: no PDF of $file" >&2; failed=1; }
done
exit $failed
