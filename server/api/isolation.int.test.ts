import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { ROLES, ROLE_PERMISSIONS, type Permission } from "@/contracts/tenancy";
import { dropSingleton } from "@/server/platform/singleton";
import { castOf, type Cast } from "@/server/testing/cast";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { Visitor, signedIn, type Answered } from "@/server/testing/visitor";
import { listProcedures } from "@/scripts/authz-matrix";
import { patiently } from "@/server/testing/waiting";

vi.setConfig({ testTimeout: patiently(120_000) });

/**
 * Who is proved before the input is looked at, so that every procedure, also one that is added tomorrow, can be tried without knowing its
 * input.
 */
const procedures = listProcedures().filter((p) => p.permission !== "public");
const ofMembers = procedures.filter((p) => p.permission !== "account");

let world: World;
let canary: string;
let people: Cast;

beforeAll(async () => {
  const other = await makeWorld();
  world = await makeWorld();
  people = await castOf(world, other);
  canary = world.orgId;
});

afterEach(() => {
  delete process.env["GUARD_OFF"];
  dropSingleton("env");
});

/** A hash over every row of the organization in every table. */
async function fingerprint(): Promise<unknown> {
  const tables = await asAdmin<{ name: string }>(
    `
      select c.relname as name
      from
        pg_class c
        join pg_namespace n on n.oid = c.relnamespace
      where
        n.nspname = 'public'
        and c.relkind in ('r', 'p')
        and not c.relispartition
        and exists (
          select
          from pg_attribute a
          where
            a.attrelid = c.oid
            and a.attname = 'org_id'
        )
      order by 1
    `,
  );
  const parts = tables.map(
    ({ name }) =>
      `
        select
          '${name}' as name,
          md5(
            string_agg(
              t::text,
              '|'
              order by t::text
            )
          ) as hash
        from ${name} t
        where org_id = $1
      `,
  );
  return asAdmin(parts.join(" union all "), [world.orgId]);
}

const call = (
  visitor: Visitor,
  { path, type }: { path: string; type: string },
  org?: string,
  headers?: Record<string, string>,
): Promise<Answered> => visitor.call(type === "mutation" ? "mutation" : "query", path, {}, org, headers);

/** Every procedure of an organization that answers anything but the expected refusal. */
async function leaks(
  visitor: Visitor,
  org: string | undefined,
  expected: number,
  which = ofMembers,
): Promise<string[]> {
  const found: string[] = [];
  for (const procedure of which) {
    const answer = await call(visitor, procedure, org);
    if (answer.status !== expected || JSON.stringify(answer.value ?? answer.refusal).includes(canary))
      found.push(`${procedure.path}: ${answer.status} ${answer.message ?? ""}`);
  }
  return found;
}

describe("every procedure", () => {
  test("there are some of each kind to try", () => {
    expect(ofMembers.length).toBeGreaterThan(20);
    expect(procedures.length).toBeGreaterThan(ofMembers.length);
  });

  test(
    "is closed to whoever is signed out, a stranger, a removed member and a revoked session, and none of them " +
      "changes a row",
    async () => {
      const before = await fingerprint();
      expect(await leaks(new Visitor(), world.slug, 401, procedures)).toEqual([]);
      expect(await leaks(people.stranger, world.slug, 404)).toEqual([]);
      expect(await leaks(people.removed, world.slug, 404)).toEqual([]);
      expect(await leaks(people.revoked, world.slug, 401, procedures)).toEqual([]);
      expect(await leaks(people.stranger, "no-such-organization", 404)).toEqual([]);
      expect(await leaks(people.owner, undefined, 400)).toEqual([]);
      expect(await fingerprint()).toEqual(before);
    },
  );

  test("is open to a role that has its permission, and closed to one that has not", async () => {
    const mistakes: string[] = [];
    for (const role of ROLES) {
      const visitor = await signedIn(await makeMember(world, role));
      for (const procedure of ofMembers.filter((p) => p.path !== "tenancy.leave")) {
        const isAllowed = ROLE_PERMISSIONS[role].includes(procedure.permission as Permission);
        // Only what changes nothing is tried for real; a change is tried by those who may not make it.
        if (isAllowed && procedure.type === "mutation") continue;
        const { status } = await call(visitor, procedure, world.slug);
        if (isAllowed ? [401, 403].includes(status) || status >= 500 : status !== 403)
          mistakes.push(`${role} ${procedure.path}: ${status}`);
      }
    }
    expect(mistakes).toEqual([]);
  });

  test("that changes something refuses pages of other sites, forms and reading requests", async () => {
    const mistakes: string[] = [];
    const cross: Record<string, string>[] = [
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { origin: "http://sub.localhost:3000", "sec-fetch-site": "same-site" },
      { origin: "https://evil.example", "sec-fetch-site": "" },
      { origin: "null", "sec-fetch-site": "" },
      { origin: "", "sec-fetch-site": "" },
      { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
    ];
    for (const procedure of listProcedures().filter((p) => p.type === "mutation")) {
      for (const headers of cross) {
        const { status } = await call(people.owner, procedure, world.slug, headers);
        if (status !== 403) mistakes.push(`${procedure.path} ${JSON.stringify(headers)}: ${status}`);
      }
      if ((await people.owner.call("query", procedure.path, {}, world.slug)).status !== 405)
        mistakes.push(`${procedure.path} by GET`);
      for (const type of ["text/plain", "application/x-www-form-urlencoded", ""]) {
        const { status } = await people.owner.call("mutation", procedure.path, {}, world.slug, {
          "content-type": type,
          origin: "https://evil.example",
          "sec-fetch-site": "cross-site",
        });
        if (status < 400 || status >= 500) mistakes.push(`${procedure.path} as ${type}: ${status}`);
      }
    }
    expect(mistakes).toEqual([]);
  });
});

describe("with one guard left out, these tests turn red", () => {
  test("tenancy: a stranger gets in", async () => {
    process.env["GUARD_OFF"] = "tenancy";
    dropSingleton("env");
    expect(
      (
        await leaks(
          people.stranger,
          world.slug,
          404,
          ofMembers.filter((p) => p.type === "query"),
        )
      ).length,
    ).toBeGreaterThan(0);
  });

  test("permission: a viewer does what an admin may", async () => {
    const closed = ofMembers.filter(
      (p) => p.type === "query" && !ROLE_PERMISSIONS.viewer.includes(p.permission as Permission),
    );
    expect(await leaks(people.viewer, world.slug, 403, closed)).toEqual([]);
    process.env["GUARD_OFF"] = "permission";
    dropSingleton("env");
    expect((await leaks(people.viewer, world.slug, 403, closed)).length).toBeGreaterThan(0);
  });
});

describe("input", () => {
  const deep = (n: number) => JSON.parse(`${'{"a":'.repeat(n)}1${"}".repeat(n)}`) as unknown;

  test.each([
    ["nested 100 levels deep", deep(100)],
    ["with NUL in a value", { search: "a\0b" }],
    ["with NUL in a name", { "a\0": 1 }],
    ["with half a surrogate pair", { search: "\ud800" }],
    ["with more values than any list", { ids: Array.from({ length: 30_000 }, () => 1) }],
    ["of another type", { limit: "many" }],
    ["with a number out of range", { limit: 1e400 }],
  ])("%s is refused with 400", async (_, input) => {
    expect((await people.owner.query("tenancy.members", input, world.slug)).status).toBe(400);
  });

  const raw = async (body: string, path = "tenancy.changeRole") => {
    const visitor = people.owner;
    const { answerTrpc } = await import("./answer");
    const request = new Request(`http://localhost:3000/api/trpc/${path}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        origin: "http://localhost:3000",
        "x-steady-org": world.slug,
        cookie: [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join("; "),
      },
    });
    return answerTrpc(request);
  };

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a million brackets", "[".repeat(1_000_000)],
    ["a million levels", `{"json":${"[".repeat(300_000)}${"]".repeat(300_000)}}`],
    [
      "a class to construct",
      '{"json":{"membershipId":"x","role":"qa"},"meta":{"values":{"membershipId":[["class","Anything"]]}}}',
    ],
    [
      "a pattern to compile",
      '{"json":{"membershipId":"/(a+)+$/","role":"qa"},"meta":{"values":{"membershipId":["regexp"]}}}',
    ],
    [
      "a big number of letters",
      '{"json":{"membershipId":"abc","role":"qa"},"meta":{"values":{"membershipId":["bigint"]}}}',
    ],
    [
      "annotations that lead nowhere",
      '{"json":{"membershipId":"x","role":"qa"},"meta":{"values":{"a.b.c.d":["Date"]}}}',
    ],
    [
      "annotations that lead to the prototype",
      '{"json":{"membershipId":"x","role":"qa"},"meta":{"values":{"__proto__.polluted":["Date"]}}}',
    ],
    [
      "a reference to itself",
      '{"json":{"membershipId":"x","role":"qa","a":{}},"meta":{"referentialEqualities":{"a":["a.a"]}}}',
    ],
    ["a prototype", '{"json":{"__proto__":{"polluted":1},"membershipId":"x","role":"qa"}}'],
    ["no envelope", '"x"'],
    ["null", "null"],
  ])("a body of %s is refused with a 4xx and pollutes nothing", async (_, body) => {
    const { status } = await raw(body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("a batch of 21 is refused; one of 20 is answered", async () => {
    const { answerTrpc } = await import("./answer");
    const batch = (n: number) =>
      answerTrpc(
        new Request(
          `http://localhost:3000/api/trpc/${Array(n).fill("account.me").join(",")}?batch=1&input=${encodeURIComponent("{}")}`,
        ),
      );
    expect((await batch(21)).status).toBe(400);
    expect([401, 207]).toContain((await batch(20)).status);
  });

  test("a failure inside says nothing of what failed", async () => {
    await asAdmin("alter table audit_event rename to audit_event_away");
    const answer = await people.owner.query("audit.list", {}, world.slug);
    await asAdmin("alter table audit_event_away rename to audit_event");
    expect(answer).toMatchObject({ status: 500, code: "INTERNAL" });
    expect(JSON.stringify(answer)).not.toMatch(/audit_event|relation|prisma|select|stack/i);
    expect((await people.owner.query("audit.list", {}, world.slug)).status).toBe(200);
  });
});
