import { beforeAll, describe, expect, test } from "vitest";
import { listProcedures, type ListedProcedure } from "@/scripts/authz-matrix";
import { ROLE_PERMISSIONS, type Permission } from "@/contracts/tenancy";
import { linkToken } from "@/server/platform/crypto";
import { newPublicKey, newReference, newSecret } from "@/server/platform/ids";
import { castOf, type Cast } from "@/server/testing/cast";
import { makeWorld } from "@/server/testing/factories";
import { leakedMarks, inventedLike } from "@/server/testing/foreign-ids";
import { fieldsOf, isIdField } from "@/server/testing/input-schemas";
import {
  fingerprintButRefusals,
  marksOf,
  populateWorld,
  type PopulatedWorld,
} from "@/server/testing/populated-world";
import { asAdmin } from "@/server/testing/queries";
import { FURTHER_INPUTS, SAMPLE_INPUTS } from "@/server/testing/sample-inputs";
import { PASSWORD, Visitor, type Answered } from "@/server/testing/visitor";

const all = listProcedures();
const ofMembers = all.filter((p) => p.permission !== "public" && p.permission !== "account");

let world: PopulatedWorld;
let marks: string[];
let before: unknown;
let rawEventId: string;
let ownersSessionId: string;
let people: Cast & { nobody: Visitor };

beforeAll(async () => {
  world = await populateWorld();
  people = { ...(await castOf(world, await makeWorld())), nobody: new Visitor() };
  const id = async (text: string, of: string) => (await asAdmin<{ id: string }>(text, [of]))[0]!.id;
  rawEventId = await id("select id from raw_event where org_id = $1", world.orgId);
  ownersSessionId = await id("select id from session where account_id = $1", world.accountId);
  marks = [...(await marksOf(world)), ownersSessionId];
  before = await fingerprintButRefusals(world.orgId);
});

const textOf = ({ value, refusal, message, headers }: Answered) =>
  JSON.stringify([value, refusal, message, [...headers]]);
const kindOf = ({ type }: { type: string }) => (type === "mutation" ? "mutation" : "query");

/**
 * What an asker is told by procedures of members that are each sent the organization's own ids: the wrong statuses, and what they gave
 * away.
 */
async function mistakesOf(
  visitor: Visitor,
  procedures: readonly ListedProcedure[],
  expected: number,
): Promise<string[]> {
  const mistakes: string[] = [];
  for (const procedure of procedures)
    for (const sample of [SAMPLE_INPUTS[procedure.path]!, ...(FURTHER_INPUTS[procedure.path] ?? [])]) {
      const input = sample(world);
      const answer = await visitor.call(kindOf(procedure), procedure.path, input, world.slug);
      if (answer.status !== expected) mistakes.push(`${procedure.path}: ${answer.status}`);
      const found = leakedMarks(textOf(answer), [input, world.slug], marks);
      if (expected !== 200 && found.length > 0) mistakes.push(`${procedure.path} says ${found.join()}`);
    }
  return mistakes;
}

describe("every procedure of members, sent the organization's own ids in its own name", () => {
  test.each<[string, keyof typeof people, number]>([
    ["somebody signed out", "nobody", 401],
    ["a revoked session", "revoked", 401],
    ["a removed member", "removed", 404],
    ["the owner of another organization", "stranger", 404],
  ])("is closed to %s, says nothing of it, and changes nothing", async (_, who, status) => {
    expect(await mistakesOf(people[who], ofMembers, status)).toEqual([]);
    expect(await fingerprintButRefusals(world.orgId)).toEqual(before);
  });

  test("shows a viewer what viewers may see, refuses the rest without a word of it, and changes nothing", async () => {
    const isAllowed = ({ permission }: ListedProcedure) =>
      ROLE_PERMISSIONS.viewer.includes(permission as Permission);
    const open = ofMembers.filter(isAllowed);
    const closed = ofMembers.filter((p) => !isAllowed(p));
    expect(open.length).toBeGreaterThan(20);
    expect(closed.length).toBeGreaterThan(20);
    expect(await mistakesOf(people.viewer, closed, 403)).toEqual([]);
    // Their own membership is the one thing that a viewer may change.
    const reads = open.filter((p) => p.path !== "tenancy.leave");
    expect(reads.filter((p) => p.type === "mutation")).toEqual([]);
    expect(await mistakesOf(people.viewer, reads, 200)).toEqual([]);
    expect(await fingerprintButRefusals(world.orgId)).toEqual(before);
  });
});

/** Words that lead into the organization, none of them the one that this address asks for. */
const wrongWords = () => [
  world.orgId,
  world.slug,
  world.canary,
  world.launchId,
  world.launchSlug,
  world.formSourceId,
  world.zendesk.key,
  world.logs.key,
  world.releasesKey,
  world.apiKey,
  world.reference,
  world.itemId,
  rawEventId,
  world.invitationId,
  ownersSessionId,
];
const tampered = (token: string) => `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
const person = { name: "Eve", password: "another long passphrase" };

/**
 * For every procedure that asks for no membership and is led by a word: what its holder sends, and what else of the organization a
 * stranger could send there, each of which must be answered like words of nobody.
 */
const LED_BY_A_WORD: Readonly<
  Record<string, { input: (word: string) => unknown; right?: () => string; wrong: () => string[] }>
> = {
  "intake.form": { input: (key) => ({ key, language: "en" }), right: () => world.formKey, wrong: wrongWords },
  "intake.report": {
    input: (token) => ({ token }),
    right: () => world.reportToken,
    wrong: () => [
      ...wrongWords(),
      tampered(world.reportToken),
      linkToken("invitation", rawEventId),
      linkToken("report", world.issueIds[0]),
    ],
  },
  "exit.report": {
    input: (token) => ({ token }),
    right: () => world.exitReportToken,
    wrong: () => [...wrongWords(), world.exitReportId, tampered(world.exitReportToken)],
  },
  "account.invitation": {
    input: (token) => ({ token }),
    right: () => world.invitationToken,
    wrong: () => [...wrongWords(), tampered(world.invitationToken), linkToken("report", world.invitationId)],
  },
  "account.acceptInvitation": {
    input: (token) => ({ token }),
    wrong: () => [...wrongWords(), tampered(world.invitationToken), linkToken("report", world.invitationId)],
  },
  "account.acceptInvitationAsNew": {
    input: (token) => ({ token, ...person }),
    wrong: () => [tampered(world.invitationToken), linkToken("report", world.invitationId)],
  },
  "account.resetLink": {
    input: (token) => ({ token }),
    wrong: () => [...wrongWords(), world.invitationToken, world.reportToken],
  },
  "account.resetPassword": {
    input: (token) => ({ token, password: person.password }),
    wrong: () => [...wrongWords(), world.invitationToken, world.reportToken],
  },
  "account.endSession": { input: (sessionId) => ({ sessionId }), wrong: wrongWords },
};

const inventedFor = (word: string): string => {
  if (word === world.reference) return newReference();
  if (word === world.apiKey) return newSecret("stk");
  if (word.startsWith("xrp_")) return newSecret("xrp");
  if (/^[0-9a-z]{25}$/.test(word)) return newPublicKey();
  const invented = inventedLike(word.split(".")[0]!.slice(-30));
  return word.includes(".") ? tampered(linkToken("report", invented)) : invented;
};

describe("every procedure that asks for no membership", () => {
  const outside = all.filter((p) => p.permission === "public" || p.permission === "account");

  test("and takes an id, a key or a token is tried below", () => {
    expect(outside.filter((p) => fieldsOf(p.path).some(isIdField)).map((p) => p.path)).toEqual(
      Object.keys(LED_BY_A_WORD).sort(),
    );
  });

  test.each(Object.keys(LED_BY_A_WORD).map((path) => [path, outside.find((p) => p.path === path)!] as const))(
    "%s treats a wrong word of the organization like a word of nobody",
    async (path, procedure) => {
      const { input, right, wrong } = LED_BY_A_WORD[path]!;
      const call = (word: string) => people.stranger.call(kindOf(procedure), path, input(word));
      for (const word of wrong()) {
        const answer = await call(word);
        expect([answer.status < 500, leakedMarks(textOf(answer), input(word), marks)], word).toEqual([
          true,
          [],
        ]);
        const nobodys = await call(inventedFor(word));
        expect([answer.status, answer.value, answer.message], word).toEqual([
          nobodys.status,
          nobodys.value,
          nobodys.message,
        ]);
      }
      if (right) expect(textOf(await call(right()))).toContain(world.canary);
      expect(await fingerprintButRefusals(world.orgId)).toEqual(before);
    },
  );

  test("says nothing of the organization to a stranger who sends nothing", async () => {
    for (const procedure of outside.filter((p) => p.type === "query" && !(p.path in LED_BY_A_WORD))) {
      const answer = await people.stranger.query(procedure.path, undefined, world.slug);
      expect([answer.status, leakedMarks(textOf(answer), world.slug, marks)], procedure.path).toEqual([
        200,
        [],
      ]);
    }
  });

  test("lets nobody but the invited person in by an invitation, however well they know its link", async () => {
    const answer = await people.stranger.mutate("account.acceptInvitation", { token: world.invitationToken });
    expect([answer.status, answer.refusal?.details]).toEqual([403, { reason: "other_address" }]);
    expect(await fingerprintButRefusals(world.orgId)).toEqual(before);
  });

  test("leaves a session of somebody else alive, and lets its owner end it", async () => {
    const other = new Visitor();
    expect((await other.signIn(world.email, PASSWORD)).status).toBe(200);
    const { value } = await people.owner.query("account.sessions");
    const { id } = (value as { id: string; isThisOne: boolean }[]).find((session) => !session.isThisOne)!;
    const end = (visitor: Visitor) => visitor.mutate("account.endSession", { sessionId: id });
    for (const who of [people.stranger, people.viewer]) expect((await end(who)).status).toBe(404);
    for (const who of [people.nobody, people.revoked]) expect((await end(who)).status).toBe(401);
    expect((await other.query("account.me")).status).toBe(200);
    expect((await end(people.owner)).status).toBe(200);
    expect((await other.query("account.me")).status).toBe(401);
  });
});
