-- The reports that later ones are compared with: an issue is known by several voices, not by its first alone. Which issue an exemplar
-- speaks for follows from its item, so that splitting, moving and merging teach the matcher by themselves.
create table issue_exemplar (
  org_id text collate "C" not null,
  item_id text collate "C" not null,
  launch_id text collate "C" not null,
  terms text[] not null,
  fingerprint text,
  primary key (org_id, item_id),
  foreign key (org_id, item_id) references item (org_id, id)
);
create index issue_exemplar_terms_idx on issue_exemplar using gin (org_id, launch_id, terms);
create index issue_exemplar_fingerprint_idx on issue_exemplar (org_id, launch_id, fingerprint, item_id desc) where fingerprint is not null;
select protect_table('issue_exemplar'::regclass);
grant select on issue_exemplar to steady_door;

drop function door.issue_candidates(text, text, jsonb);
drop index issue_terms_idx;
drop index issue_fingerprint_idx;

-- Exemplars that could be about the same thing as each of a batch of items: those that share rare terms or the error fingerprint.
-- p_items: [{"ord": 0, "terms": ["…" up to 8], "fingerprint": "…" | null}].
create function door.issue_candidates(p_org text, p_launch text, p_items jsonb)
returns table (ord int, id text, shared int)
language sql stable security definer set search_path = pg_catalog, public as $$
  with asked as (
    select (x ->> 'ord')::int as ord, array(select jsonb_array_elements_text(x -> 'terms') limit 8) as terms, x ->> 'fingerprint' as fingerprint
    from jsonb_array_elements(p_items) x)
  select a.ord, c.id, c.shared from asked a cross join lateral (
    select m.id, max(m.shared)::int as shared from (
      (select e.item_id as id, (select count(*) from unnest(e.terms) t where t = any(a.terms)) as shared
       from issue_exemplar e where e.org_id = p_org and p_org <> '' and e.launch_id = p_launch and e.terms && a.terms
       order by 2 desc, 1 desc limit 24)
      union all
      (select e.item_id, 8 from issue_exemplar e
       where e.org_id = p_org and p_org <> '' and e.launch_id = p_launch and e.fingerprint = a.fingerprint
       order by e.item_id desc limit 10)) m
    group by m.id order by 2 desc, 1 desc limit 30) c
$$;
grant create on schema door to steady_door;
alter function door.issue_candidates(text, text, jsonb) owner to steady_door;
revoke create on schema door from steady_door;
revoke execute on function door.issue_candidates(text, text, jsonb) from public;
grant execute on function door.issue_candidates(text, text, jsonb) to steady_app;
