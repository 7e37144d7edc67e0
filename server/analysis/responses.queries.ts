import { RESPONSE_TARGET_MINUTES } from "@/contracts/exit";
import type { Tx } from "@/server/db/sql";
import { answersSince, overdueBefore, type GatheredResponses } from "@/server/feedback/first-response";
import {
  answerableReports,
  COUNTED_REPORTS,
  unanswerableReports,
  waitingReports,
} from "@/server/feedback/first-response.queries";
import type { Scope } from "@/server/platform/scope";

/** What is asked: of the whole launch (null) or of one component, with the time within which reports are to be answered. */
export type ResponseQuestion = {
  readonly key: string;
  readonly componentId: string | null;
  readonly targetMinutes: number;
};

/** How a launch's reports were answered up to now, by question. Three statements, however many are asked. */
export async function gatherResponsesIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  questions: readonly ResponseQuestion[],
  now: Date,
): Promise<Map<string, GatheredResponses>> {
  const answers = await listAnswersIn(tx, scope, launchId, answersSince(now));
  const waiting = await sumWaitingIn(tx, scope, launchId, questions, now);
  const unanswerable = await tx.$queryRaw<{ componentId: string | null; n: number }[]>`
    select
      t.component_id as "componentId",
      count(*)::float8 as n
    from item t
    where
      t.org_id = ${scope.orgId}
      and t.launch_id = ${launchId}
      and ${unanswerableReports(scope, now)}
    group by 1
  `;
  return new Map(
    questions.map(({ key, componentId }) => {
      const isOfComponent = (row: { componentId: string | null }) =>
        componentId === null || row.componentId === componentId;
      return [
        key,
        {
          ...waiting.get(key)!,
          tookMinutes: answers.filter(isOfComponent).map((answer) => answer.tookMinutes),
          unanswerable: unanswerable.filter(isOfComponent).reduce((sum, { n }) => sum + n, 0),
        },
      ];
    }),
  );
}

type WaitingSums = Pick<GatheredResponses, "waiting" | "overdue" | "oldestWaitingAt">;

async function sumWaitingIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  questions: readonly ResponseQuestion[],
  now: Date,
): Promise<Map<string, WaitingSums>> {
  const found = await tx.$queryRaw<(WaitingSums & { key: string })[]>`
    with
      waiting as materialized (
        select
          t.component_id,
          t.occurred_at
        from item t
        where
          t.org_id = ${scope.orgId}
          and t.launch_id = ${launchId}
          and ${waitingReports(scope)}
      )
    select
      q.key,
      count(w.occurred_at)::float8 as waiting,
      count(w.occurred_at) filter (
        where w.occurred_at < q.before
      )::float8 as overdue,
      min(w.occurred_at) as "oldestWaitingAt"
    from
      unnest(
        ${questions.map((q) => q.key)}::text[],
        ${questions.map((q) => q.componentId)}::text[],
        ${questions.map((q) => overdueBefore(q.targetMinutes, now).toISOString())}::timestamptz[]
      ) as q(key, component_id, before)
      left join waiting w on q.component_id is null
      or w.component_id = q.component_id
    group by q.key
  `;
  return new Map(found.map(({ key, ...sums }) => [key, sums]));
}

type Answer = { componentId: string | null; tookMinutes: number };

/** First responses that were given since a moment, with what they took. */
async function listAnswersIn(tx: Tx, scope: Scope, launchId: string, since: Date): Promise<Answer[]> {
  return tx.$queryRaw<Answer[]>`
    select
      t.component_id as "componentId",
      greatest(
        0,
        extract(
          epoch
          from t.first_response_at - t.occurred_at
        )::float8
      ) / 60 as "tookMinutes"
    from item t
    where
      t.org_id = ${scope.orgId}
      and t.launch_id = ${launchId}
      and t.first_response_at > ${since}
      and ${COUNTED_REPORTS}
      and ${answerableReports(scope)}
  `;
}

/**
 * Within how long reports are to be answered, minutes: as the exit criterion of the component, else of the launch says; an hour where
 * there is none.
 */
export async function responseTargetIn(
  tx: Tx,
  scope: Scope,
  launchId: string,
  componentId: string | null,
): Promise<number> {
  const [found] = await tx.$queryRaw<{ targetMinutes: number | null }[]>`
    select target_minutes as "targetMinutes"
    from exit_criterion
    where
      org_id = ${scope.orgId}
      and launch_id = ${launchId}
      and kind = 'first_response'
      and archived_at is null
      and (
        component_id is null
        or component_id = ${componentId}
      )
    order by
      component_id is null,
      position,
      id
    limit 1
  `;
  return found?.targetMinutes ?? RESPONSE_TARGET_MINUTES;
}
