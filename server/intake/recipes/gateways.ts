import type { Recipe } from "./recipe";

/**
 * nginx: the path and the status as the caller knew them. `$request_uri` is what was asked for; `$uri` is what try_files, rewrites and
 * error pages made of it. `$status` is what an error page may have turned into 200, so a failed upstream's own status counts.
 */
export const NGINX: Recipe = {
  id: "nginx",
  program: "nginx",
  text:
    "Write the name of the service and its version into the two maps; a service that answers with an X-App-Version header says its " +
    "version itself. Then reload nginx. A server block with an access_log of its own needs the last line too. Debian's logrotate turns " +
    "this file over like the others there.",
  proof: { isRun: true, with: "nginx 1.22" },
  snippets: [
    {
      label: "/etc/nginx/conf.d/steady.conf",
      text: `map $host $steady_service { default "shop"; }
map $upstream_http_x_app_version $steady_version { default $upstream_http_x_app_version; "" "2.0.1"; }
map $upstream_status $steady_status { default $status; "~(?:^|[ ,:])(?<steady_failed>5\\d\\d)$" $steady_failed; }
log_format steady escape=json
  '{"ts":"$msec","method":"$request_method","path":"$request_uri","status":"$steady_status",'
  '"request_time":"$request_time","upstream_response_time":"$upstream_response_time",'
  '"upstream_header_time":"$upstream_header_time","upgrade":"$http_upgrade","content_type":"$sent_http_content_type",'
  '"service":"$steady_service","version":"$steady_version",'
  '"bytes_in":"$request_length","bytes_out":"$bytes_sent",'
  '"client_ip":"$remote_addr","user_agent":"$http_user_agent","request_id":"$request_id"}';
access_log /var/log/nginx/steady.log steady if=$request_uri;
`,
    },
  ],
};

/**
 * Apache: the path out of the request line, which rewrites and error documents leave alone; `%<` looks at the request that came in, also
 * where an error document was served for it. Apache writes bytes beyond ASCII as \\xhh, which the product reads.
 */
export const APACHE: Recipe = {
  id: "apache",
  program: "Apache",
  text:
    "Write the name of the service and its version into the first two lines, switch the configuration and the request ids on " +
    "(a2enmod unique_id, a2enconf steady), and reload Apache. A virtual host with a CustomLog of its own needs the last line too. " +
    "Debian's logrotate turns this file over like the others there.",
  proof: { isRun: true, with: "Apache 2.4" },
  snippets: [
    {
      label: "/etc/apache2/conf-available/steady.conf",
      text: `Define STEADY_SERVICE shop
Define STEADY_VERSION 2.0.1
SetEnvIfExpr "%{THE_REQUEST} =~ m#^\\S+ (\\S+)#" STEADY_PATH=$1
LogFormat "{\\"ts\\":\\"%{begin:msec}t\\",\\"method\\":\\"%<m\\",\\"path\\":\\"%<{STEADY_PATH}e\\",\\"status\\":\\"%>s\\",\\
\\"latency_us\\":\\"%D\\",\\"service\\":\\"\${STEADY_SERVICE}\\",\\"version\\":\\"\${STEADY_VERSION}\\",\\
\\"bytes_in\\":\\"%I\\",\\"bytes_out\\":\\"%O\\",\\"client_ip\\":\\"%a\\",\\"user_agent\\":\\"%{User-Agent}i\\",\\
\\"request_id\\":\\"%<{UNIQUE_ID}e\\"}" steady
CustomLog /var/log/apache2/steady.log steady env=STEADY_PATH
`,
    },
  ],
};

/** HAProxy: what it knows of the request is kept before any rule changes it; a status or time of −1 says that no server answered. */
export const HAPROXY: Recipe = {
  id: "haproxy",
  program: "HAProxy",
  text:
    "HAProxy hands its lines to rsyslog on the same machine, set up as below. The global line and the frontend's lines go into " +
    "/etc/haproxy/haproxy.cfg, the frontend's before its other rules; the version is yours to write.",
  proof: { isRun: true, with: "HAProxy 2.6" },
  snippets: [
    { label: "haproxy.cfg, global", text: "log 127.0.0.1:5140 len 8192 format raw local0\n" },
    {
      label: "haproxy.cfg, frontend",
      text: `mode http
log global
option dontlognull
unique-id-format %[uuid]
unique-id-header X-Request-ID
http-request set-var(txn.steady_path) path
http-request set-var(txn.steady_agent) req.fhdr(user-agent)
log-format '{"ts":"%Ts.%ms","method":"%HM","path":"%[var(txn.steady_path),json(utf8s)]","status":"%ST",\
"latency_ms":"%Ta","upstream_ms":"%Tr","service":"%b","version":"2.0.1","bytes_in":"%U","bytes_out":"%B",\
"client_ip":"%ci","user_agent":"%[var(txn.steady_agent),json(utf8s)]","request_id":"%ID"}'
`,
    },
  ],
};

/** rsyslog: JSON that programs hand it, line by line into a file. */
export const RSYSLOG: Recipe = {
  id: "rsyslog",
  program: "rsyslog",
  text:
    "Takes JSON lines over UDP on this machine, HAProxy's or those of any program that writes the fields, and writes them into a file as " +
    "they came. The second file has logrotate turn it over.",
  proof: { isRun: true, with: "rsyslog 8.2302 and logrotate 3.21" },
  snippets: [
    {
      label: "/etc/rsyslog.d/40-steady.conf",
      text: `module(load="imudp")
template(name="steady" type="string" string="%rawmsg%\\n")
ruleset(name="steady") {
  action(type="omfile" file="/var/log/steady/gateway.log" template="steady" fileCreateMode="0640" createDirs="on")
}
input(type="imudp" address="127.0.0.1" port="5140" ruleset="steady")
`,
    },
    {
      label: "/etc/logrotate.d/steady",
      text: `/var/log/steady/gateway.log {
  daily
  rotate 7
  missingok
  notifempty
  compress
  delaycompress
  postrotate
    /usr/lib/rsyslog/rsyslog-rotate
  endscript
}
`,
    },
  ],
};

/** Envoy: its access log in our fields. */
export const ENVOY: Recipe = {
  id: "envoy",
  program: "Envoy",
  text: "An access log in the HTTP connection manager, in these fields; its file is sent like the others.",
  proof: { isRun: false },
  snippets: [
    {
      label: "envoy.yaml",
      text: `access_log:
  - name: envoy.access_loggers.file
    typed_config:
      "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
      path: /var/log/steady/gateway.log
      log_format:
        json_format:
          ts: "%START_TIME%"
          method: "%REQ(:METHOD)%"
          path: "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"
          status: "%RESPONSE_CODE%"
          latency_ms: "%DURATION%"
          upstream_ms: "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"
          service: "%UPSTREAM_CLUSTER%"
          bytes_in: "%BYTES_RECEIVED%"
          bytes_out: "%BYTES_SENT%"
          client_ip: "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%"
          user_agent: "%REQ(USER-AGENT)%"
          request_id: "%REQ(X-REQUEST-ID)%"
`,
    },
  ],
};
