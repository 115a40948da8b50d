#!/bin/sh
# A data folder as it was at a moment or at a point with a name, or as far as the archive goes. PostgreSQL and the
# product are stopped; as the cluster's user (Debian: postgres), never root.
#   restore.sh --backups /srv/backup --data /var/lib/postgresql/17/main --to '2026-06-30 09:14:00+08'
#   restore.sh --backups /srv/backup --data /var/lib/postgresql/17/main --to end [--last-wal /var/lib/postgresql/17/old/pg_wal]
#   restore.sh --backups /srv/backup --data /var/lib/postgresql/17/main --to-point huibao-20260630T011400Z
# A point is what pg_create_restore_point made, or citus_create_restore_point on all servers at once (infra/citus); its
# name ends in its time, by which the copy is chosen: make it first, and name it by the clock that the copies go by.
# The data folder is absent or empty: move the old one aside, don't delete it. --last-wal: the lost cluster's own log,
# where it can still be read, for what the archive hasn't got yet. PG_BIN: PostgreSQL's programs, of the copy's version.
# It recovers with no door open, promotes, and stops: start PostgreSQL then as ever, and note the restore
# (docs/operations.md).
set -eu

fail() {
  echo "restore: $1" >&2
  exit 1
}

backups='' data='' to='' point='' last_wal=''
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
  --backups) backups=$2 ;;
  --data) data=$2 ;;
  --to) to=$2 ;;
  --to-point) point=$2 ;;
  --last-wal) last_wal=$2 ;;
  *) fail "$1 is unknown" ;;
  esac
  shift 2
done
[ -n "$backups" ] && [ -n "$data" ] && { [ -z "$to" ] || [ -z "$point" ]; } && [ -n "$to$point" ] ||
  fail "usage: restore.sh --backups <folder> --data <folder> {--to <time with zone>|end | --to-point <name>}
  [--last-wal <folder>]"
case "$backups$data$last_wal" in *\'* | *\"*) fail "no quotes in the folders' names, please" ;; esac
[ "$(id -u)" -ne 0 ] || fail "as the cluster's user, not as root (Debian: sudo -u postgres)"
[ -z "${PG_BIN:-}" ] || PATH=$PG_BIN:$PATH
for program in postgres pg_ctl pg_controldata pg_verifybackup; do
  command -v "$program" >/dev/null || fail "$program isn't there: set PG_BIN (Debian: /usr/lib/postgresql/<version>/bin)"
done
[ -d "$backups/wal" ] && [ -d "$backups/base" ] || fail "$backups has no base and wal"
[ -z "$last_wal" ] || [ -d "$last_wal" ] || fail "$last_wal is no folder"
[ ! -e "$data" ] || [ -z "$(ls -A "$data")" ] || fail "$data isn't empty: move what is there aside"
here=$(cd "$(dirname "$0")" && pwd)
backups=$(cd "$backups" && pwd)

if [ "$to" = end ]; then
  until=99999999999999
elif [ -n "$point" ]; then
  case $point in *[!A-Za-z0-9_.-]*) fail "$point: a point's name is of letters, digits, _, . and -" ;; esac
  to=$point
  until=$(echo "$point" | sed -n 's/^.*\([0-9]\{8\}\)T\([0-9]\{6\}\)Z$/\1\2/p')
  [ -n "$until" ] || fail "$point doesn't end in its time: e.g. huibao-20260630T011400Z"
  [ "$until" -lt "$(date -u +%Y%m%d%H%M%S)" ] || fail "$point hasn't passed yet"
else
  # Without a zone it would be another moment on another machine.
  case $to in *Z | *[+-][0-9][0-9] | *[+-][0-9][0-9]:[0-9][0-9] | *[+-][0-9][0-9][0-9][0-9]) ;; *) fail "$to has no zone: e.g. +08" ;; esac
  # As PostgreSQL reads it.
  moment=$(date -u -d "$to" '+%Y-%m-%d %H:%M:%S.%6N+00' 2>/dev/null) || fail "$to is no time: e.g. 2026-06-30 09:14:00+08"
  until=$(date -u -d "$to" +%Y%m%d%H%M%S)
  [ "$until" -lt "$(date -u +%Y%m%d%H%M%S)" ] || fail "$to hasn't passed yet"
fi
base=''
for one in "$backups/base"/[0-9]*Z; do
  [ -d "$one" ] || continue
  [ "$(basename "$one" | tr -d TZ)" -ge "$until" ] || base=$one
done
[ -n "$base" ] || fail "there is no copy from before $to in $backups/base"
# After a restore the log goes on in a new line, and what the old one went on with is given up there. What stood at a
# moment is in the line that was written then: the newest whose beginning the archive had.
line=current
for one in "$backups/wal"/*.history.gz; do
  [ -e "$one" ] || continue
  [ "$(date -u -r "$one" +%Y%m%d%H%M%S)" -ge "$until" ] || line=0x$(basename "$one" .history.gz)
done
[ "$to" != end ] || line=latest
version=$(cat "$base/PG_VERSION")
case $(postgres --version) in *" $version."* | *" $version"[a-z]*) ;; *) fail "the copy is of PostgreSQL $version, this is $(postgres --version)" ;; esac
pg_verifybackup --quiet "$base" || fail "$base is damaged: move it aside, and the one before it is taken"

echo "restore: from $base"
mkdir -p "$data"
chmod 700 "$data"
cp -a "$base/." "$data/"
touch "$data/recovery.signal"
# What was prepared on it and not yet committed needs its place, whatever the cluster's settings are now: on a server of
# Citus a transaction of several is. The copy knows how many there could be; they may have become more since.
prepared=$(LC_ALL=C pg_controldata --pgdata="$base" | sed -n 's/^max_prepared_xacts setting: *//p')
[ "${prepared:-0}" -ge 1000 ] || prepared=1000

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/ident.conf"
echo 'local all all reject' >"$work/hba.conf"
{
  # Nobody comes in, and what the cluster's own settings say of load doesn't matter yet.
  echo "listen_addresses = ''"
  echo "unix_socket_directories = '$work'"
  echo "hot_standby = off"
  echo "max_prepared_transactions = $prepared"
  echo "hba_file = '$work/hba.conf'"
  echo "ident_file = '$work/ident.conf'"
  echo "log_timezone = 'UTC'"
  # The new line of the log goes to the archive from its first moment.
  echo "wal_level = replica"
  echo "archive_mode = on"
  echo "archive_command = '\"$here/archive-wal.sh\" \"$backups/wal\" \"%p\" \"%f\"'"
  # 126 ends the recovery: what is there and can't be read isn't the archive's end.
  kept="\"$backups/wal/%f.gz\""
  fetch="if [ -e $kept ]; then gzip -dc $kept >\"%p\" || exit 126; else"
  if [ -z "$last_wal" ]; then fetch="$fetch exit 1; fi"; else fetch="$fetch cp \"$last_wal/%f\" \"%p\"; fi"; fi
  echo "restore_command = '$fetch'"
  if [ -n "$point" ]; then
    echo "recovery_target_name = '$point'"
  elif [ "$to" != end ]; then
    echo "recovery_target_time = '$moment'"
  fi
  echo "recovery_target_timeline = '$line'"
  echo "recovery_target_action = 'promote'"
} >"$work/postgresql.conf"

log=$work/log
give_up() {
  cat "$log" >&2
  # It was empty before, and half a cluster is none.
  find "$data" -mindepth 1 -delete
  if grep -q 'recovery ended before configured recovery target was reached' "$log"; then
    [ -z "$point" ] || fail "the archive has no point $point since $base: an earlier one, on every server"
    fail "the archive ends before $to: an earlier moment, or --to end"
  fi
  fail "PostgreSQL couldn't recover; $data is empty again"
}
pg_ctl start --pgdata="$data" --log="$log" --wait --timeout=86400 --silent \
  --options="-c config_file=$work/postgresql.conf" >/dev/null 2>&1 || give_up
# It says that it has started as soon as it reads the log: ready is after that.
while [ "$(sed -n '8s/ *$//p' "$data/postmaster.pid" 2>/dev/null)" != ready ]; do
  pg_ctl status --pgdata="$data" >/dev/null 2>&1 || give_up
  sleep 0.2
done
pg_ctl stop --pgdata="$data" --mode=fast --wait --silent >/dev/null
told='recovery stopping .*\|last completed transaction .*\|selected new timeline .*'
said=$(sed -n "s/^.*LOG: *\($told\)\$/restore: \1/p" "$log")
echo "$said"
# As it is to be noted: the moment that was asked for, else the point's, else the last transaction's.
if [ -z "$point" ] && [ "$to" != end ]; then
  reached=$(date -u -d "$to" +%Y-%m-%dT%H:%M:%S.%3NZ)
else
  reached=$(echo "$said" | sed -n 's/^.* time \([0-9-]*\) \([0-9:.]*\)+00$/\1T\2Z/p' | sed -n 1p)
fi
left=$(find "$data/pg_twophase" -type f | wc -l)
[ "$left" -eq 0 ] || echo "restore: $left prepared transactions are in doubt: decide them before anybody works (infra/citus)"
echo "restore: $data is ready. Start PostgreSQL, then note the restore before anybody works:"
echo "restore:   node apps/worker/src/bin/note-restore.ts --to ${reached:-<that moment>} --by <who>"
