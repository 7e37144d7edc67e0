import { expiredOf, type Deleted, type Expirer } from "@/server/db/expiring";
import { sql, type Sql } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";

const BATCH = 1_000;

/** Mails that are through: sent, given up, taken back, or kept here for want of a mail server. One that waits is never among them. */
const isDueMail = (scope: Scope, before: Date): Sql => sql`
  m.org_id = ${scope.orgId}
  and m.emptied_at is null
  and m.created_at < ${before}
  and coalesce(m.sent_at, m.created_at) < ${before}
  and m.state not in ('pending', 'sending')
`;

/** Address, subject and text of mails; that there was one, of which kind and how it ended, stays. */
export const expireMails: Expirer = {
  kind: "mails",
  dueIn: async (tx, scope, before, atMost) => {
    const [row] = await tx.$queryRaw<{ n: number }[]>`
      select count(*)::int as n
      from
        (
          select
          from message m
          where ${isDueMail(scope, before)}
          limit ${atMost}
        ) d
    `;
    return row?.n ?? 0;
  },
  oldestIn: async (tx, scope) => {
    const first = await tx.message.findFirst({
      where: { orgId: scope.orgId, emptiedAt: null },
      orderBy: { createdAt: "asc" },
      select: { createdAt: true },
    });
    return first?.createdAt ?? null;
  },
  expireIn: async (tx, scope, before) => {
    const [emptied] = await tx.$queryRaw<Deleted[]>`
      with
        due as (
          select
            m.id,
            octet_length(m.recipient) + octet_length(m.subject) + octet_length(m.body_text) as bytes
          from message m
          where ${isDueMail(scope, before)}
          order by m.created_at
          limit ${BATCH}
          for no key update
        ),
        gone as (
          update message e
          set
            recipient = '',
            subject = '',
            body_text = '',
            last_error = null,
            emptied_at = now()
          from due
          where
            e.org_id = ${scope.orgId}
            and e.id = due.id
          returning due.bytes
        )
      select
        count(*)::int as rows,
        coalesce(sum(bytes), 0)::float8 as bytes
      from gone
    `;
    return expiredOf(emptied, BATCH);
  },
};
