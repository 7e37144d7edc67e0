import { languageOf } from "@/contracts/languages";
import { withScopeOnce } from "@/server/db/client";
import type { Tx } from "@/server/db/sql";
import type { PendingRow } from "@/server/jobs/attempts";
import { enqueueIn } from "@/server/jobs/outbox";
import type { Scope } from "@/server/platform/scope";
import { acknowledgeItem } from "./jobs";
import { acknowledgeIn } from "./messages.commands";
import { reporterLanguage } from "./reporter-language";

/** Asks for acknowledgements that could not be written together with their reports, each as work of its own. */
export async function acknowledgeLaterIn(tx: Tx, scope: Scope, itemIds: readonly string[]): Promise<void> {
  await enqueueIn(tx, scope, acknowledgeItem, itemIds);
}

/** Writes the acknowledgements of reports that were recorded without one, and marks their outbox rows done. */
export async function acknowledgeRecorded(scope: Scope, rows: readonly PendingRow[]): Promise<void> {
  await withScopeOnce(
    scope,
    rows.map((row) => row.id),
    async (tx) => {
      const found = await tx.$queryRaw<
        {
          itemId: string;
          linkId: string;
          email: string;
          reference: string;
          written: string;
          page: string | null;
          text: string;
          isQuotable: boolean;
          launchId: string;
          launchName: string;
        }[]
      >`
        select
          i.id as "itemId",
          coalesce(i.raw_event_id, i.id) as "linkId",
          r.email,
          i.reference,
          i.language as written,
          i.context ->> 'pageLanguage' as page,
          i.text,
          -- What a helpdesk holds is never quoted back.
          s.kind <> 'zendesk' as "isQuotable",
          l.id as "launchId",
          l.name as "launchName"
        from
          item i
          join reporter r on r.org_id = i.org_id
          and r.id = i.reporter_id
          join source s on s.org_id = i.org_id
          and s.id = i.source_id
          join launch l on l.org_id = i.org_id
          and l.id = i.launch_id
        where
          i.org_id = ${scope.orgId}
          and i.id = any(${rows.map((row) => row.ref)})
          and i.state = 'open'
          and r.email is not null
      `;
      for (const { launchId, launchName, written, page, text, isQuotable, ...report } of found)
        await acknowledgeIn(tx, scope, { id: launchId, name: launchName }, [
          {
            ...report,
            language: reporterLanguage({ page: languageOf(page), written, text }),
            text: isQuotable ? text : null,
          },
        ]);
    },
  );
}
