import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRaw, startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
beforeAll(async () => void (web = await startWebServer()));
afterAll(() => web.close());

const request = (method: string, path: string, extra = "") =>
  `${method} ${path} HTTP/1.1\r\nhost: steady.test\r\n${extra}\r\n`;

/** Status, headers by name and body of the answers that stand one after the other on a connection. */
function readAnswers(received: string, methods: readonly string[]) {
  let rest = received;
  return methods.map((method) => {
    const end = rest.indexOf("\r\n\r\n");
    const [first = "", ...lines] = rest.slice(0, end).split("\r\n");
    const headers = new Map(
      lines.map((line): [string, string] => {
        const at = line.indexOf(":");
        return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
      }),
    );
    const length = method === "HEAD" ? 0 : Number(headers.get("content-length"));
    const body = rest.slice(end + 4, end + 4 + length);
    rest = rest.slice(end + 4 + length);
    return { status: Number(first.split(" ")[1]), headers, body, rest };
  });
}

test("HEAD is answered with what GET would say but its body, and the connection is still good", async () => {
  const received = await sendRaw(web.port, [
    request("GET", "/livez") + request("HEAD", "/livez") + request("GET", "/livez", "connection: close\r\n"),
  ]);
  const [got, head, again] = readAnswers(received, ["GET", "HEAD", "GET"]);
  expect([got!.status, head!.status, again!.status]).toEqual([200, 200, 200]);
  expect(head!.headers.get("content-type")).toBe(got!.headers.get("content-type"));
  expect(again!.body).toBe(got!.body);
  expect(again!.rest).toBe("");
});

test.each([
  { name: "what is not there", method: "GET", path: "/api/v1/nothing", status: 404 },
  { name: "another method", method: "DELETE", path: "/api/v1/items", status: 405 },
  { name: "who sends no key", method: "POST", path: "/api/v1/items", status: 401 },
])(
  "$name is refused in JSON of the length announced, with every header",
  async ({ method, path, status }) => {
    const received = await sendRaw(web.port, [
      request(method, path, "content-length: 0\r\nconnection: close\r\n"),
    ]);
    const [answer] = readAnswers(received, [method]);
    expect(answer!.status).toBe(status);
    const { error } = JSON.parse(answer!.body) as { error: { requestId: string } };
    expect(answer!.headers.get("x-request-id")).toBe(error.requestId);
    expect(answer!.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer!.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer!.rest).toBe("");
  },
);
