#!/bin/sh
# A copy of the whole cluster while people work, checked; then older copies go, and the log that no copy left needs.
#   base-backup.sh /srv/backup [how many copies to keep: 8]
# As a role with REPLICATION, by libpq's variables (PGHOST, PGPORT, PGUSER, PGPASSFILE); PG_BIN: PostgreSQL's programs,
# where they aren't on the PATH. Nightly, by cron or a timer: a failure is an exit code that isn't 0.
set -eu

fail() {
  echo "base-backup: $1" >&2
  exit 1
}

[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: base-backup.sh <folder of the backups> [how many to keep]"
backups=$1
keep=${2:-8}
case $keep in '' | *[!0-9]* | 0*) fail "how many to keep is a number from 1, not $keep" ;; esac
[ -z "${PG_BIN:-}" ] || PATH=$PG_BIN:$PATH
for program in pg_basebackup pg_verifybackup pg_archivecleanup; do
  command -v "$program" >/dev/null || fail "$program isn't there: set PG_BIN (Debian: /usr/lib/postgresql/<version>/bin)"
done
[ -d "$backups/wal" ] || fail "$backups/wal isn't there: archive-wal.sh writes to it"
mkdir -p "$backups/base"

# What a killed run left.
for left in "$backups/base"/.draft.*; do
  [ -d "$left" ] || continue
  kill -0 "${left##*.}" 2>/dev/null || rm -rf "$left"
done

draft=$backups/base/.draft.$$
trap 'rm -rf "$draft"' EXIT
trap 'exit 1' INT TERM HUP
pg_basebackup --pgdata="$draft" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256 \
  --no-password || fail "the copy failed"
pg_verifybackup --quiet "$draft" || fail "the copy isn't what was copied: the disk or the network is at fault"
# By its end: only later moments can be restored from it.
name=$(date -u +%Y%m%dT%H%M%SZ)
[ ! -e "$backups/base/$name" ] || fail "$backups/base/$name is there already"
sync
mv "$draft" "$backups/base/$name"
sync "$backups/base"
trap - EXIT
echo "base-backup: $backups/base/$name, $(du -sh "$backups/base/$name" | cut -f1)"

# Names sort by time.
set -- "$backups/base"/[0-9]*Z
while [ $# -gt "$keep" ]; do
  rm -rf "$1"
  echo "base-backup: $1 is gone, $keep newer ones are there"
  shift
done
oldest=$1
first=$(sed -n 's/^START WAL LOCATION: .* (file \([0-9A-F]\{24\}\))$/\1/p' "$oldest/backup_label")
[ -n "$first" ] || fail "$oldest/backup_label doesn't say where its log begins: nothing of the log was removed"
pg_archivecleanup -x .gz "$backups/wal" "$first"
