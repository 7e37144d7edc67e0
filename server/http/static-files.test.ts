import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStaticFiles, isStaticPath } from "./static-files";

const SCRIPT = "console.log('the build made this');";
const SECRET = "nobody's but the machine's";

const parent = mkdtempSync(join(tmpdir(), "static-files-"));
let server: Server;

beforeAll(async () => {
  mkdirSync(join(parent, "build", "static", "chunks"), { recursive: true });
  mkdirSync(join(parent, "build", "server"));
  const script = join(parent, "build", "static", "chunks", "page-1a2b.js");
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  for (const path of ["package.json", "build/secret.json", "build/server/page.js"])
    writeFileSync(join(parent, path), SECRET);
  const files = createStaticFiles(relative(process.cwd(), join(parent, "build")));
  server = createServer((incoming, outgoing) => {
    if (isStaticPath(incoming.url ?? "")) return void files(incoming, outgoing);
    outgoing.writeHead(421).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  await new Promise((done) => server.close(done));
  rmSync(parent, { recursive: true });
});

type Answer = { status: number; headers: string; body: string };

/** Sends a request exactly as it is written: clients put a path right before it is on the wire. */
function send(method: string, path: string, headers: string[] = []): Promise<Answer> {
  return new Promise((done, fail) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("error", fail);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => {
      const [head = "", ...rest] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
      done({
        status: Number(head.split(" ")[1]),
        headers: head.toLowerCase(),
        body: rest.join("\r\n\r\n"),
      });
    });
    socket.write(
      [`${method} ${path} HTTP/1.1`, "Host: steady", "Connection: close", ...headers, "", ""].join("\r\n"),
    );
  });
}

const FILE = "/_next/static/chunks/page-1a2b.js";

test("a file of the build is handed out for good, compressed for whoever takes it so", async () => {
  const plain = await send("GET", FILE);
  expect(plain).toMatchObject({ status: 200, body: SCRIPT });
  expect(plain.headers).toContain("cache-control: public, max-age=31536000, immutable");
  expect(plain.headers).toContain("x-content-type-options: nosniff");
  const packed = await send("GET", FILE, ["Accept-Encoding: gzip"]);
  expect(packed.status).toBe(200);
  expect(packed.headers).toContain("content-encoding: gzip");
  expect(packed.headers).toContain("vary: accept-encoding");
  const reply = await send("HEAD", FILE);
  expect(reply).toMatchObject({ status: 200, body: "" });
  expect(reply.headers).toContain(`content-length: ${SCRIPT.length}`);
});

test("a file that is not there is not found, is not kept by anybody, and is no reason to run anything", async () => {
  for (const path of ["/_next/static/chunks/page-9z9z.js", "/_next/static/", "/_next/static/chunks"]) {
    const answer = await send("GET", path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers, path).not.toContain("immutable");
    expect(answer.headers, path).toContain("x-content-type-options: nosniff");
  }
  expect((await send("POST", FILE)).status).toBe(404);
});

test.each([
  "/_next/static/../../package.json",
  "/_next/static/../secret.json",
  "/_next/static/../server/page.js",
  "/_next/static/%2e%2e/secret.json",
  "/_next/static/%2E%2E/%2e%2e/package.json",
  "/_next/static/..%2fsecret.json",
  "/_next/static/%2e%2e%2fsecret.json",
  "/_next/static/%252e%252e%252fsecret.json",
  "/_next/static/..\\secret.json",
  "/_next/static/..%5csecret.json",
  "/_next/static/chunks/..%2f..%2f..%2fpackage.json",
  "/_next/static//../secret.json",
  "/_next/static/chunks//page-1a2b.js/../../../secret.json",
  "/_next/static/%00",
  "/_next/static/chunks/page-1a2b.js%00",
  "/_next/static/%00/../../secret.json",
  "/_next/static/%",
  "/_next/static/%ff%fe",
  `/_next/static/${"a/".repeat(2_000)}`,
])("%s leads to no file outside of what the build made", async (path) => {
  const answer = await send("GET", path);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body).not.toContain(SECRET);
});
