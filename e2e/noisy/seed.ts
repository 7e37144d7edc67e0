/** What is in the database before anything is measured, written as sets by the administrator: organizations without work, and issues. */
import { asAdmin } from "@/server/testing/queries";

export const EMPTY_ORGANIZATIONS = 3_000;

/** The words of which seeded titles and reports are made, and that searches ask for. */
export const SEEDED_WORDS = (
  "payment card voucher checkout basket invoice login password session mobile crash blank screen slow timeout error upload " +
  "download export import report customer order delivery address country currency refund credit balance email notice reminder " +
  "filter result column table chart legend colour button menu dialog form field label date calendar zone clock update version " +
  "browser cache cookie banner picture video sound camera scanner printer paper margin font letter accent language translation"
).split(" ");

/** Words that every seeded report holds: a search for them finds so many that it is dear. */
export const COMMON_WORDS = ["work", "since", "changed", "tried", "again", "still", "same"];

/** Organizations with an owner and the built-in sources, as signing up leaves them. */
export async function seedEmptyOrganizations(): Promise<void> {
  const each = `from generate_series(1, ${EMPTY_ORGANIZATIONS}) n`;
  await asAdmin(
    `insert into organization (id, slug, name)
     select
       'org_0empty' || lpad(n::text, 6, '0'),
       'empty-' || n,
       'Empty ' || n
     ${each}`,
  );
  await asAdmin(
    `insert into account (id, email, name)
     select
       'acc_0empty' || lpad(n::text, 6, '0'),
       'owner-' || n || '@empty.example',
       'Owner ' || n
     ${each}`,
  );
  await asAdmin(
    `insert into membership (org_id, id, account_id, role, name, email)
     select
       'org_0empty' || lpad(n::text, 6, '0'),
       'mem_0empty' || lpad(n::text, 6, '0'),
       'acc_0empty' || lpad(n::text, 6, '0'),
       'owner',
       'Owner ' || n,
       'owner-' || n || '@empty.example'
     ${each}`,
  );
  await asAdmin(
    `insert into source (org_id, id, kind, name, key)
     select
       'org_0empty' || lpad(n::text, 6, '0'),
       'src_0empty' || lpad(n::text, 6, '0') || '_' || kind,
       kind,
       kind,
       'empty-' || n || '-' || kind
     ${each} cross join unnest(array['agent', 'api', 'releases']) kind`,
  );
}

/** Where seeded issues go; `sourceId` is where their reports came from. */
export type SeedPlace = { orgId: string; launchId: string; sourceId: string };

/** The id of the n-th seeded report of an organization, from 1 on. */
export const seededItemId = (orgId: string, n: number): string =>
  `itm_0seed_${orgId}_${String(n).padStart(8, "0")}`;

const ISSUE_ID = "'iss_0seed_' || $1::text || '_' || lpad(n::text, 8, '0')";
/** A word that the row's number `n` decides; another one for each salt. */
const word = (salt: number) =>
  `($4::text[])[1 + (hashint4(n * 31 + ${salt}) & 2147483647) % cardinality($4::text[])]`;

/** So many issues with two reports each, on an active launch, as weeks of triage leave them. */
export async function seedIssues(place: SeedPlace, count: number): Promise<void> {
  const { orgId, launchId, sourceId } = place;
  await asAdmin(
    `insert into issue (
       org_id,
       id,
       launch_id,
       number,
       title,
       type,
       severity,
       state,
       impact,
       computed_impact,
       effort,
       computed_effort,
       item_count,
       reporter_count,
       first_seen_at,
       last_seen_at,
       needs_review,
       terms,
       language,
       created_at,
       updated_at)
     select
       $1::text,
       ${ISSUE_ID},
       $2,
       n,
       initcap(${word(1)}) || ' ' || ${word(2)} || ' of the ' || ${word(3)} || ' ' || ${word(4)},
       (array['technical', 'functional', 'usability', 'performance', 'wish'])[1 + n % 5],
       (array['critical', 'major', 'major', 'minor', 'minor', 'minor', 'cosmetic'])[1 + n % 7],
       (array['new', 'accepted', 'in_progress', 'fixed', 'closed', 'closed', 'closed'])[1 + n % 7],
       n % 100,
       n % 100,
       n * 7 % 100,
       n * 7 % 100,
       2,
       2,
       t.at,
       t.at,
       case when n % 9 = 0 then 'new' end,
       array[${word(1)}, ${word(2)}, ${word(3)}, ${word(4)}],
       'en',
       t.at,
       t.at
     from generate_series(1, $3::int) n
     cross join lateral (select now() - interval '1 day' - interval '1 minute' * ($3::int - n) as at) t`,
    [orgId, launchId, count, SEEDED_WORDS],
  );
  await asAdmin(
    `
      insert into
        item (
          org_id,
          id,
          launch_id,
          source_id,
          reference,
          text,
          language,
          person_key,
          occurred_at,
          received_at,
          type,
          severity,
          sentiment,
          issue_id
        )
      select
        $1::text,
        'itm_0seed_' || $1::text || '_' || lpad(k::text, 8, '0'),
        $2,
        $5,
        'R-' || lpad(k::text, 8, '0'),
        'The ' || ${word(1)} || ' does not work with my ' || ${word(5)} 
          || ' since the ' || ${word(6)} || ' was changed. I tried it ' || 'again after the ' || ${word(7)} || ' and it is still the same.',
        'en',
        'email:p' || k || '@reporter.example',
        now() - interval '1 day',
        now() - interval '1 day',
        'functional',
        'minor',
        'negative',
        ${ISSUE_ID}
      from
        generate_series(1, $3::int * 2) k
        cross join lateral (
          select 1 + (k - 1) % $3::int as n
        ) i
    `,
    [orgId, launchId, count, SEEDED_WORDS, sourceId],
  );
  await asAdmin(
    `insert into issue_item (org_id, id, issue_id, item_id, joined_by, reason)
     select
       org_id,
       'joi' || substr(id, 4),
       issue_id,
       id,
       'model',
       'Alike.'
     from item
     where org_id = $1`,
    [orgId],
  );
  await asAdmin(
    `insert into issue_exemplar (org_id, item_id, launch_id, terms)
     select
       org_id,
       'itm' || substr(id, 4),
       launch_id,
       terms
     from issue
     where org_id = $1`,
    [orgId],
  );
  await asAdmin(
    `insert into term_stat (org_id, launch_id, term, n)
     select
       org_id,
       launch_id,
       term,
       count(*)
     from issue_exemplar cross join lateral unnest(terms) term
     where org_id = $1
     group by 1, 2, 3`,
    [orgId],
  );
  await asAdmin("update launch set next_issue_number = $3 where org_id = $1 and id = $2", [
    orgId,
    launchId,
    count + 1,
  ]);
}
