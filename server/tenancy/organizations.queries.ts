import { Role } from "@/contracts/tenancy";
import { listMemberships } from "@/server/db/account-doors";

export type MyOrganization = { slug: string; name: string; role: Role };

/** The organizations a person is an active member of, by name. */
export async function listMyOrganizations(accountId: string): Promise<MyOrganization[]> {
  return (await listMemberships(accountId)).map((row) => ({
    slug: row.slug,
    name: row.orgName,
    role: Role.parse(row.role),
  }));
}
