#!/bin/sh
# A PostgreSQL of its own for the tests: start FOLDER writes FOLDER/postgresql.url, stop FOLDER ends it.
set -eu
action="$1"
folder="$2/postgresql"
find_tools() {
  for place in /usr/lib/postgresql/*/bin; do [ -x "$place/initdb" ] && tools="$place"; done
  [ -n "${tools:-}" ] || tools=$(dirname "$(command -v initdb 2>/dev/null)" 2>/dev/null) || true
  [ -n "${tools:-}" ] && [ -x "$tools/initdb" ] && [ -x "$tools/pg_ctl" ]
}
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
find_tools || exit 1
if [ "$(id -u)" = 0 ]; then id postgres >/dev/null 2>&1 || exit 1; fi
case "$action" in
  start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chmod 755 "$2"; chown postgres "$folder"; fi
    as_owner "$tools/initdb" -D "$folder/data" -U werkstatt -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    as_owner "$tools/pg_ctl" -D "$folder/data" -w -l "$folder/log" start \
      -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" >/dev/null
    echo "postgres://werkstatt@/postgres?host=$folder" > "$2/postgresql.url"
    ;;
  stop) as_owner "$tools/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null ;;
esac
