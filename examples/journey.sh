#!/usr/bin/env bash
# The whole journey, from questions to a diary: three partners agree a protocol and sign it, the hospital looks at a real
# file, releases what was agreed and nothing else, and the register knows of it. Everybody in it is invented.
#
#   examples/journey.sh FOLDER
#
# leaves in FOLDER everything that was made. Needs nothing but infoshare.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1" && cd "$1"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

say "1. The questionnaire is answered, and checked against the law"
cp "$here/agreed.yaml" agreed.yaml
infoshare protocol check agreed.yaml | tail -n 1
infoshare protocol export agreed.yaml -o agreed.docx

say "2. Three partners sign this very version, each with a key of its own"
sign() {
  infoshare certificate keys --into "keys/$1" >/dev/null
  infoshare protocol sign agreed.yaml --party "$2" --signing-key-file "keys/$1/signing.key" \
    --signer "$3" --role "$4" --at 2026-11-20T09:00:00+00:00
}
sign hospital "Harrowmere General Hospitals NHS Foundation Trust" "Dr Miriam Oakes" "Medical Director"
sign council "Harrowmere Borough Council" "Martin Ives" "Chief Executive"
sign police "Eastmarch Police" "Judith Carne" "Assistant Chief Constable"

say "3. The hospital looks at its file, and at what the schedule would say of it"
infoshare demo --into demo >/dev/null
cp demo/attendances.csv attendances.csv && rm -r demo
infoshare inspect attendances.csv --schedule drafted-rows.yaml | tail -n 1
infoshare protocol policy agreed.yaml --recipient "Eastmarch Police" --sharing "Assault attendances" -o policy.yaml

say "4. What was agreed leaves, and nothing else"
head -c 32 /dev/urandom | base64 >hospital.key
release() {
  infoshare anonymise attendances.csv --protocol agreed.yaml --recipient "Eastmarch Police" \
    --sharing "Assault attendances" --key-file hospital.key "$@"
}
release --out release.csv --report report --issued 2026-12-02T09:00:00+00:00

say "5. Asked again too soon, it refuses"
release --out again.csv --issued 2026-12-12T09:00:00+00:00 && exit 1 || echo "(status $?, and no file)"

say "6. The register knows who shares what, and what is due"
infoshare register list --on 2026-12-12
infoshare register ics -o diary.ics
infoshare register export -o register.html
infoshare register verify
