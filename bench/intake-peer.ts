/** The peer: one row of the same size as a raw event, inserted and committed by a bare client, as often as it can. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { measureRound, reportText, type RoundRequest } from "./intake-round";

const pool = new pg.Pool({ connectionString: process.env["BENCH_ADMIN_URL"]!, max: 10 });
await pool.query(
  "create table if not exists bench_event (like raw_event including defaults, primary key (org_id, id))",
);

const INSERT = `
    insert into
      bench_event (
        org_id,
        id,
        source_id,
        launch_id,
        delivery_id,
        content_type,
        headers,
        body,
        body_hash,
        reference,
        item_id,
        occurred_at
      )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  `;
const orgId = process.env["BENCH_ORG"]!;
const idOf = (prefix: string) => `${prefix}_${randomBytes(13).toString("hex")}`;
let n = 0;

async function run(request: RoundRequest): Promise<void> {
  const round = await measureRound(request, async () => {
    const body = Buffer.from(
      JSON.stringify({ launch: "two", text: reportText(++n), reporter: { email: "ana@example.test" } }),
    );
    const values = [
      orgId,
      idOf("raw"),
      idOf("src"),
      idOf("lau"),
      `idem:${idOf("key")}`,
      "application/json",
      "{}",
      body,
      randomBytes(32).toString("hex"),
      "R-AAAA-BBBB",
      idOf("itm"),
      new Date(),
    ];
    await pool.query({ name: "insert", text: INSERT, values });
  });
  process.send!(round);
}

process.on("message", (request: RoundRequest) => void run(request));
