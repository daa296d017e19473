#!/bin/sh
# run.sh OUTPUT_DIR [--vera] [--family NAME]   asks all judges about the DOCX/PDF pairs in a folder and below.
# --vera adds PDF/A-2a and PDF/UA-1. Exit 0: all pass; 1: some do not; 2: wrong use.
set -u
usage() { echo "usage: run.sh OUTPUT_DIR [--vera] [--family NAME]" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
dir='' vera='' family=LiberationSerif
while [ $# -gt 0 ]; do
    case $1 in
        --vera) vera=yes ;;
        --family) [ $# -gt 1 ] || usage; family=$2; shift ;;
        -*) usage ;;
        *) [ -z "$dir" ] || usage; dir=$1 ;;
    esac
    shift
done
[ -d "$dir" ] || usage

summary='' failed=0
judge() { # NAME COMMAND...
    name=$1
    shift
    echo "== $name"
    "$@"
    status=$?
    case $status in
        0) verdict=ok ;;
        1) verdict=FAILED failed=1 ;;
        *) verdict="COULD NOT RUN (exit $status)" failed=1 ;;
    esac
    summary="$summary$(printf '%-10s%s' "$name" "$verdict")
"
}
check_structure() {
    bad=0
    list=$(find "$dir" -name '*.pdf' | sort)
    [ -n "$list" ] || { echo "no PDF in $dir" >&2; return 2; }
    while IFS= read -r pdf; do
        if said=$(qpdf --check "$pdf" 2>&1); then
            echo "$pdf: no fault"
        else
            bad=1
            printf '%s: FAULTS\n%s\n' "$pdf" "$said" | sed '2,$s/^/    /'
        fi
    done <<LIST
$list
LIST
    return $bad
}

judge parity "$here/parity.py" "$dir"
judge ooxml "$here/ooxml.py" "$dir"
judge text "$here/text.py" "$dir"
judge fonts "$here/fonts.py" --family "$family" "$dir"
judge qpdf check_structure
judge sign "$here/sign.py" "$dir"
if [ -n "$vera" ]; then
    judge PDF/A-2a "$here/vera.py" 2a "$dir"
    judge PDF/UA-1 "$here/vera.py" ua1 "$dir"
fi
printf '== summary of %s\n%s' "$dir" "$summary"
exit $failed
