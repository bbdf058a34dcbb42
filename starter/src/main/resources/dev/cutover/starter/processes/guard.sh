# Runs a command and ends it when told to, or when whoever started this is gone: its end of our standard input closes then,
# however it died. Nothing may be left running.
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
(
  cat <&3 >/dev/null
  kill -TERM "$child"
) 2>/dev/null &
watcher=$!
exec 3<&-
trap 'kill -TERM "$child" 2>/dev/null' TERM INT HUP
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break
done
kill "$watcher" 2>/dev/null
exit "$status"
