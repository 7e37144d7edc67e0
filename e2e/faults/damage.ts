import type { World } from "@/server/testing/factories";
import { ACKNOWLEDGED_PER_HOUR } from "@/server/communication/answering-machines";
import { mailboxOf } from "@/server/tenancy/recipients";
import { asAdmin } from "@/server/testing/queries";

/**
 * Everything that would be wrong once so many reports were posted and all work is done, in words; empty when all is well.
 * @param acked the reference each report's key was given
 */
export async function findDamage(
  world: World,
  acked: ReadonlyMap<string, string>,
  items: number,
): Promise<string[]> {
  const orgId = [world.orgId];
  const count = async (text: string) =>
    (await asAdmin<{ n: number }>(`select count(*)::int as n from (${text}) x`, orgId))[0]!.n;
  const references = new Set(
    (await asAdmin<{ reference: string }>("select reference from item where org_id = $1", orgId)).map(
      (r) => r.reference,
    ),
  );
  const [sums] = await asAdmin<{ triaged: number; counted: number; open: number }>(
    `
      select
        (
          select coalesce(sum((data ->> 'items')::int), 0)::int
          from audit_event
          where
            org_id = $1
            and verb = 'items.triaged'
        ) as triaged,
        (
          select coalesce(sum(item_count), 0)::int
          from issue
          where org_id = $1
        ) as counted,
        (
          select count(*)::int
          from item
          where
            org_id = $1
            and issue_id is not null
        ) as open
    `,
    orgId,
  );
  const checks: [string, number][] = [
    [
      "reports that were acknowledged and are not on the board",
      [...acked.values()].filter((r) => !references.has(r)).length,
    ],
    ["reports that were never acknowledged", items - acked.size],
    ["references given twice", acked.size - new Set(acked.values()).size],
    [
      "raw events without an outbox row",
      await count(
        `
          select 1
          from raw_event r
          where
            r.org_id = $1
            and not exists (
              select
              from outbox o
              where
                o.org_id = r.org_id
                and o.ref = r.id
            )
        `,
      ),
    ],
    [
      "outbox rows without a raw event",
      await count(
        `
          select 1
          from outbox o
          where
            o.org_id = $1
            and o.topic = 'pipeline.run'
            and not exists (
              select
              from raw_event r
              where
                r.org_id = o.org_id
                and r.id = o.ref
            )
        `,
      ),
    ],
    [
      "raw events with two outbox rows",
      await count(
        "select ref from outbox where org_id = $1 and topic = 'pipeline.run' group by 1 having count(*) > 1",
      ),
    ],
    [
      "raw events without an item",
      await count(
        `
          select 1
          from raw_event r
          where
            r.org_id = $1
            and not exists (
              select
              from item i
              where
                i.org_id = r.org_id
                and i.raw_event_id = r.id
            )
        `,
      ),
    ],
    [
      "items whose work is not marked done",
      await count(
        `
          select 1
          from
            item i
            join outbox o on o.org_id = i.org_id
            and o.ref = i.raw_event_id
          where
            i.org_id = $1
            and o.state <> 'done'
        `,
      ),
    ],
    ["work that is stuck or dead", await count("select 1 from outbox where org_id = $1 and state <> 'done'")],
    [
      "open items on no issue",
      await count("select 1 from item where org_id = $1 and state = 'open' and issue_id is null"),
    ],
    [
      "items in two issues",
      await count(
        "select item_id from issue_item where org_id = $1 and left_at is null group by 1 having count(*) > 1",
      ),
    ],
    [
      "items without all receipts",
      await count("select item_id from stage_receipt where org_id = $1 group by 1 having count(*) <> 5"),
    ],
    ["acknowledgements missing or doubled", await countUnacknowledged(world.orgId)],
    ["items triaged more or less than once", Math.abs((sums?.triaged ?? 0) - items)],
    [
      "items counted on issues but not there, or the reverse",
      Math.abs((sums?.counted ?? 0) - (sums?.open ?? 0)),
    ],
  ];
  return checks.filter(([, n]) => n !== 0).map(([what, n]) => `${n} ${what}`);
}

/**
 * Reports with an address that have two acknowledgements, or none although their mailbox was not written as often as it may be within an
 * hour (answering-machines.ts): what a run posts comes within one.
 */
async function countUnacknowledged(orgId: string): Promise<number> {
  const reports = await asAdmin<{ email: string; n: number }>(
    `
      select
        r.email,
        count(m.id)::int as n
      from
        item i
        join reporter r on r.org_id = i.org_id
        and r.id = i.reporter_id
        left join message m on m.org_id = i.org_id
        and m.item_id = i.id
      where
        i.org_id = $1
        and i.state = 'open'
        and r.email is not null
      group by
        i.id,
        r.email
    `,
    [orgId],
  );
  const written = new Map<string, number>();
  for (const { email, n } of reports) written.set(mailboxOf(email), (written.get(mailboxOf(email)) ?? 0) + n);
  return reports.filter(
    ({ email, n }) => n > 1 || (n === 0 && written.get(mailboxOf(email))! < ACKNOWLEDGED_PER_HOUR),
  ).length;
}
