/**
 * C6: what the product prints for those who send it logs is followed word for word, with the real programs: only ports, and paths outside
 * of the test's folder, are replaced. Requests are good ones, errors, rewrites, dead and slow services, error pages and hostile callers; on
 * the way deliveries meet a busy product, cut lines and lost answers, the sender is killed, and files are rotated. Every request must be
 * stored once, with the path that was asked for, the status that was answered and its time in ms.
 */
import { execFileSync } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import {
  findApache,
  findCurl,
  findHaproxy,
  findLogrotate,
  findNginx,
  findRsyslog,
} from "@/scripts/servers-around.mjs";
import { instructionsFor } from "@/server/intake/instructions";
import type { Recipe } from "@/server/intake/recipes/recipe";
import { createSource } from "@/server/intake/sources.commands";
import { makeWorld, type World } from "@/server/testing/factories";
import { replaced, untilListens, Workbench, type RunningProgram } from "@/server/testing/programs";
import { asAdmin } from "@/server/testing/queries";
import { openFlakyProxy, type FlakyProxy } from "@/server/testing/flaky-proxy";
import { patiently, until } from "@/server/testing/waiting";
import { sendRaw, startWebServer, type TestServer } from "@/server/testing/web-server";

vi.setConfig({ testTimeout: patiently(60_000) });

const missing = Object.entries({
  nginx: findNginx(),
  apache: findApache(),
  haproxy: findHaproxy(),
  rsyslog: findRsyslog(),
  logrotate: findLogrotate(),
  curl: findCurl(),
}).flatMap(([name, path]) => (path === null ? [name] : []));
const isRoot = process.getuid?.() === 0;
const has = (...names: string[]) => names.every((name) => !missing.includes(name));

const SENDER = "/usr/local/bin/steady-send";
const NGINX_LOG = "/var/log/nginx/steady.log";

type Row = {
  method: string;
  path: string;
  route: string;
  status: number | null;
  latency_ms: number | null;
  upstream_ms: number | null;
  service: string;
  version: string | null;
  user_agent: string | null;
  request_id: string | null;
};

let web: TestServer;
let road: FlakyProxy;
let service: Server;
let servicePort: number;
let deadPort: number;
let bench: Workbench;
let world: World;
let recipes: Map<string, Recipe>;

/** The service behind the gateways: its path says what it does. */
function startService(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url!;
    const answer = (status: number) => outgoing.writeHead(status, { "x-app-version": "7.1.0" }).end("done");
    if (path.includes("hang")) return;
    // A gateway writes down how long a service took: this one takes a while.
    // eslint-disable-next-line steady/no-fixed-wait -- the time that passes is what the gateway's log is about
    if (path.includes("slow")) setTimeout(() => answer(200), 120);
    else answer(path.includes("fail") ? 500 : path.includes("gone") ? 404 : 200);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

beforeAll(async () => {
  web = await startWebServer();
  road = await openFlakyProxy(web.port);
  service = await startService();
  servicePort = (service.address() as AddressInfo).port;
  deadPort = await freePort();
});
afterAll(async () => {
  await road.close();
  await web.close();
  service.closeAllConnections();
  service.close();
});
beforeEach(async () => {
  road.state = "open";
  bench = new Workbench();
  world = await makeWorld();
  const { launchId } = world;
  const { key } = await createSource(world.scope, { launchId, kind: "gateway_logs", name: "Gateway" });
  const printed = instructionsFor({
    kind: "gateway_logs",
    publicUrl: road.url,
    key,
    launchSlug: null,
    hasSecret: false,
  });
  recipes = new Map(printed.flatMap((step) => step.recipes ?? []).map((recipe) => [recipe.id, recipe]));
});
afterEach(() => bench.close());

/** The text of a recipe's snippet, as the screen prints it. */
function printed(id: string, label: string): string {
  const recipe = recipes.get(id)!;
  const snippet = recipe.snippets.find((found) => found.label === label);
  if (!snippet) throw new Error(`The recipe for ${recipe.program} has no ${label}.`);
  return snippet.text;
}

/** Starts the sender as its unit does, for a file of the test's. */
function startSender(log: string): RunningProgram {
  const program = bench.write("steady-send", printed("steady-send", SENDER), 0o755);
  const unit = printed("steady-send", "/etc/systemd/system/steady-send.service");
  const command = replaced(/^ExecStart=(.*)$/m.exec(unit)![1]!, { [SENDER]: program, [NGINX_LOG]: log });
  const state = bench.path("state/.");
  return bench.start("steady-send", "/bin/sh", ["-c", `exec ${command}`], {
    env: { STATE_DIRECTORY: state, STEADY_EVERY: "0.2" },
  });
}

/** Everything that the product stored of this launch's requests, by the order in which they began. */
const stored = () =>
  asAdmin<Row>(
    `select method, path, route, status, latency_ms, upstream_ms, service, version, user_agent, request_id
     from gateway_log where org_id = $1 order by ts, path`,
    [world.orgId],
  );
async function untilStored(n: number): Promise<Row[]> {
  await until(async () => (await stored()).length >= n, 15_000).catch(async (error: unknown) => {
    throw new Error(`${(await stored()).length} of ${n} lines`, { cause: error });
  });
  return stored();
}
const refusedLines = async () =>
  (
    await asAdmin<{ n: number }>(
      "select coalesce(sum(rejected), 0)::int as n from ingest_batch where org_id = $1",
      [world.orgId],
    )
  )[0]!.n;

const get = (port: number, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: "manual" }).then(({ status }) => status);

/** What scanners send. */
const HOSTILE = [
  `GET /api/"quoted\\path HTTP/1.1\r\nHost: a\r\nUser-Agent: "quo\\ted" {"status":200}\r\nConnection: close\r\n\r\n`,
  Buffer.concat([
    Buffer.from("GET /api/bytes HTTP/1.1\r\nHost: a\r\nUser-Agent: b"),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
    Buffer.from("d\r\nConnection: close\r\n\r\n"),
  ]),
  `GET /api/m%C3%BCller%0A%22?q=%00 HTTP/1.1\r\nHost: a\r\nUser-Agent: Müller 😀\r\nConnection: close\r\n\r\n`,
  `GET /api/${"long/".repeat(700)} HTTP/1.1\r\nHost: a\r\nUser-Agent: ${"x".repeat(3_000)}\r\nConnection: close\r\n\r\n`,
  `GET /api/tab HTTP/1.1\r\nHost: a\r\nUser-Agent: a\tb\r\nConnection: close\r\n\r\n`,
];
async function beHostile(port: number): Promise<void> {
  for (const request of HOSTILE) await sendRaw(port, [request]);
  // What is no request at all: there is no path to tell of, and it must not cost the lines beside it.
  await sendRaw(port, [Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x0d, 0x0a, 0x0d, 0x0a])]);
}

/** @param name as far as the gateway's escaping keeps it: HAProxy leaves out what takes four bytes */
function expectHostile(rows: readonly Row[], name = "Müller 😀"): void {
  const agents = rows.map((row) => row.user_agent ?? "");
  expect(agents.find((agent) => agent.includes('{"status":200}'))).toBe('"quo\\ted" {"status":200}');
  expect(agents.find((agent) => agent.includes("Müller"))).toBe(name);
  expect(agents.some((agent) => /^x{300}$/.test(agent))).toBe(true);
  expect(rows.filter((row) => row.path.startsWith("/api/bytes"))).toHaveLength(1);
  expect(rows.some((row) => row.path.startsWith("/api/m%C3%BCller"))).toBe(true);
}

/**
 * Sends requests while everything goes wrong between the sender and the product, and demands that each is stored once.
 * @param request sends one request through the gateway
 * @param rotate turns the gateway's file over
 */
async function survives(
  request: (path: string) => Promise<number>,
  log: string,
  rotate: () => Promise<void>,
) {
  const before = (await stored()).length;
  const requested: string[] = [];
  const some = async (n: number) => {
    for (let each = 0; each < n; each += 1) {
      const path = `/api/during-${requested.length}x`;
      requested.push(path);
      await request(path);
    }
  };
  let sender = startSender(log);
  for (const state of ["busy", "deaf", "cut", "deaf"] as const) {
    road.state = state;
    const met = road.met[state];
    await some(5);
    await until(() => road.met[state] > met);
    if (state === "deaf") {
      await sender.stop("SIGKILL");
      sender = startSender(log);
    }
  }
  await rotate();
  await some(5);
  road.state = "open";
  await until(async () => (await stored()).length >= before + requested.length, 20_000).catch(
    () => undefined,
  );
  await some(3);
  const rows = await untilStored(before + requested.length);
  await sender.stop();
  const during = rows.filter(({ path }) => path.startsWith("/api/during-"));
  expect(during.map(({ path }) => path).toSorted()).toEqual(requested.toSorted());
}

describe.runIf(has("nginx", "curl"))("C6: nginx, as printed", () => {
  let port: number;
  let ownPort: number;
  let log: string;
  let nginx: RunningProgram;

  beforeEach(async () => {
    [port, ownPort] = [await freePort(), await freePort()];
    log = bench.path("log/steady.log");
    const own = bench.path("log/own.log");
    const conf = replaced(printed("nginx", "/etc/nginx/conf.d/steady.conf"), { [NGINX_LOG]: log });
    const lastLine = conf.trimEnd().split("\n").at(-1)!;
    bench.write("conf.d/steady.conf", conf);
    for (const page of ["index", "50x"]) bench.write(`html/${page}.html`, page);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (what) => `${what}_temp_path ${bench.path(`tmp/${what}`)};`,
    );
    const main = bench.write(
      "nginx.conf",
      `daemon off; pid ${bench.folder}/pid; error_log stderr warn; events {}
       http { access_log ${own}; ${temporary.join(" ")} include ${bench.folder}/conf.d/*.conf;
         upstream pool { server 127.0.0.1:${deadPort}; server 127.0.0.1:${servicePort}; }
         large_client_header_buffers 4 16k;
         server { listen 127.0.0.1:${port}; root ${bench.folder}/html;
           error_page 500 502 503 504 /50x.html;
           location /shop/ { try_files $uri $uri/ /index.html; }
           location /api/ { rewrite ^/api/(.*)$ /backend/$1 break; proxy_pass http://127.0.0.1:${servicePort};
             proxy_intercept_errors on; proxy_read_timeout 300ms; }
           location /old/ { rewrite ^/old/(.*)$ /shop/$1 last; }
           location /down/ { proxy_pass http://127.0.0.1:${deadPort}; }
           location /masked/ { error_page 502 =200 /50x.html; proxy_pass http://127.0.0.1:${deadPort}; }
           location /pool/ { proxy_pass http://pool; }
           location /moved { return 301 /shop/; }
         }
         server { listen 127.0.0.1:${ownPort}; access_log ${own};
           ${lastLine}
           location / { return 204; } }
       }`,
    );
    nginx = bench.start("nginx", findNginx()!, ["-p", bench.folder, "-c", main, "-e", "stderr"]);
    await untilListens(port, nginx);
  });

  test("tells the path that was asked for, the status and the times, through rewrites and error pages", async () => {
    const sender = startSender(log);
    const cases: [string, string, number][] = [
      ["/shop/cart?id=7", "/shop/cart", 200],
      ["/old/cart", "/old/cart", 200],
      ["/api/orders/4711?token=x", "/api/orders/4711", 200],
      ["/api/gone/1", "/api/gone/1", 404],
      ["/api/fail/now", "/api/fail/now", 500],
      ["/api/hang/now", "/api/hang/now", 504],
      ["/api/slow/now", "/api/slow/now", 200],
      ["/down/a", "/down/a", 502],
      ["/masked/a", "/masked/a", 502],
      ["/moved", "/moved", 301],
      ["/nothing.png", "/nothing.png", 404],
    ];
    for (const [requested] of cases) await get(port, requested, { "user-agent": "curl/8" });
    await get(ownPort, "/own/place");
    const rows = await untilStored(cases.length + 1);
    for (const [, path, status] of cases)
      expect([path, rows.find((row) => row.path === path)?.status]).toEqual([path, status]);
    expect(rows).toHaveLength(cases.length + 1);
    expect(rows.find(({ path }) => path === "/own/place")?.status).toBe(204);
    const of = (path: string) => rows.find((row) => row.path === path)!;
    expect(of("/api/slow/now").latency_ms).toBeGreaterThanOrEqual(110);
    expect(of("/api/slow/now").latency_ms).toBeLessThan(2_000);
    expect(of("/api/slow/now").upstream_ms).toBeGreaterThanOrEqual(110);
    expect(of("/api/hang/now").latency_ms).toBeGreaterThanOrEqual(290);
    expect(of("/shop/cart").upstream_ms).toBeNull();
    expect(of("/api/orders/4711")).toMatchObject({
      method: "GET",
      route: "/api/orders/{id}",
      service: "shop",
      version: "7.1.0",
      user_agent: "curl/8",
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(of("/shop/cart").version).toBe("2.0.1");
    // One service of two is dead: nginx tries the other, and the two times add up.
    for (let n = 0; n < 4; n += 1) expect(await get(port, `/pool/slow-${n}`)).toBe(200);
    const pooled = (await untilStored(cases.length + 5)).filter(({ path }) => path.startsWith("/pool/"));
    for (const row of pooled) {
      expect(row.status).toBe(200);
      expect(row.upstream_ms).toBeGreaterThanOrEqual(110);
    }
    expect(await refusedLines()).toBe(0);
    await sender.stop();
  });

  test("hostile callers cost no line, neither theirs nor others'", async () => {
    const sender = startSender(log);
    await get(port, "/api/before");
    await beHostile(port);
    await get(port, "/api/after");
    const rows = await untilStored(HOSTILE.length + 2);
    expectHostile(rows);
    expect(rows).toHaveLength(HOSTILE.length + 2);
    expect(await refusedLines()).toBe(0);
    await sender.stop();
  });

  test("nothing is lost or counted twice while the product is busy, lines are cut, answers are lost and files turned over", () =>
    survives(
      (path) => get(port, path),
      log,
      async () => {
        // As Debian's logrotate does: renamed, made anew, reopened.
        renameSync(log, `${log}.1`);
        nginx.process.kill("SIGUSR1");
        await until(() => existsSync(log));
      },
    ));
});

describe.runIf(has("apache", "curl") && isRoot)("C6: Apache, as printed", () => {
  const LOG = "/var/log/apache2/steady.log";
  let port: number;
  let log: string;
  let apache: RunningProgram;
  let main: string;

  beforeEach(async () => {
    port = await freePort();
    log = bench.path("log/steady.log");
    const conf = replaced(printed("apache", "/etc/apache2/conf-available/steady.conf"), { [LOG]: log });
    bench.write("conf/steady.conf", conf);
    for (const page of ["index", "50x", "app/index"]) bench.write(`html/${page}.html`, page);
    const modules = [
      "mpm_event",
      "authz_core",
      "setenvif",
      "unique_id",
      "rewrite",
      "proxy",
      "proxy_http",
      "dir",
    ];
    main = bench.write(
      "apache.conf",
      `ServerRoot ${bench.folder}
       ServerName a.example
       PidFile ${bench.folder}/pid
       ErrorLog ${bench.path("log/error.log")}
       Listen 127.0.0.1:${port}
       ${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
       User www-data
       Group www-data
       DocumentRoot ${bench.folder}/html
       LimitRequestLine 16000
       <Directory ${bench.folder}/html>
         Require all granted
       </Directory>
       <Directory ${bench.folder}/html/app>
         FallbackResource /app/index.html
       </Directory>
       ErrorDocument 404 /50x.html
       ErrorDocument 500 /50x.html
       ErrorDocument 502 /50x.html
       ErrorDocument 503 /50x.html
       ErrorDocument 504 /50x.html
       Include ${bench.folder}/conf/steady.conf
       ProxyTimeout 1
       ProxyErrorOverride On
       RewriteEngine On
       RewriteRule ^/old/(.*)$ /app/$1 [L]
       RewriteRule ^/api/(.*)$ http://127.0.0.1:${servicePort}/backend/$1 [P,B]
       RewriteRule ^/down/(.*)$ http://127.0.0.1:${deadPort}/$1 [P]
       RewriteRule ^/moved$ /app/ [R=301]
      `,
    );
    apache = bench.start("apache", findApache()!, ["-X", "-f", main]);
    await untilListens(port, apache);
  });

  test("tells the path that was asked for, the status and the times, through rewrites and error documents", async () => {
    const sender = startSender(log);
    const cases: [string, string, number][] = [
      ["/app/cart?id=7", "/app/cart", 200],
      ["/old/cart", "/old/cart", 200],
      ["/api/orders/4711?token=x", "/api/orders/4711", 200],
      ["/api/gone/1", "/api/gone/1", 404],
      ["/api/fail/now", "/api/fail/now", 500],
      ["/api/hang/now", "/api/hang/now", 502],
      ["/api/slow/now", "/api/slow/now", 200],
      ["/down/a", "/down/a", 503],
      ["/moved", "/moved", 301],
      ["/nothing.png", "/nothing.png", 404],
    ];
    const answered: number[] = [];
    for (const [requested] of cases) answered.push(await get(port, requested, { "user-agent": "curl/8" }));
    const rows = await untilStored(cases.length);
    expect(cases.map(([, path]) => rows.find((row) => row.path === path)?.status)).toEqual(answered);
    expect(answered.slice(0, 5)).toEqual(cases.slice(0, 5).map(([, , status]) => status));
    expect(answered[5]).toBeGreaterThanOrEqual(502);
    expect(answered.slice(6)).toEqual(cases.slice(6).map(([, , status]) => status));
    const of = (path: string) => rows.find((row) => row.path === path)!;
    expect(of("/api/slow/now").latency_ms).toBeGreaterThanOrEqual(110);
    expect(of("/api/slow/now").latency_ms).toBeLessThan(2_000);
    expect(of("/api/orders/4711")).toMatchObject({
      method: "GET",
      route: "/api/orders/{id}",
      service: "shop",
      version: "2.0.1",
      user_agent: "curl/8",
      request_id: expect.stringMatching(/^[\w@-]{20,40}$/) as string,
    });
    expect(new Set(rows.map(({ request_id }) => request_id)).size).toBe(cases.length);
    expect(await refusedLines()).toBe(0);
    await sender.stop();
  });

  test("hostile callers cost no line, neither theirs nor others'", async () => {
    const sender = startSender(log);
    await get(port, "/api/before");
    await beHostile(port);
    await get(port, "/api/after");
    await until(async () => (await stored()).some(({ path }) => path === "/api/after"));
    const rows = await stored();
    expectHostile(rows);
    expect(await refusedLines()).toBe(0);
    await sender.stop();
  });

  test("nothing is lost or counted twice while the product is busy, lines are cut, answers are lost and files turned over", () =>
    survives(
      (path) => get(port, path),
      log,
      async () => {
        renameSync(log, `${log}.1`);
        await apache.stop();
        apache = bench.start("apache", findApache()!, ["-X", "-f", main]);
        await untilListens(port, apache);
      },
    ));
});

describe.runIf(has("haproxy", "rsyslog", "logrotate", "curl") && isRoot)(
  "C6: HAProxy and rsyslog, as printed",
  () => {
    const LOG = "/var/log/steady/gateway.log";
    let port: number;
    let log: string;
    let rsyslog: RunningProgram;
    let syslogPort: number;

    beforeEach(async () => {
      [port, syslogPort] = [await freePort(), await freePort()];
      log = `${bench.folder}/log/gateway.log`;
      const rsyslogConf = replaced(printed("rsyslog", "/etc/rsyslog.d/40-steady.conf"), {
        [LOG]: log,
        'port="5140"': `port="${syslogPort}"`,
      });
      bench.write("rsyslog.d/40-steady.conf", rsyslogConf);
      const syslogMain = bench.write(
        "rsyslog.conf",
        `global(workDirectory="${bench.path("work/.")}")\n$IncludeConfig ${bench.folder}/rsyslog.d/*.conf\n`,
      );
      rsyslog = bench.start("rsyslog", findRsyslog()!, [
        "-n",
        "-f",
        syslogMain,
        "-i",
        `${bench.folder}/rsyslog.pid`,
      ]);
      await until(() => existsSync(`${bench.folder}/rsyslog.pid`));
      const toSyslog = replaced(printed("haproxy", "haproxy.cfg, global"), {
        "127.0.0.1:5140": `127.0.0.1:${syslogPort}`,
      });
      const main = bench.write(
        "haproxy.cfg",
        `global
${toSyslog}
  tune.bufsize 32768
defaults
  timeout connect 300ms
  timeout client 5s
  timeout server 300ms
  retries 2
frontend shop
  bind 127.0.0.1:${port}
${printed("haproxy", "haproxy.cfg, frontend")}
  http-request redirect location /shop/ code 301 if { path /moved }
  http-request replace-path /api/(.*) /backend/\\1
  use_backend down if { path_beg /down/ }
  use_backend pool if { path_beg /pool/ }
  default_backend orders
backend orders
  mode http
  server one 127.0.0.1:${servicePort}
backend down
  mode http
  server one 127.0.0.1:${deadPort}
backend pool
  mode http
  option redispatch 1
  server one 127.0.0.1:${deadPort}
  server two 127.0.0.1:${servicePort}
`,
      );
      const haproxy = bench.start("haproxy", findHaproxy()!, ["-f", main]);
      await untilListens(port, haproxy);
    });

    test("tells the path that was asked for, the status and the times, through rewrites, retries and dead servers", async () => {
      await get(port, "/first");
      await until(() => existsSync(log));
      const sender = startSender(log);
      const cases: [string, string, number][] = [
        ["/api/orders/4711?token=x", "/api/orders/4711", 200],
        ["/api/gone/1", "/api/gone/1", 404],
        ["/api/fail/now", "/api/fail/now", 500],
        ["/api/hang/now", "/api/hang/now", 504],
        ["/api/slow/now", "/api/slow/now", 200],
        ["/down/a", "/down/a", 503],
        ["/pool/a", "/pool/a", 200],
        ["/pool/b", "/pool/b", 200],
        ["/moved", "/moved", 301],
      ];
      for (const [requested] of cases) await get(port, requested, { "user-agent": "curl/8" });
      const rows = await untilStored(cases.length + 1);
      for (const [, path, status] of cases)
        expect([path, rows.find((row) => row.path === path)?.status]).toEqual([path, status]);
      const of = (path: string) => rows.find((row) => row.path === path)!;
      expect(of("/api/slow/now").latency_ms).toBeGreaterThanOrEqual(110);
      expect(of("/api/slow/now").upstream_ms).toBeGreaterThanOrEqual(110);
      expect(of("/down/a").upstream_ms).toBeNull();
      expect(of("/api/hang/now").upstream_ms).toBeNull();
      expect(of("/api/hang/now").latency_ms).toBeGreaterThanOrEqual(290);
      expect(of("/api/orders/4711")).toMatchObject({
        method: "GET",
        route: "/api/orders/{id}",
        service: "orders",
        version: "2.0.1",
        user_agent: "curl/8",
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
      expect(await refusedLines()).toBe(0);
      await sender.stop();
    });

    test("hostile callers cost no line, neither theirs nor others'", async () => {
      await get(port, "/api/before");
      await until(() => existsSync(log));
      const sender = startSender(log);
      await beHostile(port);
      await get(port, "/api/after");
      await until(async () => (await stored()).some(({ path }) => path === "/api/after"));
      expectHostile(await stored(), "Müller ");
      await sender.stop();
    });

    test("nothing is lost or counted twice while the product is busy, lines are cut, answers are lost and files turned over", async () => {
      await get(port, "/api/before");
      await until(() => existsSync(log));
      const rotation = bench.write(
        "logrotate.d/steady",
        replaced(printed("rsyslog", "/etc/logrotate.d/steady"), {
          [LOG]: log,
          // What systemd is told to do on an installed machine.
          "/usr/lib/rsyslog/rsyslog-rotate": `kill -HUP ${rsyslog.process.pid}`,
        }),
      );
      execFileSync("chmod", ["755", `${bench.folder}/log`, `${bench.folder}/logrotate.d`]);
      await survives(
        (path) => get(port, path),
        log,
        async () => {
          execFileSync(findLogrotate()!, ["--force", "--state", `${bench.folder}/rotated`, rotation]);
          expect(existsSync(`${log}.1`)).toBe(true);
        },
      );
    });
  },
);

describe.runIf(has("curl"))("C6: one line by hand, as printed", () => {
  test("is stored once, however often it is sent", async () => {
    const command = replaced(printed("curl", "curl"), { "2026-11-24T09:30:00Z": new Date().toISOString() });
    for (const isDuplicate of [false, true]) {
      const curl = bench.start("curl", "/bin/sh", ["-c", `${command.trimEnd()} --silent`]);
      await new Promise((done) => curl.process.once("close", done));
      expect(JSON.parse(curl.output())).toMatchObject({ accepted: 1, rejected: 0, isDuplicate });
    }
    expect(await stored()).toMatchObject([
      {
        path: "/v2/payments/81",
        route: "/v2/payments/{id}",
        status: 502,
        latency_ms: 1840,
        version: "2.0.1",
      },
    ]);
  });
});

test("what is not run here says so, and everything else is followed above", () => {
  const all = [...recipes.values()];
  expect(all.filter(({ proof }) => !proof.isRun).map(({ id }) => id)).toEqual([
    "envoy",
    "vector",
    "fluent-bit",
    "kong",
  ]);
  expect(all.filter(({ proof }) => proof.isRun).map(({ id }) => id)).toEqual([
    "nginx",
    "apache",
    "haproxy",
    "rsyslog",
    "steady-send",
    "curl",
  ]);
});

test.runIf(process.env["CI"])("nothing of this is left out", () => {
  expect([missing, isRoot]).toEqual([[], true]);
});
