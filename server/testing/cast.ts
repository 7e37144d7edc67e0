import { makeMember, type World } from "./factories";
import { asAdmin } from "./queries";
import { signedIn, type Visitor } from "./visitor";

/** Who knocks at an organization's doors: two who belong there, one who no longer does, one whose session was revoked, and a stranger. */
export type Cast = Record<"owner" | "viewer" | "removed" | "revoked" | "stranger", Visitor>;

/**
 * Signs everybody in; those who may not come in any longer were owners until a moment ago.
 * @param elsewhere the organization that the stranger owns
 */
export async function castOf(world: World, elsewhere: World): Promise<Cast> {
  const [viewer, removed, revoked] = [
    await makeMember(world, "viewer"),
    await makeMember(world, "owner"),
    await makeMember(world, "owner"),
  ];
  const cast = {
    owner: await signedIn(world),
    viewer: await signedIn(viewer),
    removed: await signedIn(removed),
    revoked: await signedIn(revoked),
    stranger: await signedIn(elsewhere),
  };
  await asAdmin("update membership set state = 'removed' where id = $1", [removed.membershipId]);
  await asAdmin("update session set revoked_at = now() where account_id = $1", [revoked.accountId]);
  return cast;
}
