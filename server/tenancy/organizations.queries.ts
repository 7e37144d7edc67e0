import { Role } from "@/contracts/tenancy";
import { listMemberships } from "@/server/db/account-doors";
import type { Session } from "./sessions.queries";

export type MyOrganization = { slug: string; name: string; role: Role };

/** The organizations a signed-in person is an active member of, by name. */
export async function listMyOrganizations(session: Session): Promise<MyOrganization[]> {
  return (await listMemberships(session.id)).map((row) => ({
    slug: row.slug,
    name: row.orgName,
    role: Role.parse(row.role),
  }));
}
