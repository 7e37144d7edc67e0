import { afterEach, describe, expect, test } from "vitest";
import { dropSingleton } from "@/server/platform/singleton";
import { makeMember, makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { PASSWORD, signedIn, Visitor } from "@/server/testing/visitor";

const address = () => `guest-${crypto.randomUUID()}@example.test`;

/** Gives this process a mail server, or takes it away. */
function setMailServer(url: string | undefined): void {
  if (url === undefined) Reflect.deleteProperty(process.env, "SMTP_URL");
  else process.env["SMTP_URL"] = url;
  dropSingleton("env");
}
afterEach(() => setMailServer(undefined));

describe("an invitation where no mail is sent", () => {
  test("has a link to copy, with which the person joins; whoever showed it is in the audit log", async () => {
    const world = await makeWorld();
    const owner = await signedIn(world);
    const invited = await owner.mutate("tenancy.invite", { email: address(), role: "support" }, world.slug);
    const { invitationId, isMailSent } = invited.value as { invitationId: string; isMailSent: boolean };
    expect(isMailSent).toBe(false);
    const { value } = await owner.mutate("tenancy.invitationLink", { invitationId }, world.slug);
    const token = (value as { link: string }).link.split("/").at(-1)!;
    const joined = await new Visitor().mutate("account.acceptInvitationAsNew", {
      token,
      name: "Gil Guest",
      password: PASSWORD,
    });
    expect(joined.status).toBe(200);
    const trail = await asAdmin<{ verb: string }>(
      "select verb from audit_event where org_id = $1 and subject_id = $2",
      [world.orgId, invitationId],
    );
    expect(trail.map((event) => event.verb)).toContain("member.invitation_link_shown");
    const again = await owner.mutate("tenancy.invitationLink", { invitationId }, world.slug);
    expect(again.status).toBe(404);
  });

  test("shows no link to who may not invite to that role, nor to a stranger", async () => {
    const [world, other] = [await makeWorld(), await makeWorld()];
    const owner = await signedIn(world);
    const { value } = await owner.mutate("tenancy.invite", { email: address(), role: "owner" }, world.slug);
    const { invitationId } = value as { invitationId: string };
    const admin = await signedIn(await makeMember(world, "admin"));
    expect((await admin.mutate("tenancy.invitationLink", { invitationId }, world.slug)).status).toBe(403);
    const viewer = await signedIn(await makeMember(world, "viewer"));
    expect((await viewer.mutate("tenancy.invitationLink", { invitationId }, world.slug)).status).toBe(403);
    const stranger = await signedIn(other);
    expect((await stranger.mutate("tenancy.invitationLink", { invitationId }, other.slug)).status).toBe(404);
  });

  test("has none to copy where mail is sent: there the mail proves the address", async () => {
    const world = await makeWorld();
    const owner = await signedIn(world);
    setMailServer("smtp://127.0.0.1:9");
    const { value } = await owner.mutate("tenancy.invite", { email: address(), role: "support" }, world.slug);
    const { invitationId, isMailSent } = value as { invitationId: string; isMailSent: boolean };
    expect(isMailSent).toBe(true);
    expect((await owner.mutate("tenancy.invitationLink", { invitationId }, world.slug)).status).toBe(409);
  });
});
