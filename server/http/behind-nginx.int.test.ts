import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "@/scripts/embedded-postgres.mjs";
import { dropSingleton } from "@/server/platform/singleton";
import { setPassword } from "@/server/testing/accounts";
import { makeWorld } from "@/server/testing/factories";
import { PASSWORD } from "@/server/testing/visitor";
import { patiently, until } from "@/server/testing/waiting";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

vi.setConfig({ testTimeout: patiently(120_000) });

const hasNginx = spawnSync("nginx", ["-v"]).status === 0;

/** The README's configuration, in front of a port. */
function configuration(folder: string, front: number, behind: number): string {
  const locations = /```nginx\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8"))![1]!;
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
http { access_log off; ${temporary.join(" ")}
server { listen 127.0.0.1:${front}; ${locations.replaceAll("127.0.0.1:3000", `127.0.0.1:${behind}`).replaceAll("$host", "$http_host")} } }`;
}

let web: TestServer;
let nginx: ChildProcess;
let folder: string;
let front: number;

type Got = { status: number; text: string; cookies: string[] };

/** Asks nginx from one of this machine's own addresses, all of which are different callers to it. */
function call(
  from: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Got> {
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: front,
        localAddress: from,
        method: body === undefined ? "GET" : "POST",
        path,
        headers: {
          origin: `http://127.0.0.1:${front}`,
          "content-type": "application/json",
          accept: "application/json",
          ...headers,
        },
      },
      (answer) => {
        let text = "";
        answer.on("data", (part: Buffer) => (text += part.toString()));
        answer.on("end", () =>
          done({
            status: answer.statusCode ?? 0,
            text,
            cookies: (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]!),
          }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function signIn(from: string, email: string, password: string, headers = {}): Promise<number> {
  const csrf = await call(from, "/api/auth/csrf", undefined, headers);
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const given = { csrfToken, email, password };
  return (
    await call(from, "/api/auth/callback/credentials", given, { cookie: csrf.cookies.join("; "), ...headers })
  ).status;
}

function trust(proxies: number): void {
  process.env["TRUSTED_PROXIES"] = String(proxies);
  process.env["PUBLIC_URL"] = `http://127.0.0.1:${front}`;
  dropSingleton("env");
}

beforeAll(async () => {
  if (!hasNginx) return;
  web = await startWebServer();
  folder = mkdtempSync(join(tmpdir(), "steady-nginx-"));
  chmodSync(folder, 0o777);
  front = await freePort();
  writeFileSync(join(folder, "nginx.conf"), configuration(folder, front, web.port));
  nginx = spawn("nginx", ["-c", join(folder, "nginx.conf")], { stdio: "ignore" });
  await until(() =>
    call("127.0.0.1", "/livez").then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
});
afterAll(async () => {
  if (!hasNginx) return;
  for (const name of ["TRUSTED_PROXIES", "PUBLIC_URL"]) delete process.env[name];
  dropSingleton("env");
  const ended = new Promise((done) => nginx.once("exit", done));
  nginx.kill("SIGTERM");
  await ended;
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.runIf(hasNginx).each([0, 1])(
  "everybody behind the README's nginx, with TRUSTED_PROXIES=%i",
  (proxies) => {
    const address = (last: number) => `127.0.${proxies}.${last}`;

    test("100 wrong tries shut out whoever made them, and nobody else", async () => {
      trust(proxies);
      const world = await makeWorld();
      await setPassword(world.accountId, PASSWORD);
      const statuses: number[] = [];
      for (let n = 0; n < 102; n++)
        statuses.push(await signIn(address(66), `guess-${n}@example.test`, "wrong and wrong"));
      expect(statuses.filter((status) => status === 401)).toHaveLength(100);
      expect(statuses.slice(100)).toEqual([429, 429]);
      expect(await signIn(address(66), world.email, PASSWORD)).toBe(429);
      expect(await signIn(address(77), world.email, PASSWORD)).toBe(200);
    });

    test("a header that the caller makes up gives no further tries", async () => {
      trust(proxies);
      const statuses: number[] = [];
      for (let n = 0; n < 21; n++)
        statuses.push(
          await signIn(address(88), `victim-${proxies}@example.test`, "wrong and wrong", {
            "x-forwarded-for": `10.0.${proxies}.${n}`,
            "x-real-ip": `10.1.${proxies}.${n}`,
          }),
        );
      expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
    });

    test("the form's limit is each network's own", async () => {
      trust(proxies);
      const world = await makeWorld();
      const post = (from: string, n: number) =>
        call(from, `/api/v1/forms/${world.formKey}`, { text: `Report ${n}` }).then(({ status }) => status);
      const statuses: number[] = [];
      for (let n = 0; n < 31; n++) statuses.push(await post(address(99), n));
      expect(statuses).toEqual([...Array<number>(30).fill(202), 429]);
      expect(await post(address(100), 99)).toBe(202);
    });
  },
);
