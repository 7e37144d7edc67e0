import { SECRET_HERE, type LogTarget, type Recipe } from "./recipe";

/** What the sender is installed as, and its path in instructions. */
const INSTALLED = "/usr/local/bin/steady-send";

/**
 * Our own sender: a shell program that follows a file. A batch stays on disk as the bytes that were sent until it is confirmed; the product
 * stores the same bytes once, so what is sent again after a lost answer is not counted again.
 */
const sendProgram = ({ url, hasSecret }: LogTarget): string => `#!/bin/sh
# Sends the JSON lines of a growing file to Steady: whole lines, packed, each batch until it is confirmed.
# Follows the file when it is rotated by renaming. Needs curl and gzip.
# Usage: steady-send FILE
set -u
export LC_ALL=C
URL='${url}'
SECRET='${hasSecret ? SECRET_HERE : ""}'
FILE=$1
EVERY=\${STEADY_EVERY:-5}
STATE=\${STATE_DIRECTORY:-/var/lib/steady-send}/$(printf %s "$FILE" | tr / _)
BYTES=4000000
LINES=20000
mkdir -p "$STATE/refused" || exit 1

say() { echo "steady-send: $*" >&2; }
inode_of() { stat -c %i "$1" 2>/dev/null; }

post() {
  { [ -z "$SECRET" ] || printf 'header = "Authorization: Bearer %s"\\n' "$SECRET"; } |
    curl --config - --silent --show-error --max-time 60 --output "$STATE/answer" --write-out '%{http_code}' \\
      --header 'Content-Type: application/x-ndjson' --header 'Content-Encoding: gzip' \\
      --data-binary "@$STATE/batch.gz" "$URL"
}

# Cuts the next batch off the file: what was read, where that ends, and only then the batch itself.
cut_batch() {
  current=$(inode_of "$FILE")
  [ -f "$STATE/position" ] || { [ -n "$current" ] && echo "$current 0" >"$STATE/position"; } || return 1
  read -r inode offset <"$STATE/position"
  from=$FILE
  if [ "$inode" != "$current" ]; then
    from=$(find "$(dirname "$FILE")" -maxdepth 1 -inum "$inode" ! -name '*.gz' | head -n 1)
    if [ -z "$from" ]; then
      [ -n "$current" ] || return 1
      say "the file that was being read is gone: lines at its end may be missing"
      echo "$current 0" >"$STATE/position"
      return 0
    fi
  elif [ "$(stat -c %s "$FILE")" -lt "$offset" ]; then
    say "the file was emptied in place: lines at its end may be missing"
    offset=0
  fi
  tail -c "+$((offset + 1))" "$from" | head -c "$BYTES" | head -n "$LINES" >"$STATE/read"
  head -n "$(wc -l <"$STATE/read")" "$STATE/read" >"$STATE/lines"
  bytes=$(wc -c <"$STATE/lines")
  if [ "$bytes" -eq 0 ] && [ "$(wc -c <"$STATE/read")" -ge "$BYTES" ]; then
    say "a line of more than $BYTES bytes is left out"
    echo "$inode $((offset + BYTES))" >"$STATE/position"
    return 0
  fi
  if [ "$bytes" -eq 0 ]; then
    # A rotated file is left when nothing was added to it for two rounds: its writer may need a moment to let go of it.
    quiet=$((quiet + 1))
    if [ "$from" != "$FILE" ] && [ -n "$current" ] && [ "$quiet" -gt 2 ]; then
      echo "$current 0" >"$STATE/position"
      quiet=0
      return 0
    fi
    return 1
  fi
  quiet=0
  gzip -nc "$STATE/lines" >"$STATE/batch.new" &&
    echo "$inode $((offset + bytes))" >"$STATE/next" &&
    mv "$STATE/batch.new" "$STATE/batch.gz"
}

quiet=0
tries=0
while :; do
  if [ ! -f "$STATE/batch.gz" ]; then
    cut_batch || sleep "$EVERY"
    continue
  fi
  status=$(post)
  case $status in
    2??) ;;
    400 | 413 | 415 | 422)
      say "refused with $status, kept in $STATE/refused: $(head -c 300 "$STATE/answer")"
      cp "$STATE/batch.gz" "$STATE/refused/$(date +%s).gz"
      ;;
    *)
      tries=$((tries + 1))
      [ "$tries" -gt 12 ] && tries=12
      say "not taken ($status), trying again"
      for _ in $(seq "$tries"); do sleep "$EVERY"; done
      continue
      ;;
  esac
  tries=0
  [ ! -f "$STATE/next" ] || mv "$STATE/next" "$STATE/position"
  rm -f "$STATE/batch.gz"
done
`;

const UNIT = `[Unit]
Description=Sends access logs to Steady
After=network-online.target

[Service]
ExecStart=${INSTALLED} /var/log/nginx/steady.log
StateDirectory=steady-send
DynamicUser=yes
SupplementaryGroups=adm
Restart=always

[Install]
WantedBy=multi-user.target
`;

/** Our sender, and how it is kept running. */
export const steadySend = (target: LogTarget): Recipe => ({
  id: "steady-send",
  program: "steady-send",
  text:
    `Save the program as ${INSTALLED} and make it executable (chmod 755). It sends what is new every five seconds, goes on ` +
    "where it was after a restart, waits while Steady cannot be reached, and sends nothing twice. The unit keeps it running " +
    "(systemctl enable --now steady-send); write the file of your gateway into its ExecStart.",
  proof: { isRun: true, with: "curl 7.88 and the command of its unit; systemd itself is not run here" },
  snippets: [
    { label: INSTALLED, text: sendProgram(target) },
    { label: "/etc/systemd/system/steady-send.service", text: UNIT },
  ],
});

/** Vector follows the same file. */
export const vector = ({ url, hasSecret }: LogTarget): Recipe => ({
  id: "vector",
  program: "Vector",
  text: "Follows the same file, where Vector runs already.",
  proof: { isRun: false },
  snippets: [
    {
      label: "vector.toml",
      text: `[sources.gateway]
type = "file"
include = ["/var/log/nginx/steady.log"]

[sinks.steady]
type = "http"
inputs = ["gateway"]
uri = "${url}"
compression = "gzip"
encoding.codec = "text"
framing.method = "newline_delimited"
request.headers.content-type = "application/x-ndjson"
${hasSecret ? `auth.strategy = "bearer"\nauth.token = "${SECRET_HERE}"\n` : ""}`,
    },
  ],
});

/** Fluent Bit follows the same file. */
export function fluentBit({ url, hasSecret }: LogTarget): Recipe {
  const { hostname, port, protocol, pathname } = new URL(url);
  const isSecure = protocol === "https:";
  return {
    id: "fluent-bit",
    program: "Fluent Bit",
    text: "Follows the same file, where Fluent Bit runs already.",
    proof: { isRun: false },
    snippets: [
      {
        label: "fluent-bit.conf",
        text: `[INPUT]
    Name    tail
    Path    /var/log/nginx/steady.log
    DB      /var/lib/fluent-bit/steady.db
    Parser  json

[OUTPUT]
    Name          http
    Match         *
    Host          ${hostname}
    Port          ${port || (isSecure ? "443" : "80")}
    URI           ${pathname}
    Format        json_lines
    Json_date_key false
    Compress      gzip
    Retry_Limit   no_limits
    tls           ${isSecure ? "on" : "off"}
${hasSecret ? `    Header        Authorization Bearer ${SECRET_HERE}\n` : ""}`,
      },
    ],
  };
}

/** Kong posts what it logs by itself. */
export const kong = ({ url, hasSecret }: LogTarget): Recipe => ({
  id: "kong",
  program: "Kong",
  text: "The http-log plugin sends what it logs by itself. Larger queues mean fewer, larger batches.",
  proof: { isRun: false },
  snippets: [
    {
      label: "kong.yml",
      text: `plugins:
  - name: http-log
    config:
      http_endpoint: ${url}
      method: POST
      content_type: application/json
${hasSecret ? `      headers:\n        Authorization: Bearer ${SECRET_HERE}\n` : ""}      queue:
        max_batch_size: 500
        max_coalescing_delay: 2
`,
    },
  ],
});

/** One line by hand, and what anything else has to do. */
export const curl = ({ url, hasSecret }: LogTarget): Recipe => ({
  id: "curl",
  program: "Anything else",
  text:
    "One JSON object per line; only ts, method, path and status are needed. A repeated Idempotency-Key, or " +
    "without one the same bytes, is stored once. At most 50,000 lines at a time, gzip welcome. Write the time of your request.",
  proof: { isRun: true, with: "curl 7.88" },
  snippets: [
    {
      label: "curl",
      text: `curl -X POST ${url} \\
  -H 'Content-Type: application/x-ndjson'${hasSecret ? ` \\\n  -H 'Authorization: Bearer ${SECRET_HERE}'` : ""} \\
  --data-binary '{"ts":"2026-11-24T09:30:00Z","method":"POST","path":"/v2/payments/81","route":"/v2/payments/{id}",\
"service":"payments","status":502,"latencyMs":1840,"consumer":"acme","version":"2.0.1","requestId":"8f2c"}'
`,
    },
  ],
});
