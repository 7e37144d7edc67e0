/** One organization with 100,000 issues and 300,000 items beside 99 with 3,000 issues each, written as sets by the administrator. */
import type pg from "pg";
import { personKeys, reportKeys } from "@/server/reading/search-keys";

export const BIG_ISSUES = 100_000;
export const BIG_ITEMS = 300_000;
const SMALL_ORGANIZATIONS = 99;
const SMALL_ISSUES = 3_000;

/** The organization that is measured. Ids are padded numbers, so that they sort by the order things were made in. */
export const BIG = { orgId: "org_000", launchId: "lau_000", memberId: "mem_000_03" } as const;

const WORDS =
  "payment card voucher checkout basket invoice login password session mobile app crash blank screen slow " +
  "timeout error upload download export import report customer order delivery address street country currency " +
  "refund credit balance email notice reminder search filter result sort column table chart legend colour " +
  "button menu dialog form field label date picker calendar zone clock update install version browser cache " +
  "cookie consent banner image photo video sound camera scanner barcode printer paper margin font size letter " +
  "accent umlaut language translation missing wrong double twice empty broken stuck frozen late early never " +
  "always sometimes after before during while since until again twelve hundred thousand partner interface " +
  "webhook token limit quota region server gateway route header body cart coupon gift loyalty points member " +
  "family child account profile avatar settings privacy terms";

/** Distributions as they are seen late in a long hypercare: most is settled, little is critical, old things are quiet. */
const STATE =
  "(array['new','new','accepted','accepted','accepted','in_progress','in_progress','fixed','fixed','verified'," +
  "'closed','closed','closed','closed','closed','closed','closed','declined','declined','parked'])[1 " +
  "+ (r2 * 19.999)::int % 20]";
const SEVERITY =
  "case when r3 < 0.02 then 'critical' when r3 < 0.20 then 'major' when r3 < 0.75 then 'minor' else 'cosmetic' end";
const TYPE =
  "(array['technical','technical','functional','functional','functional','usability','performance'," +
  "'integration','question','wish','praise'])[1 " +
  "+ (r4 * 10.999)::int % 11]";

function seedIssues(org: string, count: number): string {
  return `
    insert into
      issue (
        org_id,
        id,
        launch_id,
        number,
        title,
        type,
        severity,
        state,
        urgency,
        component_id,
        owner_id,
        team_id,
        labels,
        impact,
        computed_impact,
        effort,
        computed_effort,
        item_count,
        reporter_count,
        account_count,
        negative_count,
        first_seen_at,
        last_seen_at,
        needs_review,
        terms,
        language,
        created_at,
        updated_at,
        provenance,
        impact_parts
      )
    select
      o.org,
      'iss_' || o.org || '_' || lpad(n::text, 8, '0'),
      replace(o.org, 'org', 'lau'),
      n,
      initcap(w[1 + (r1 * 128)::int]) || ' ' || w[1 + (r5 * r5 * 128)::int] || ' ' || w[1 + (r6 * 128)::int]
        || ' ' || w[1 + (r7 * r7 * r7 * 128)::int] || ' number ' || n,
      ${TYPE},
      ${SEVERITY},
      ${STATE},
      'this_week',
      case
        when r8 < 0.9 then replace(o.org, 'org', 'cmp') || '_' || lpad(((r8 * 10)::int)::text, 2, '0')
      end,
      case
        when r9 < 0.4 then replace(o.org, 'org', 'mem') || '_' || lpad(((r9 * 50)::int % 20)::text, 2, '0')
      end,
      null,
      case
        when r6 < 0.3 then array['vip']
        when r6 < 0.301 then array['recall', 'legal']
        when r6 < 0.5 then array['mobile', 'eu']
        else '{}'::text[]
      end,
      i.impact,
      i.impact,
      (r7 * 100)::int,
      (r7 * 100)::int,
      3,
      2,
      1,
      1,
      t.at - interval '3 hours',
      t.at,
      case
        when r2 < 0.05 then (array['new', 'low_confidence', 'possible_duplicate', 'regressed']) [1 + (r5 * 3.99)::int % 4]
      end,
      array[w[1 + (r1 * 128)::int], w[1 + (r5 * r5 * 128)::int], w[1 + (r6 * 128)::int]],
      'en',
      t.at,
      t.at,
      ('{"type":{"by":"model","confidence":0.71,"reason":"It speaks of an error on a page."}'
        || ',"severity":{"by":"model","confidence":0.66,"reason":"Some people are hit."}}')::jsonb,
      ('[{"key":"severity","label":"Severity","points":12,"max":40,"explain":"The issue is minor."}'
        || ',{"key":"people","label":"People","points":3,"max":20,"explain":"2 people reported it."}]')::jsonb
    from
      ${org}
      cross join generate_series(1, ${count}) n
      cross join lateral (
        select
          random() r1,
          random() r2,
          random() r3,
          random() r4,
          random() r5,
          random() r6,
          random() r7,
          random() r8,
          random() r9,
          n as seed
      ) r
      cross join (
        select string_to_array('${WORDS}', ' ') as w
      ) words
      cross join lateral (
        select
          least(
            100,
            greatest(
              0,
              (
                case
                  when r3 < 0.02 then 60
                  when r3 < 0.2 then 40
                  when r3 < 0.75 then 20
                  else 5
                end + r1 * 35
              )::int
            )
          ) as impact
      ) i
      cross join lateral (
        select
          now() - (interval '60 days' * (1 - n::float8 / ${count})) - interval '1 minute' * (r4 * 300) as at
      ) t
  `;
}

const SMALL = `(select 'org_' || lpad(g::text, 3, '0') as org from generate_series(1, ${SMALL_ORGANIZATIONS}) g) o`;
const ALL = `(select 'org_' || lpad(g::text, 3, '0') as org, g from generate_series(0, ${SMALL_ORGANIZATIONS}) g) o`;

/** Fills the database; triggers and foreign keys are off for it, and what triggers keep is written beside. */
export async function seedBoard(client: pg.Client, log: (line: string) => void): Promise<void> {
  const run = async (what: string, statement: string) => {
    const from = Date.now();
    const { rowCount } = await client.query(statement);
    log(`  ${what}: ${rowCount} rows, ${Date.now() - from} ms`);
  };
  await client.query(
    "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; select setseed(0.42)",
  );
  await run("organizations", `insert into organization (id, slug, name) select org, org, org from ${ALL}`);
  await run(
    "members",
    `
      insert into membership (org_id, id, account_id, role, name, email)
      select
        org,
        replace(org, 'org', 'mem') || '_' || lpad(m::text, 2, '0'),
        'acc_' || org || m,
        'lead',
        'Member ' || m,
        m || '@example.test'
      from
        ${ALL},
        generate_series(0, 19) m
    `,
  );
  await run(
    "launches",
    `
      insert into
        launch (org_id, id, slug, name, phase, live_at, ends_at, recommended_days, recommended_reason)
      select
        org,
        replace(org, 'org', 'lau'),
        'two',
        'Two',
        'live',
        now() - interval '60 days',
        now(),
        14,
        ''
      from ${ALL}
    `,
  );
  await run(
    "components",
    `
      insert into component (org_id, id, launch_id, slug, name)
      select
        org,
        replace(org, 'org', 'cmp') || '_' || lpad(c::text, 2, '0'),
        replace(org, 'org', 'lau'),
        case c
          when 3 then 'checkout'
          else 'component-' || c
        end,
        'Component ' || c
      from
        ${ALL},
        generate_series(0, 9) c
    `,
  );
  await run(
    "sources",
    `
      insert into source (org_id, id, launch_id, kind, name, key)
      select
        org,
        replace(org, 'org', 'src') || '_' || kind,
        replace(org, 'org', 'lau'),
        kind,
        kind,
        org || kind
      from
        ${ALL},
        unnest(array['form', 'zendesk', 'api', 'agent', 'releases']) kind
    `,
  );
  await run(
    "teams",
    `
      insert into team (org_id, id, name)
      select
        org,
        replace(org, 'org', 'tea') || '_' || t,
        'Team ' || t
      from
        ${ALL},
        generate_series(0, 4) t
    `,
  );
  await run("issues of one", seedIssues("(select 'org_000' as org) o", BIG_ISSUES));
  await run("issues of the others", seedIssues(SMALL, SMALL_ISSUES));
  await run(
    "items",
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
          reporter_id,
          person_key,
          account_key,
          occurred_at,
          received_at,
          type,
          severity,
          sentiment,
          issue_id,
          state,
          quarantine_reason
        )
      select
        'org_000',
        'itm_org_000_' || lpad(n::text, 8, '0'),
        'lau_000',
        'src_000_' || case
          when r1 < 0.70 then 'form'
          when r1 < 0.95 then 'zendesk'
          when r1 < 0.9995 then 'api'
          else 'agent'
        end,
        'R-' || n,
        'The ' || w[1 + (r2 * 128)::int] || ' does not work with my ' || w[1 + (r3 * 128)::int]
          || ' since the ' || w[1 + (r2 * r3 * 128)::int] || ' was changed. I tried it again after the '
          || w[1 + (r1 * 128)::int] || ' and it is still the same. Order A-' || 20000000 + n || ', '
          || case when n % 50 = 0 then 'ERR_CARD_' || n / 50 || ', ' else '' end
          || case when n % 40 = 0 then 'クレジットカードエラー' || chr(19968 + n / 40) || '。' else '' end
          || 'POST /api/payments/' || n,
        'en',
        'rep_' || (r2 * 60000)::int,
        'email:p' || (r2 * 60000)::int || '@example.test',
        'account ' || (r3 * 2000)::int,
        t.at,
        t.at,
        'functional',
        'minor',
        (array['negative', 'neutral', 'positive']) [1 + (r3 * 2.99)::int % 3],
        case
          when r3 >= 0.01 then 'iss_org_000_' || lpad((1 + (n - 1) % ${BIG_ISSUES})::text, 8, '0')
        end,
        case
          when r3 < 0.01 then 'quarantined'
          else 'open'
        end,
        case
          when r3 < 0.01 then 'advertising'
        end
      from
        generate_series(1, ${BIG_ITEMS}) n
        cross join lateral (
          select
            random() r1,
            random() r2,
            random() r3,
            n as seed
        ) r
        cross join (
          select string_to_array('${WORDS}', ' ') as w
        ) words
        cross join lateral (
          select
            now() - interval '60 days' * (1 - ((n - 1) % ${BIG_ISSUES})::float8 / ${BIG_ISSUES}) - interval '1 minute' * (r1 * 600) as at
        ) t
    `,
  );
  await run(
    "entries",
    `
      insert into
        item_entry (
          org_id,
          id,
          launch_id,
          source_id,
          item_id,
          at,
          author,
          visibility,
          own_words,
          content_hash
        )
      select
        org_id,
        'ent' || substr(id, 4),
        launch_id,
        source_id,
        id,
        occurred_at,
        'reporter',
        'public',
        text,
        md5(text)
      from item
    `,
  );
  await run(
    "joinings",
    `
      insert into issue_item (org_id, id, issue_id, item_id, joined_by, reason)
      select
        org_id,
        'joi' || substr(id, 4),
        issue_id,
        id,
        'model',
        'Alike.'
      from item
      where issue_id is not null
    `,
  );
  await run(
    "reporters",
    `
      insert into reporter (org_id, id, person_key, name)
      select
        'org_000',
        'rep_' || n,
        'email:p' || n || '@example.test',
        (array['Anna', 'José', 'Mehmet', 'Ruth', 'Oluwaseun', 'Katharina', 'Li', 'Ida'])[1 + n % 8] || ' '
          || 'Berg' || chr(97 + n % 26) || chr(97 + n / 26 % 26) || chr(97 + n / 676 % 26) || 'sson'
      from generate_series(0, 60000) n
    `,
  );
  await run(
    "their addresses",
    "update reporter set email = substr(person_key, 7), account_key = 'account ' || right(id, 3) where org_id = 'org_000'",
  );
  await keepKeys(client, log);
  await run(
    "screenshots",
    `
      insert into attachment (org_id, id, item_id, content_type, width, height, hash, bytes)
      select
        org_id,
        'att' || substr(id, 4),
        id,
        'image/webp',
        1,
        1,
        'x',
        'x'
      from item
      where right(id, 1) = '7'
    `,
  );
  await run(
    "relations",
    `
      insert into issue_relation (org_id, id, issue_id, other_id, kind, set_by)
      select
        org_id,
        'rel' || substr(id, 4),
        id,
        'iss_org_000_' || lpad((1 + right(id, 8)::int % 99999)::text, 8, '0'),
        'related',
        'model'
      from issue
      where
        org_id = 'org_000'
        and right(id, 1) in ('3', '8')
    `,
  );
  await run(
    "exemplars",
    `
      insert into issue_exemplar (org_id, item_id, launch_id, terms)
      select
        i.org_id,
        t.id,
        i.launch_id,
        i.terms
      from
        issue i
        join item t on t.org_id = i.org_id
        and t.issue_id = i.id
        and t.id = 'itm_org_000_' || right(i.id, 8)
    `,
  );
  await run(
    "terms",
    `
      insert into term_stat (org_id, launch_id, term, n)
      select
        org_id,
        launch_id,
        term,
        count(*)
      from
        issue_exemplar
        cross join lateral unnest(terms) term
      group by
        1,
        2,
        3
    `,
  );
  await run(
    "labels",
    `
      insert into issue_label (org_id, issue_id, label, launch_id)
      select distinct
        org_id,
        id,
        l,
        launch_id
      from
        issue
        cross join lateral unnest(labels) l
    `,
  );
  await run(
    "what was decided of labels later",
    `
      insert into label (org_id, id, subject_kind, subject_id, field, value, set_by, actor_id)
      select
        i.org_id,
        'lbl_' || f.n || substr(i.id, 4),
        'issue',
        i.id,
        f.field,
        'x',
        case when i.number % 10 = 0 then 'person' else 'rule' end,
        case when i.number % 10 = 0 then 'mem_000_03' else 'worker' end
      from
        issue i
        cross join (values (1, 'type'), (2, 'severity')) as f(n, field)
      where i.org_id = 'org_000'
    `,
  );
  await run(
    "trail",
    `
      insert into issue_event (org_id, id, issue_id, kind, actor_kind, actor_id, actor_name)
      select
        org_id,
        'evt' || substr(id, 4),
        id,
        'opened',
        'worker',
        'worker',
        'Steady'
      from issue
      where org_id = 'org_000'
    `,
  );
  await run(
    "counters",
    `
      insert into issue_count (org_id, launch_id, state, severity, quadrant, is_defect, n)
      select
        org_id,
        launch_id,
        state,
        severity,
        quadrant,
        is_defect,
        count(*)
      from issue
      where merged_into_id is null
      group by
        1,
        2,
        3,
        4,
        5,
        6
    `,
  );
  await client.query("reset session_replication_role");
  await client.query("vacuum analyze");
}

const AT_ONCE = 5_000;

/** What reports and people are found by, made as the product makes it; the index last, as a load would. */
async function keepKeys(client: pg.Client, log: (line: string) => void): Promise<void> {
  const from = Date.now();
  await client.query("drop index item_search_keys_idx");
  let after = "";
  for (let n = AT_ONCE; n === AT_ONCE;) {
    const { rows } = await client.query<{ id: string; text: string; accountKey: string }>(
      `select id, text, account_key as "accountKey" from item where org_id = 'org_000' and id > $1 order by id limit ${AT_ONCE}`,
      [after],
    );
    n = rows.length;
    after = rows.at(-1)?.id ?? after;
    await client.query(
      `
        insert into item_search (org_id, launch_id, item_id, keys, is_stale)
        select
          'org_000',
          'lau_000',
          r.id,
          r.keys::tsvector,
          false
        from unnest($1::text[], $2::text[]) as r(id, keys)
      `,
      [rows.map((row) => row.id), rows.map((row) => reportKeys({ title: null, context: {}, ...row }))],
    );
  }
  await client.query("create index item_search_keys_idx on item_search using gin (org_id, launch_id, keys)");
  const { rows: people } = await client.query<{
    id: string;
    name: string;
    email: string;
    accountKey: string;
  }>(`select id, name, email, account_key as "accountKey" from reporter where org_id = 'org_000'`);
  await client.query(
    `
      update reporter p
      set
        keys = r.keys::tsvector,
        are_keys_stale = false
      from unnest($1::text[], $2::text[]) as r(id, keys)
      where
        p.org_id = 'org_000'
        and p.id = r.id
    `,
    [people.map((person) => person.id), people.map(personKeys)],
  );
  log(`  search keys: ${Date.now() - from} ms`);
}
