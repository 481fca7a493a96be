# Sourced by the scripts: words, times, and a sign of life for what takes long.

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# spent SECONDS: as a person says it.
spent() {
  if [ "$1" -lt 60 ]; then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# steadily WHAT COMMAND...: runs the command and says every half minute that it goes on.
steadily() {
  local what=$1 began=$SECONDS heart code=0
  shift
  (
    while sleep 30; do say "   … $what goes on ($(spent $((SECONDS - began))))"; done
  ) &
  heart=$!
  "$@" || code=$?
  kill "$heart" 2>/dev/null
  wait "$heart" 2>/dev/null || true
  return "$code"
}
