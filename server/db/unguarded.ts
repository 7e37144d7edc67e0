import pg from "pg";
import { getEnv } from "@/server/platform/env";
import type { MembershipInDoor } from "./account-doors";

/**
 * An owner's membership that nobody has, in the organization with this short name: what a test acts with that leaves the tenancy guard
 * out. The application's role cannot find an organization by its name, so this goes past it, as the owner of the database.
 */
export async function findOrganizationUnguarded(slug: string): Promise<MembershipInDoor | null> {
  const client = new pg.Client({ connectionString: getEnv().DATABASE_URL });
  await client.connect();
  try {
    await client.query("set role steady_door");
    const { rows } = await client.query<{ orgId: string; orgName: string }>(
      `select id as "orgId", name as "orgName" from organization where slug = $1`,
      [slug],
    );
    const [found] = rows;
    return found
      ? { ...found, slug, membershipId: "nobody", role: "owner", name: "Nobody", email: "" }
      : null;
  } finally {
    await client.end();
  }
}
