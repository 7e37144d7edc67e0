import { describe, expect, test } from "vitest";
import type { LogTarget, Recipe } from "./recipe";
import { curl, fluentBit, kong, steadySend, vector } from "./senders";

const URL_HERE = "https://steady.example/api/v1/logs/src_key";
const OPEN: LogTarget = { url: URL_HERE, hasSecret: false };
const SEALED: LogTarget = { url: URL_HERE, hasSecret: true };
const SECRET = "<the secret of this source>";
const textOf = ({ snippets }: Recipe) => snippets.map(({ text }) => text).join("\n");

describe.each([
  ["steady-send", steadySend, "steady-send", /Follows the file|follows a file|Save the program/],
  ["vector", vector, "Vector", /Follows the same file/],
  ["fluent-bit", fluentBit, "Fluent Bit", /Follows the same file/],
  ["kong", kong, "Kong", /http-log plugin/],
  ["curl", curl, "Anything else", /One JSON object per line/],
] as const)("%s", (id, recipe, program, words) => {
  test("is called as its users call it, and says what it does", () => {
    expect(recipe(OPEN)).toMatchObject({ id, program });
    expect(recipe(OPEN).text).toMatch(words);
  });
  test("has the secret's place where the source has one, and nothing of it where it has none", () => {
    expect(textOf(recipe(SEALED))).toContain(SECRET);
    expect(textOf(recipe(OPEN))).not.toMatch(
      /<the secret|Authorization Bearer|auth\.|Authorization: Bearer </,
    );
  });
});

describe("our own sender", () => {
  const [program, unit] = steadySend(SEALED).snippets;

  test("is a program that is installed where its unit starts it", () => {
    expect(program!.label).toBe("/usr/local/bin/steady-send");
    expect(program!.text).toMatch(/^#!\/bin\/sh\n/);
    expect(unit!.label).toBe("/etc/systemd/system/steady-send.service");
    expect(unit!.text).toContain("ExecStart=/usr/local/bin/steady-send ");
    expect(steadySend(OPEN).text).toContain("/usr/local/bin/steady-send and make it executable");
    expect(steadySend(OPEN).text).toMatch(
      /goes on where it was after a restart.+sends nothing twice.+ExecStart\.$/s,
    );
    expect(steadySend(OPEN).proof).toMatchObject({ isRun: true, with: expect.stringMatching(/^curl 7\.88/) });
  });
  test("posts to the source, with its secret", () => {
    expect(program!.text).toContain(`\nURL='${URL_HERE}'\nSECRET='${SECRET}'\n`);
    expect(steadySend(OPEN).snippets[0]!.text).toContain(`\nURL='${URL_HERE}'\nSECRET=''\n`);
  });
});

test("Vector sends lines, packed, with the secret as a bearer", () => {
  const [snippet] = vector(SEALED).snippets;
  expect(snippet!.label).toBe("vector.toml");
  expect(snippet!.text).toContain(`uri = "${URL_HERE}"\ncompression = "gzip"`);
  expect(snippet!.text).toMatch(/auth\.strategy = "bearer"\nauth\.token = "<the secret of this source>"\n$/);
  expect(vector(OPEN).snippets[0]!.text).toMatch(/content-type = "application\/x-ndjson"\n$/);
});

describe("Fluent Bit is told where to, in its parts", () => {
  test.each([
    ["https://steady.example/api/v1/logs/k", ["steady.example", "443", "/api/v1/logs/k", "on"]],
    ["https://steady.example:8443/x", ["steady.example", "8443", "/x", "on"]],
    ["http://10.0.0.1/x", ["10.0.0.1", "80", "/x", "off"]],
    ["http://localhost:3000/x", ["localhost", "3000", "/x", "off"]],
  ])("%s", (url, parts) => {
    const [snippet] = fluentBit({ url, hasSecret: false }).snippets;
    expect(snippet!.label).toBe("fluent-bit.conf");
    const of = (key: string) => new RegExp(`^ {4}${key} +(.+)$`, "m").exec(snippet!.text)?.[1];
    expect(["Host", "Port", "URI", "tls"].map(of)).toEqual(parts);
    expect(snippet!.text).toMatch(/tls +o(?:n|ff)\n$/);
  });
  test("with the secret in a header", () =>
    expect(fluentBit(SEALED).snippets[0]!.text).toMatch(
      /\n {4}Header +Authorization Bearer <the secret of this source>\n$/,
    ));
});

test("Kong's plugin posts there, with the secret in its headers", () => {
  const [snippet] = kong(SEALED).snippets;
  expect(snippet!.label).toBe("kong.yml");
  expect(snippet!.text).toContain(`      http_endpoint: ${URL_HERE}\n      method: POST\n`);
  expect(snippet!.text).toContain(`      headers:\n        Authorization: Bearer ${SECRET}\n      queue:\n`);
  expect(kong(OPEN).snippets[0]!.text).toContain("      content_type: application/json\n      queue:\n");
});

test("by hand it is one line of JSON, with what has to be in it", () => {
  expect(curl(OPEN).text).toMatch(
    /only ts, method, path and status are needed.+stored once\. At most 50,000 lines at a time/s,
  );
  const command = curl(SEALED).snippets[0]!.text;
  expect(command).toContain(`curl -X POST ${URL_HERE} \\\n  -H 'Content-Type: application/x-ndjson' \\\n`);
  expect(command).toContain(`-H 'Authorization: Bearer ${SECRET}' \\\n  --data-binary`);
  expect(curl(OPEN).snippets[0]!.text).toContain("'Content-Type: application/x-ndjson' \\\n  --data-binary");
  expect(JSON.parse(/--data-binary '(.+)'\n$/s.exec(command)![1]!)).toMatchObject({
    status: 502,
    method: "POST",
  });
});

test("what was not run with the program says so", () => {
  for (const recipe of [vector, fluentBit, kong]) expect(recipe(OPEN).proof).toEqual({ isRun: false });
  expect(curl(OPEN).proof).toEqual({ isRun: true, with: "curl 7.88" });
});
