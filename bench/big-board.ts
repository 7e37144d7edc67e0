/** The database of 100,000 issues with somebody who can sign in to it, for benches of what a person sees. */
import pg from "pg";
import { sealPassword } from "@/server/tenancy/password-hash.runtime";
import { BIG, BIG_ISSUES, BIG_ITEMS, seedBoard } from "./board-seed";

/** Who the benches sign in as. */
export const PERSON = { email: "3@example.test", password: "corner shop lanterns 42" };

/** Fills an empty database, and gives the measured member an account to sign in with. */
export async function fillBigBoard(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount } = await admin.query("select from organization where id = $1", [BIG.orgId]);
    if (rowCount) return;
    console.log(
      `seeding ${BIG_ISSUES.toLocaleString("en")} issues and ${BIG_ITEMS.toLocaleString("en")} items`,
    );
    await seedBoard(admin, console.log);
    const { rows } = await admin.query<{ account_id: string }>(
      "update membership set role = 'owner', email = $3 where org_id = $1 and id = $2 returning account_id",
      [BIG.orgId, BIG.memberId, PERSON.email],
    );
    const { salt, memoryKib, passes, lanes, digest } = await sealPassword(PERSON.password);
    await admin.query("select door.create_account($1, $2, 'Olga Owner', $3, $4, $5, $6, $7)", [
      rows[0]!.account_id,
      PERSON.email,
      salt,
      memoryKib,
      passes,
      lanes,
      digest,
    ]);
    // A running product does not stand on minutes of unwritten bulk.
    await admin.query("checkpoint");
  } finally {
    await admin.end();
  }
}
