import { writeInvitationMail, writePasswordResetMail } from "@/server/communication/system-mail.commands";
import { LINK_PLACEHOLDER, withLink } from "@/server/communication/secret-links.queries";
import { describe, expect, test } from "vitest";
import type { Count } from "@/contracts/paging";
import { withScope } from "@/server/db/client";
import { linkToken } from "@/server/platform/crypto";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { PASSWORD, Visitor, signedIn } from "@/server/testing/visitor";
import { invite } from "./invitations.commands";
import { changeRole } from "./members.commands";
import { workerScope } from "./scope.commands";

const verbs = async (orgId: string) =>
  (
    await asAdmin<{ verb: string }>("select verb from audit_event where org_id = $1 order by id", [orgId])
  ).map((r) => r.verb);
const liveEvents = async (orgId: string, kind: string) =>
  (
    await asAdmin<{ event: { ids: string[] } }>(
      "select event from live_event where org_id = $1 and event ->> 'kind' = $2 order by id",
      [orgId, kind],
    )
  ).map((r) => r.event.ids);
const outbox = async (orgId: string, topic: string) =>
  (
    await asAdmin<{ ref: string }>("select ref from outbox where org_id = $1 and topic = $2 order by id", [
      orgId,
      topic,
    ])
  ).map((r) => r.ref);
let n = 0;
const newPerson = () => ({
  name: "Nora New",
  email: `nora-${++n}-${Date.now()}@example.test`,
  password: PASSWORD,
});

/** Does the outstanding work of a mail as a worker does. */
async function writeMail(world: World, write: typeof writeInvitationMail, ref: string): Promise<void> {
  const [row] = await asAdmin<{ id: string }>("select id from outbox where org_id = $1 and ref = $2", [
    world.orgId,
    ref,
  ]);
  await write(workerScope(world.orgId), { id: row!.id, ref });
}

/** The mails that are kept under a key. */
const keptMails = (world: World, dedupeKey: string) =>
  asAdmin<{ kind: string; recipient: string; bodyText: string }>(
    `select kind, recipient, body_text as "bodyText" from message where org_id = $1 and dedupe_key = $2`,
    [world.orgId, dedupeKey],
  );

/** Writes the mail of an invitation as a worker does, and reads the link out of it as it leaves. */
async function readInvitationMail(world: World, invitationId: string, email: string): Promise<string> {
  await writeMail(world, writeInvitationMail, invitationId);
  return readLink(world, `invitation:${invitationId}`, email);
}

/** The link in a mail as it leaves: what is kept has a placeholder there. */
async function readLink(world: World, dedupeKey: string, recipient: string): Promise<string> {
  const [mail] = await keptMails(world, dedupeKey);
  expect(mail).toMatchObject({ recipient });
  expect(mail!.bodyText).toContain(LINK_PLACEHOLDER);
  return /https?:\/\/\S+/.exec(await withLink({ ...mail!, dedupeKey }))![0];
}

/** Invites somebody; answers with the invitation's id. */
async function createInvitation(world: World, email: string, role: string, by?: Visitor): Promise<string> {
  const visitor = by ?? (await signedIn(world));
  const { value } = await visitor.mutate("tenancy.invite", { email, role }, world.slug);
  return (value as { invitationId: string }).invitationId;
}

/** Invites somebody and answers with the token of the link they were sent. */
async function inviteTo(world: World, email: string, role: string, by?: Visitor): Promise<string> {
  const invitationId = await createInvitation(world, email, role, by);
  return (await readInvitationMail(world, invitationId, email)).split("/").at(-1)!;
}

describe("signing up", () => {
  test("makes an account, an organization with its built-in sources, and an owner, and the person can sign in", async () => {
    const person = newPerson();
    const visitor = new Visitor();
    const { status, value } = await visitor.mutate("account.signUp", {
      ...person,
      organizationName: "Bluefin Größe",
    });
    expect(status).toBe(200);
    const { organizationId, slug } = value as { organizationId: string; slug: string };
    expect(slug).toMatch(/^bluefin-grosse/);
    expect(
      (
        await asAdmin<{ kind: string }>("select kind from source where org_id = $1 order by kind", [
          organizationId,
        ])
      ).map((r) => r.kind),
    ).toEqual(["agent", "api", "releases"]);
    expect(await verbs(organizationId)).toContain("organization.created");
    expect((await visitor.signIn(person.email, PASSWORD)).status).toBe(200);
    expect((await visitor.query("account.me")).value).toMatchObject({
      email: person.email,
      organizations: [{ slug, role: "owner" }],
    });
    expect((await visitor.query("tenancy.me", undefined, slug)).value).toMatchObject({
      membership: { role: "owner" },
      organization: { slug },
    });
    const [row] = await asAdmin(
      `
        select
          length(password_salt) as salt,
          password_memory_kib as kib,
          password_passes as passes,
          password_lanes as lanes,
          length(password_check) as kept
        from account
        where email = $1
      `,
      [person.email],
    );
    expect(row).toEqual({ salt: 16, kib: 19_456, passes: 2, lanes: 1, kept: 32 });
  });

  test("with an address that has an account leaves nothing behind and changes nothing of that account", async () => {
    const world = await makeWorld();
    const answer = await new Visitor().mutate("account.signUp", {
      ...newPerson(),
      email: world.email,
      organizationName: "Twice",
    });
    expect(answer).toMatchObject({
      status: 409,
      refusal: { details: { fields: { email: expect.any(String) } } },
    });
    expect(await asAdmin("select 1 from organization where name = 'Twice'")).toEqual([]);
    expect(await asAdmin("select name from account where email = $1", [world.email])).toEqual([
      { name: "Olga Owner" },
    ]);
  });

  test("two organizations of one name have addresses of their own", async () => {
    const slugs = [];
    for (let i = 0; i < 2; i++)
      slugs.push(
        (
          (await new Visitor().mutate("account.signUp", { ...newPerson(), organizationName: "Same Name" }))
            .value as { slug: string }
        ).slug,
      );
    expect(new Set(slugs).size).toBe(2);
  });

  test.each([
    ["a short password", { password: "short" }],
    ["a common password", { password: "Password123!" }],
    ["an address that is none", { email: "nobody" }],
    ["no name", { name: "  " }],
    ["half a character", { name: "\ud800" }],
    ["NUL", { organizationName: "a\0b" }],
  ])("with %s is refused and makes nothing", async (_, wrong) => {
    const before = await asAdmin("select count(*) from account");
    const { status } = await new Visitor().mutate("account.signUp", {
      ...newPerson(),
      organizationName: "No",
      ...wrong,
    });
    expect([400, 422]).toContain(status);
    expect(await asAdmin("select count(*) from account")).toEqual(before);
  });
});

describe("invitations", () => {
  test("a new person accepts once, by the link alone, and is in with the role they were invited to", async () => {
    const world = await makeWorld();
    const person = newPerson();
    const token = await inviteTo(world, person.email, "engineer");
    const visitor = new Visitor();
    expect((await visitor.query("account.invitation", { token })).value).toMatchObject({
      state: "open",
      email: person.email,
      role: "engineer",
      hasAccount: false,
    });
    expect(
      (
        await visitor.mutate("account.acceptInvitationAsNew", {
          token,
          name: person.name,
          password: PASSWORD,
        })
      ).value,
    ).toEqual({ email: person.email, slug: world.slug });
    await visitor.signIn(person.email, PASSWORD);
    expect((await visitor.query("tenancy.me", undefined, world.slug)).value).toMatchObject({
      membership: { role: "engineer" },
    });
    const again = await new Visitor().mutate("account.acceptInvitationAsNew", {
      token,
      name: "Second",
      password: PASSWORD,
    });
    expect(again).toMatchObject({ status: 404, code: "GONE" });
    expect((await visitor.query("account.invitation", { token })).value).toMatchObject({ state: "accepted" });
    expect(await verbs(world.orgId)).toEqual(expect.arrayContaining(["member.invited", "member.joined"]));
  });

  test("ten people with one link at the same moment are one member", async () => {
    const world = await makeWorld();
    const person = newPerson();
    const token = await inviteTo(world, person.email, "qa");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        new Visitor().mutate("account.acceptInvitationAsNew", { token, name: "Nora", password: PASSWORD }),
      ),
    );
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(
      await asAdmin("select 1 from membership where org_id = $1 and email = $2", [world.orgId, person.email]),
    ).toHaveLength(1);
  });

  test("a person with an account accepts when signed in as the one who was invited, and nobody else can", async () => {
    const [world, other, third] = [await makeWorld(), await makeWorld(), await makeWorld()];
    const token = await inviteTo(world, other.email, "viewer");
    expect(
      (
        await new Visitor().mutate("account.acceptInvitationAsNew", {
          token,
          name: "Thief",
          password: PASSWORD,
        })
      ).code,
    ).toBe("CONFLICT");
    expect((await new Visitor().mutate("account.acceptInvitation", { token })).status).toBe(401);
    expect((await (await signedIn(third)).mutate("account.acceptInvitation", { token })).status).toBe(403);
    const invited = await signedIn(other);
    expect((await invited.mutate("account.acceptInvitation", { token })).value).toEqual({ slug: world.slug });
    expect(
      ((await invited.query("account.me")).value as { organizations: unknown[] }).organizations,
    ).toHaveLength(2);
    expect((await invited.mutate("account.acceptInvitation", { token })).code).toBe("GONE");
  });

  test.each([
    ["revoked", "revoked_at = now()"],
    ["expired", "expires_at = now() - interval '1 second'"],
  ])("a link that was %s opens nothing, and its mail is not sent any more", async (state, change) => {
    const world = await makeWorld();
    const person = newPerson();
    const token = await inviteTo(world, person.email, "viewer");
    const unsent = await createInvitation(world, newPerson().email, "viewer");
    await asAdmin(`update invitation set ${change} where org_id = $1`, [world.orgId]);
    expect((await new Visitor().query("account.invitation", { token })).value).toMatchObject({ state });
    expect(
      (await new Visitor().mutate("account.acceptInvitationAsNew", { token, name: "N", password: PASSWORD }))
        .code,
    ).toBe("GONE");
    await writeMail(world, writeInvitationMail, unsent);
    expect(await keptMails(world, `invitation:${unsent}`)).toEqual([]);
  });

  test.each(["x", "inv_0000.abc", linkToken("password_reset", "inv_1"), "..", "%00"])(
    "a made-up link %j is unknown",
    async (token) => {
      expect((await new Visitor().query("account.invitation", { token })).value).toEqual({
        state: "unknown",
      });
      expect(
        (
          await new Visitor().mutate("account.acceptInvitationAsNew", {
            token,
            name: "N",
            password: PASSWORD,
          })
        ).code,
      ).toBe("GONE");
    },
  );

  test("inviting again replaces the first link; a member is not invited twice", async () => {
    const world = await makeWorld();
    const member = await makeMember(world, "qa");
    const person = newPerson();
    const owner = await signedIn(world);
    const first = await inviteTo(world, person.email, "viewer", owner);
    const second = await inviteTo(world, person.email, "engineer", owner);
    expect((await new Visitor().query("account.invitation", { token: first })).value).toMatchObject({
      state: "revoked",
    });
    expect((await new Visitor().query("account.invitation", { token: second })).value).toMatchObject({
      state: "open",
      role: "engineer",
    });
    expect(
      (await owner.mutate("tenancy.invite", { email: member.email, role: "viewer" }, world.slug)).status,
    ).toBe(409);
    expect((await owner.query("tenancy.invitations", {}, world.slug)).value).toMatchObject({
      invitations: [{ email: person.email, role: "engineer", isExpired: false }],
      nextCursor: null,
    });
  });

  test("an admin invites no owner; a lead invites nobody", async () => {
    const world = await makeWorld();
    const admin = await signedIn(await makeMember(world, "admin"));
    expect(
      (await admin.mutate("tenancy.invite", { email: newPerson().email, role: "owner" }, world.slug)).status,
    ).toBe(403);
    expect(
      (await admin.mutate("tenancy.invite", { email: newPerson().email, role: "admin" }, world.slug)).status,
    ).toBe(200);
    const lead = await signedIn(await makeMember(world, "lead"));
    expect(
      (await lead.mutate("tenancy.invite", { email: newPerson().email, role: "viewer" }, world.slug)).status,
    ).toBe(403);
  });

  test("a removed member's open invitations no longer work; whoever comes back is the same member again", async () => {
    const world = await makeWorld();
    const adminRow = await makeMember(world, "admin");
    const admin = await signedIn(adminRow);
    const person = newPerson();
    const token = await inviteTo(world, person.email, "viewer", admin);
    const owner = await signedIn(world);
    await owner.mutate("tenancy.removeMember", { membershipId: adminRow.membershipId }, world.slug);
    expect(
      (await new Visitor().mutate("account.acceptInvitationAsNew", { token, name: "N", password: PASSWORD }))
        .code,
    ).toBe("GONE");
    const back = await inviteTo(world, adminRow.email, "viewer", owner);
    await admin.mutate("account.acceptInvitation", { token: back });
    expect((await admin.query("tenancy.me", undefined, world.slug)).value).toMatchObject({
      membership: { id: adminRow.membershipId, role: "viewer" },
    });
  });
});

describe("whoever may do less than before", () => {
  const openOf = async (world: World, membershipId: string) =>
    (
      await asAdmin<{ role: string }>(
        `
          select role
          from invitation
          where
            org_id = $1
            and invited_by = $2
            and accepted_at is null
            and revoked_at is null
          order by role
        `,
        [world.orgId, membershipId],
      )
    ).map((row) => row.role);
  /** From an address of its own each time: how often one may sign up is another matter. */
  const accept = async (token: string) =>
    (
      await new Visitor(`198.51.100.${++n % 250}`).mutate("account.acceptInvitationAsNew", {
        token,
        name: "N",
        password: PASSWORD,
      })
    ).code;

  test.each([
    ["owner", "admin", ["admin", "viewer"]],
    ["owner", "lead", []],
    ["admin", "viewer", []],
    ["admin", "owner", ["admin", "viewer"]],
  ] as const)("%s to %s: of the open invitations they sent, %j go on", async (from, to, left) => {
    const world = await makeWorld();
    const [owner, inviterRow] = [await signedIn(world), await makeMember(world, from)];
    const inviter = await signedIn(inviterRow);
    const roles = from === "owner" ? (["owner", "admin", "viewer"] as const) : (["admin", "viewer"] as const);
    const tokens = new Map<string, string>();
    for (const role of roles) tokens.set(role, await inviteTo(world, newPerson().email, role, inviter));
    const others = await inviteTo(world, newPerson().email, "owner", owner);
    const { value } = await owner.mutate(
      "tenancy.changeRole",
      { membershipId: inviterRow.membershipId, role: to },
      world.slug,
    );
    expect(value).toEqual({ revokedInvitations: roles.length - left.length, liveApiKeys: 0 });
    expect(await openOf(world, inviterRow.membershipId)).toEqual(left);
    for (const role of roles)
      expect(await accept(tokens.get(role)!)).toBe(
        (left as readonly string[]).includes(role) ? undefined : "GONE",
      );
    expect(await accept(others)).toBeUndefined();
    expect(
      await asAdmin("select data from audit_event where org_id = $1 and verb = 'member.role_changed'", [
        world.orgId,
      ]),
    ).toEqual([{ data: { from, to, revokedInvitations: roles.length - left.length, liveApiKeys: 0 } }]);
  });

  test("an invitation that was left open by somebody who may not send it is not accepted either", async () => {
    const world = await makeWorld();
    const inviter = await makeMember(world, "admin");
    const tokens = [
      await inviteTo(world, newPerson().email, "admin", await signedIn(inviter)),
      await inviteTo(world, newPerson().email, "viewer", await signedIn(inviter)),
    ];
    await asAdmin("update membership set role = 'lead' where id = $1", [inviter.membershipId]);
    expect(await accept(tokens[0]!)).toBe("GONE");
    await asAdmin("update membership set role = 'admin', state = 'removed' where id = $1", [
      inviter.membershipId,
    ]);
    expect(await accept(tokens[1]!)).toBe("GONE");
    await asAdmin("update membership set state = 'active' where id = $1", [inviter.membershipId]);
    expect(await accept(tokens[1]!)).toBeUndefined();
  });

  test("an invitation that is sent at the same moment is not left open", async () => {
    const world = await makeWorld();
    for (let round = 0; round < 8; round++) {
      const inviter = await makeMember(world, "admin");
      await Promise.allSettled([
        invite(inviter.scope, { email: newPerson().email, role: "admin", language: "en" }),
        changeRole(world.scope, { membershipId: inviter.membershipId, role: "viewer" }),
      ]);
      expect(await openOf(world, inviter.membershipId)).toEqual([]);
    }
  });

  test("the keys they made are counted, go on working, and say who made them and what that person is now", async () => {
    const world = await makeWorld();
    const [owner, adminRow] = [await signedIn(world), await makeMember(world, "admin")];
    const admin = await signedIn(adminRow);
    const make = async (name: string, lifetimeDays: number | null = null) =>
      (
        (
          await admin.mutate(
            "tenancy.createApiKey",
            { name, scopes: ["items:write"], lifetimeDays },
            world.slug,
          )
        ).value as {
          id: string;
        }
      ).id;
    const [, revoked, expired] = [await make("live"), await make("revoked"), await make("expired", 1)];
    await admin.mutate("tenancy.revokeApiKey", { keyId: revoked }, world.slug);
    await asAdmin("update api_key set expires_at = now() - interval '1 hour' where id = $1", [expired]);
    const makers = async () =>
      (
        (await owner.query("tenancy.apiKeys", undefined, world.slug)).value as {
          name: string;
          createdBy: object;
        }[]
      )
        .filter((key) => key.name === "live")
        .map((key) => key.createdBy);
    expect(await makers()).toEqual([{ name: "A admin", role: "admin" }]);
    const membershipId = adminRow.membershipId;
    expect(
      (await owner.mutate("tenancy.changeRole", { membershipId, role: "qa" }, world.slug)).value,
    ).toEqual({
      revokedInvitations: 0,
      liveApiKeys: 1,
    });
    expect(await makers()).toEqual([{ name: "A admin", role: "qa" }]);
    expect((await owner.mutate("tenancy.removeMember", { membershipId }, world.slug)).value).toEqual({
      revokedInvitations: 0,
      liveApiKeys: 1,
    });
    expect(await makers()).toEqual([{ name: "A admin", role: null }]);
  });
});

describe("invitations to one mailbox", () => {
  test("are few, in whatever spelling and from whatever organization; one that was refused for another reason does not count", async () => {
    const [world, other, third] = [await makeWorld(), await makeWorld(), await makeWorld()];
    const owners = [await signedIn(world), await signedIn(other), await signedIn(third)] as const;
    const invite = (at: 0 | 1 | 2, email: string) =>
      owners[at].mutate("tenancy.invite", { email, role: "viewer" }, [world, other, third][at]!.slug);
    for (let n = 0; n < 6; n++) expect((await invite(0, world.email)).code).toBe("CONFLICT");
    const spelled = ["lee@guest.example", "l.ee@guest.example", "lee+a@guest.example", "LEE@guest.example"];
    for (const email of spelled) expect((await invite(0, email)).status).toBe(200);
    const refused = await invite(0, "lee+b@guest.example");
    expect(refused).toMatchObject({ status: 429, message: expect.stringMatching(/several invitations/) });
    expect((await invite(0, "someone-else@guest.example")).status).toBe(200);
    for (const email of spelled) expect((await invite(1, email)).status).toBe(200);
    expect((await invite(2, "lee@guest.example")).status).toBe(429);
    expect(await outbox(third.orgId, "tenancy.send-invitation")).toEqual([]);
  });
});

describe("members", () => {
  test("a new role holds from the next request on, in both directions", async () => {
    const world = await makeWorld();
    const [owner, memberRow] = [await signedIn(world), await makeMember(world, "viewer")];
    const member = await signedIn(memberRow);
    expect((await member.query("audit.list", {}, world.slug)).status).toBe(403);
    await owner.mutate(
      "tenancy.changeRole",
      { membershipId: memberRow.membershipId, role: "lead" },
      world.slug,
    );
    expect((await member.query("audit.list", {}, world.slug)).status).toBe(200);
    await owner.mutate(
      "tenancy.changeRole",
      { membershipId: memberRow.membershipId, role: "viewer" },
      world.slug,
    );
    expect((await member.query("audit.list", {}, world.slug)).status).toBe(403);
    expect(await liveEvents(world.orgId, "members.changed")).toEqual([
      [memberRow.membershipId],
      [memberRow.membershipId],
    ]);
  });

  test("nobody climbs: an admin makes no owner, touches no owner, and a viewer changes nothing, not even themselves", async () => {
    const world = await makeWorld();
    const [adminRow, viewerRow] = [await makeMember(world, "admin"), await makeMember(world, "viewer")];
    const [admin, viewer] = [await signedIn(adminRow), await signedIn(viewerRow)];
    const attempts = [
      await admin.mutate(
        "tenancy.changeRole",
        { membershipId: adminRow.membershipId, role: "owner" },
        world.slug,
      ),
      await admin.mutate("tenancy.changeRole", { membershipId: world.ownerId, role: "viewer" }, world.slug),
      await admin.mutate("tenancy.removeMember", { membershipId: world.ownerId }, world.slug),
      await viewer.mutate(
        "tenancy.changeRole",
        { membershipId: viewerRow.membershipId, role: "owner" },
        world.slug,
      ),
      await viewer.mutate("tenancy.removeMember", { membershipId: adminRow.membershipId }, world.slug),
    ];
    expect(attempts.map((a) => a.status)).toEqual([403, 403, 403, 403, 403]);
    expect(
      await asAdmin("select role, state from membership where org_id = $1 order by id", [world.orgId]),
    ).toEqual([
      { role: "owner", state: "active" },
      { role: "admin", state: "active" },
      { role: "viewer", state: "active" },
    ]);
  });

  test("fields that nobody asked for are not written", async () => {
    const world = await makeWorld();
    const member = await makeMember(world, "viewer");
    const owner = await signedIn(world);
    await owner.mutate(
      "tenancy.changeRole",
      {
        membershipId: member.membershipId,
        role: "qa",
        orgId: "org_x",
        id: "mem_x",
        accountId: "acc_x",
        state: "removed",
        createdAt: new Date("2020-01-01T00:00:00Z"),
      },
      world.slug,
    );
    expect(
      await asAdmin("select org_id, account_id, state, role from membership where id = $1", [
        member.membershipId,
      ]),
    ).toEqual([{ org_id: world.orgId, account_id: member.accountId, state: "active", role: "qa" }]);
  });

  test("the last owner neither steps down nor leaves; with a second one they may", async () => {
    const world = await makeWorld();
    const owner = await signedIn(world);
    expect(
      (await owner.mutate("tenancy.changeRole", { membershipId: world.ownerId, role: "viewer" }, world.slug))
        .status,
    ).toBe(409);
    expect((await owner.mutate("tenancy.leave", undefined, world.slug)).status).toBe(409);
    const leaveRefusal = async (visitor: typeof owner) =>
      ((await visitor.query("tenancy.me", undefined, world.slug)).value as { leaveRefusal: unknown })
        .leaveRefusal;
    expect(await leaveRefusal(owner)).toBe("last_owner");
    expect(await leaveRefusal(await signedIn(await makeMember(world, "viewer")))).toBeNull();
    expect(
      (await owner.mutate("tenancy.removeMember", { membershipId: world.ownerId }, world.slug)).status,
    ).toBe(409);
    const second = await makeMember(world, "owner");
    expect(await leaveRefusal(owner)).toBeNull();
    expect((await owner.mutate("tenancy.leave", undefined, world.slug)).status).toBe(200);
    const { auditEvent } = await withScope(second.scope, async (tx) => ({
      auditEvent: await tx.auditEvent.findFirst({ where: { orgId: world.orgId, verb: "member.left" } }),
    }));
    expect(auditEvent).toMatchObject({ subjectId: world.ownerId, data: { role: "owner" } });
    expect((await owner.query("tenancy.me", undefined, world.slug)).status).toBe(404);
    expect((await (await signedIn(second)).query("tenancy.me", undefined, world.slug)).status).toBe(200);
  });

  test("two owners who demote each other at the same moment leave one owner", async () => {
    for (let round = 0; round < 5; round++) {
      const world = await makeWorld();
      const second = await makeMember(world, "owner");
      const results = await Promise.allSettled([
        changeRole(world.scope, { membershipId: second.membershipId, role: "viewer" }),
        changeRole(second.scope, { membershipId: world.ownerId, role: "viewer" }),
      ]);
      expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
      expect(
        await asAdmin("select 1 from membership where org_id = $1 and role = 'owner' and state = 'active'", [
          world.orgId,
        ]),
      ).toHaveLength(1);
    }
  });

  test("a removed member is out with the next request, their streams are told, and others stay in", async () => {
    const world = await makeWorld();
    const [owner, memberRow] = [await signedIn(world), await makeMember(world, "lead")];
    const member = await signedIn(memberRow);
    expect((await member.query("tenancy.members", {}, world.slug)).status).toBe(200);
    await owner.mutate("tenancy.removeMember", { membershipId: memberRow.membershipId }, world.slug);
    expect((await member.query("tenancy.members", {}, world.slug)).status).toBe(404);
    expect(((await member.query("account.me")).value as { organizations: unknown[] }).organizations).toEqual(
      [],
    );
    expect(await liveEvents(world.orgId, "session.ended")).toContainEqual([memberRow.membershipId]);
    expect((await owner.query("tenancy.members", {}, world.slug)).status).toBe(200);
  });

  test("the list goes on where it stopped, finds people, and holds nobody else's", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    for (const role of ["qa", "lead", "viewer", "support", "engineer"] as const)
      await makeMember(world, role);
    await makeMember(other, "qa");
    const owner = await signedIn(world);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const { value } = await owner.query("tenancy.members", { limit: 2, cursor }, world.slug);
      const page = value as { members: { name: string }[]; nextCursor: string | null; total: Count };
      expect(page.total).toEqual({ n: 6, isCapped: false });
      names.push(...page.members.map((m) => m.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(["A engineer", "A lead", "A qa", "A support", "A viewer", "Olga Owner"]);
    expect((await owner.query("tenancy.members", { search: "SUPP" }, world.slug)).value).toMatchObject({
      members: [{ name: "A support" }],
      total: { n: 1, isCapped: false },
    });
    expect((await owner.query("tenancy.members", { search: "%" }, world.slug)).value).toMatchObject({
      members: [],
    });
    expect((await owner.query("tenancy.people", undefined, world.slug)).value).toHaveLength(6);
  });
});

describe("sessions and passwords", () => {
  test("a person sees their sessions and ends another one; nobody ends somebody else's", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const first = await signedIn(world);
    const second = new Visitor();
    await second.signIn(world.email, PASSWORD);
    const stranger = await signedIn(other);
    const sessions = (await first.query("account.sessions")).value as {
      id: string;
      isThisOne: boolean;
      userAgent: string;
      ip: string;
    }[];
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((s) => s.isThisOne)).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ userAgent: "Test Browser", ip: "203.0.113.7" });
    const there = sessions.find((s) => !s.isThisOne)!;
    expect((await stranger.mutate("account.endSession", { sessionId: there.id })).status).toBe(404);
    expect((await second.query("account.me")).status).toBe(200);
    expect((await first.mutate("account.endSession", { sessionId: there.id })).status).toBe(200);
    expect((await second.query("account.me")).status).toBe(401);
    expect(await liveEvents(world.orgId, "session.ended")).toEqual([[there.id]]);
    expect((await first.query("account.me")).status).toBe(200);
  });

  test("signing out everywhere ends every session, this one too, and says so in every organization", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    await withScope(other.scope, (tx) =>
      tx.membership.create({
        data: {
          orgId: other.orgId,
          id: "mem_guest",
          accountId: world.accountId,
          role: "viewer",
          name: "Olga Owner",
          email: world.email,
        },
      }),
    );
    const first = await signedIn(world);
    const second = new Visitor();
    await second.signIn(world.email, PASSWORD);
    expect((await first.mutate("account.signOutEverywhere")).value).toEqual({ ended: 2 });
    for (const visitor of [first, second]) expect((await visitor.query("account.me")).status).toBe(401);
    for (const orgId of [world.orgId, other.orgId])
      expect((await liveEvents(orgId, "session.ended")).flat()).toHaveLength(2);
    expect(await verbs(other.orgId)).toContain("account.signed_out_everywhere");
  });

  test("a new password keeps this session, ends the others, and the old password is worth nothing", async () => {
    const world = await makeWorld();
    const first = await signedIn(world);
    const second = new Visitor();
    await second.signIn(world.email, PASSWORD);
    const newPassword = "another long passphrase";
    expect(
      (await first.mutate("account.changePassword", { currentPassword: "wrong and wrong", newPassword }))
        .refusal,
    ).toMatchObject({ code: "UNPROCESSABLE", details: { fields: { currentPassword: expect.any(String) } } });
    expect((await second.query("account.me")).status).toBe(200);
    expect(
      (await first.mutate("account.changePassword", { currentPassword: PASSWORD, newPassword })).value,
    ).toEqual({ ended: 1 });
    expect((await first.query("account.me")).status).toBe(200);
    expect((await second.query("account.me")).status).toBe(401);
    expect((await new Visitor().signIn(world.email, PASSWORD)).status).toBe(401);
    expect((await new Visitor().signIn(world.email, newPassword)).status).toBe(200);
  });

  const requestLink = async (world: World): Promise<string> => {
    await new Visitor().mutate("account.requestPasswordReset", { email: world.email });
    return (await outbox(world.orgId, "tenancy.send-password-reset")).at(-1)!;
  };
  const mailedLink = async (world: World) => {
    const ref = await requestLink(world);
    await writeMail(world, writePasswordResetMail, ref);
    const link = await readLink(world, `password_reset:${ref}`, world.email);
    return { ref, token: link.split("/").at(-1)! };
  };

  test("a reset link sets a password once, ends every session, and uses up every other link", async () => {
    const world = await makeWorld();
    const open = await signedIn(world);
    const [older, link] = [await mailedLink(world), await mailedLink(world)];
    expect((await new Visitor().query("account.resetLink", { token: link.token })).value).toEqual({
      isOpen: true,
    });
    expect(
      (await new Visitor().mutate("account.resetPassword", { token: link.token, password: "Password123!" }))
        .status,
    ).toBe(422);
    expect(
      (
        await new Visitor().mutate("account.resetPassword", {
          token: link.token,
          password: "a fresh new passphrase",
        })
      ).value,
    ).toEqual({ email: world.email });
    expect((await open.query("account.me")).status).toBe(401);
    for (const { token } of [link, older])
      expect(
        (await new Visitor().mutate("account.resetPassword", { token, password: "a third new passphrase" }))
          .code,
      ).toBe("GONE");
    expect((await new Visitor().signIn(world.email, "a fresh new passphrase")).status).toBe(200);
    const unsent = await requestLink(world);
    await asAdmin("update account_link set used_at = now() where id = $1", [unsent]);
    await writeMail(world, writePasswordResetMail, unsent);
    expect(await keptMails(world, `password_reset:${unsent}`)).toEqual([]);
    expect(await verbs(world.orgId)).toContain("account.password_reset");
  });

  test("a link that has expired, was made for something else or up resets nothing", async () => {
    const world = await makeWorld();
    const { token } = await mailedLink(world);
    await asAdmin("update account_link set expires_at = now() - interval '1 second' where account_id = $1", [
      world.accountId,
    ]);
    for (const wrong of [token, "x", linkToken("invitation", token.split(".")[0]!), `${token}x`])
      expect(
        (
          await new Visitor().mutate("account.resetPassword", {
            token: wrong,
            password: "a fresh new passphrase",
          })
        ).code,
      ).toBe("GONE");
  });

  test("asking for a link says the same for an account, for nobody and for somebody asked for too often", async () => {
    const world = await makeWorld();
    const answers = [];
    for (const email of [world.email, "nobody-at-all@example.test", ...Array<string>(6).fill(world.email)]) {
      const started = performance.now();
      const { status, value } = await new Visitor("198.51.100.200").mutate("account.requestPasswordReset", {
        email,
      });
      answers.push({ status, value });
      expect(performance.now() - started).toBeGreaterThan(390);
    }
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(await outbox(world.orgId, "tenancy.send-password-reset")).toHaveLength(5);
  });

  test("a new name is seen in every organization", async () => {
    const world = await makeWorld();
    const visitor = await signedIn(world);
    await visitor.mutate("account.rename", { name: "Olga Renamed" });
    expect((await visitor.query("account.me")).value).toMatchObject({ name: "Olga Renamed" });
    expect((await visitor.query("tenancy.me", undefined, world.slug)).value).toMatchObject({
      membership: { name: "Olga Renamed" },
    });
  });
});

describe("API keys", () => {
  test("a key is shown once, kept as a hash, and worthless after it was revoked", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const [owner, stranger] = [await signedIn(world), await signedIn(other)];
    const { value } = await owner.mutate(
      "tenancy.createApiKey",
      { name: "Shop", scopes: ["items:write", "items:write"], lifetimeDays: 30 },
      world.slug,
    );
    const key = value as { id: string; secret: string; prefix: string };
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    const stored =
      JSON.stringify(await asAdmin("select * from api_key where id = $1", [key.id])) +
      JSON.stringify(await asAdmin("select * from audit_event where org_id = $1", [world.orgId]));
    expect(stored).not.toContain(key.secret);
    expect(JSON.stringify((await owner.query("tenancy.apiKeys", undefined, world.slug)).value)).not.toContain(
      key.secret,
    );
    expect((await stranger.mutate("tenancy.revokeApiKey", { keyId: key.id }, other.slug)).status).toBe(404);
    expect((await stranger.query("tenancy.apiKeys", undefined, other.slug)).value).toEqual([]);
    const { scopeForApiKey } = await import("./scope.commands");
    expect((await scopeForApiKey(key.secret, "items:write", "r")).orgId).toBe(world.orgId);
    await owner.mutate("tenancy.revokeApiKey", { keyId: key.id }, world.slug);
    await expect(scopeForApiKey(key.secret, "items:write", "r")).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
    });
    expect((await owner.mutate("tenancy.revokeApiKey", { keyId: key.id }, world.slug)).status).toBe(404);
  });
});

describe("another organization's ids", () => {
  test("in every position an owner of one organization gets nowhere with the other's, and its own owner does", async () => {
    const [a, b] = [await makeWorld(), await makeWorld()];
    const member = await makeMember(a, "qa");
    const [ownerA, ownerB] = [await signedIn(a), await signedIn(b)];
    const { invitationId } = (
      await ownerA.mutate("tenancy.invite", { email: newPerson().email, role: "qa" }, a.slug)
    ).value as { invitationId: string };
    const { id: keyId } = (
      await ownerA.mutate("tenancy.createApiKey", { name: "K", scopes: ["releases:write"] }, a.slug)
    ).value as { id: string };
    const members = (await ownerA.query("tenancy.members", { limit: 1 }, a.slug)).value as {
      nextCursor: string;
    };
    const before = await asAdmin(
      "select md5(string_agg(m::text, '' order by m.id)) from membership m where org_id = $1",
      [a.orgId],
    );
    const attempts: [string, unknown][] = [
      ["tenancy.changeRole", { membershipId: member.membershipId, role: "viewer" }],
      ["tenancy.removeMember", { membershipId: member.membershipId }],
      ["tenancy.revokeInvitation", { invitationId }],
      ["tenancy.revokeApiKey", { keyId }],
    ];
    for (const [path, input] of attempts) {
      expect((await ownerB.mutate(path, input, b.slug)).status, `${path} under B`).toBe(404);
      expect((await ownerB.mutate(path, input, a.slug)).status, `${path} under A`).toBe(404);
    }
    const seen = [
      await ownerB.query("tenancy.members", { limit: 50, cursor: members.nextCursor }, b.slug),
      await ownerB.query("audit.list", { subjectId: member.membershipId }, b.slug),
      await ownerB.query("audit.list", { actorId: a.ownerId, cursor: null }, b.slug),
      await ownerB.query("tenancy.invitations", {}, b.slug),
    ];
    for (const answer of seen)
      for (const secret of [member.email, member.membershipId, a.ownerId, invitationId, keyId, a.orgId])
        expect(JSON.stringify(answer.value)).not.toContain(secret);
    expect(
      await asAdmin("select md5(string_agg(m::text, '' order by m.id)) from membership m where org_id = $1", [
        a.orgId,
      ]),
    ).toEqual(before);
    for (const [path, input] of attempts)
      expect((await ownerA.mutate(path, input, a.slug)).status, `${path} by A's owner`).toBe(200);
  });
});
