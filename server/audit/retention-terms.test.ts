import { expect, test } from "vitest";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { termsOf } from "./retention";
import { readTermsIn } from "./retention-terms.queries";

type Term = { orgId: string; kind: string; days: number | null };
type Question = { where: Partial<Term>; select: Partial<Record<keyof Term, boolean>> };

/** A table of terms that answers what is asked of it: these rows, these columns. */
const tableOf = (terms: readonly Term[]): Tx =>
  ({
    retentionTerm: {
      findMany: ({ where, select }: Question) =>
        Promise.resolve(
          terms
            .filter(({ orgId }) => where.orgId === undefined || where.orgId === orgId)
            .map((term) =>
              Object.fromEntries(Object.entries(term).filter(([column]) => select[column as keyof Term])),
            ),
        ),
    },
  }) as unknown as Tx;
const scopeOf = (orgId: string): Scope => ({ orgId }) as unknown as Scope;

test("an organization's terms are its own, and the usual ones for the rest", async () => {
  const tx = tableOf([
    { orgId: "org_1", kind: "mails", days: 30 },
    { orgId: "org_1", kind: "raw_bodies", days: null },
    { orgId: "org_2", kind: "mails", days: 700 },
    { orgId: "org_2", kind: "items", days: 40 },
  ]);
  expect(await readTermsIn(tx, scopeOf("org_1"))).toEqual({ ...termsOf([]), mails: 30, raw_bodies: null });
  expect(await readTermsIn(tx, scopeOf("org_2"))).toEqual({ ...termsOf([]), mails: 700, items: 40 });
  expect(await readTermsIn(tx, scopeOf("org_3"))).toEqual(termsOf([]));
});
