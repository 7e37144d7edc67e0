import { expect, test } from "vitest";
import { quadrantOf } from "@/contracts/triage";
import { asAdmin } from "@/server/testing/queries";

test("the database derives every quadrant as the contract does, on all 10,201 places of the matrix", async () => {
  const [column] = await asAdmin<{ expression: string }>(`
    select
      pg_get_expr(d.adbin, d.adrelid) as expression
    from
      pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid
      and a.attnum = d.adnum
    where
      d.adrelid = 'issue'::regclass
      and a.attname = 'quadrant'
      and a.attgenerated = 's'
  `);
  const places = await asAdmin<{ impact: number; effort: number; quadrant: string }>(`
    select
      impact,
      effort,
      ${column!.expression} as quadrant
    from
      generate_series(0, 100) impact,
      generate_series(0, 100) effort
  `);
  expect(places).toHaveLength(101 * 101);
  expect(places.filter(({ impact, effort, quadrant }) => quadrantOf(impact, effort) !== quadrant)).toEqual(
    [],
  );
});
