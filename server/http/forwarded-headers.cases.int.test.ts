import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proxyFaultToShow } from "@/server/api/proxy-faults";
import { dropSingleton } from "@/server/platform/singleton";
import { makeWorld, type World } from "@/server/testing/factories";
import { startWebServer, type TestServer } from "@/server/testing/web-server";

let web: TestServer;
let world: World;

beforeAll(async () => {
  web = await startWebServer();
});
afterAll(async () => {
  delete process.env["TRUSTED_PROXIES"];
  dropSingleton("env");
  await web.close();
});

/** As a proxy on this machine passes a person's request on. */
const report = async (n: number, headers: Record<string, string>) =>
  (
    await fetch(`${web.url}/api/v1/forms/${world.formKey}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ text: `Report ${n}` }),
    })
  ).status;

describe("A8: forwarded headers from a peer that nobody announced", () => {
  test.each<[string, (n: number) => Record<string, string>]>([
    ["X-Forwarded-For", (n) => ({ "x-forwarded-for": `203.0.113.${n}` })],
    [
      "X-Forwarded-For behind something the caller made up",
      (n) => ({ "x-forwarded-for": `10.0.0.7, 203.0.113.${n}` }),
    ],
    ["X-Forwarded-For in IPv6", (n) => ({ "x-forwarded-for": `2001:db8:${n}::1` })],
  ])("%s: forty people are not one, and settings say what is wrong", async (_, headers) => {
    process.env["TRUSTED_PROXIES"] = "0";
    dropSingleton("env");
    dropSingleton("api.proxy-faults");
    world = await makeWorld();
    for (let n = 1; n <= 40; n++) expect(await report(n, headers(n))).toBe(202);
    expect(proxyFaultToShow(null)).toMatchObject({
      fault: "unannounced",
      message: expect.stringContaining("TRUSTED_PROXIES"),
    });
  });

  test("announced, each has a share of their own and nothing is said", async () => {
    process.env["TRUSTED_PROXIES"] = "1";
    dropSingleton("env");
    dropSingleton("api.proxy-faults");
    world = await makeWorld();
    for (let n = 1; n <= 40; n++) expect(await report(n, { "x-forwarded-for": `203.0.113.${n}` })).toBe(202);
    expect(proxyFaultToShow(null)).toBeNull();
  });
});
