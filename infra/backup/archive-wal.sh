#!/bin/sh
# PostgreSQL hands over each full segment of its log (and each after archive_timeout). In postgresql.conf:
#   archive_command = '/opt/huibao/infra/backup/archive-wal.sh /srv/backup/wal "%p" "%f"'
# 0 means that it is there for good: PostgreSQL then forgets its own. It never writes over what is there; anything else
# ends with an error in PostgreSQL's log, and is tried again. What it wrote is on the disk before it says so.
set -eu

fail() {
  echo "archive-wal: $1" >&2
  exit 1
}

[ $# -eq 3 ] || fail "usage: archive-wal.sh <folder of the archive> %p %f"
archive=$1
segment=$2
name=$3
kept=$archive/$name.gz
draft=$archive/.draft.$name.$$

case $name in */* | .* | '') fail "$name is no segment's name" ;; esac
[ -d "$archive" ] || fail "$archive is no folder: is the disk mounted?"
[ -r "$segment" ] || fail "$segment can't be read"

if [ -e "$kept" ]; then
  # Handed over before, by a server that fell before it had noted so.
  gzip -dc "$kept" | cmp -s - "$segment" || fail "$kept is there already and differs: two servers write to one archive"
  exit 0
fi

trap 'rm -f "$draft"' EXIT
gzip -1 -c "$segment" >"$draft" || fail "$draft can't be written: is the disk full?"
sync "$draft" || fail "$draft can't be brought to the disk"
# A second name instead of another one: it fails where somebody was there first.
ln "$draft" "$kept" || fail "$kept can't be made"
sync "$archive" || fail "$archive can't be brought to the disk"
