-- Which exemplars use a term, read from the front of one index. A GIN index led by organization and launch answers the same question by
-- going through everything the launch has, once for each report that looks for its issue.
create table exemplar_term (
  org_id text collate "C" not null,
  launch_id text collate "C" not null,
  term text collate "C" not null,
  item_id text collate "C" not null,
  primary key (org_id, launch_id, term, item_id)
);
select protect_table('exemplar_term'::regclass);
revoke update on exemplar_term from steady_app;
grant select on exemplar_term to steady_door;

create function keep_exemplar_terms() returns trigger language plpgsql as $$
begin
  insert into exemplar_term (org_id, launch_id, term, item_id)
  select n.org_id, n.launch_id, t.term, n.item_id from added n cross join lateral unnest(n.terms) as t(term)
  where length(t.term) <= 200
  on conflict do nothing;
  return null;
end $$;
create trigger keep_exemplar_terms after insert on issue_exemplar
  referencing new table as added for each statement execute function keep_exemplar_terms();

insert into exemplar_term (org_id, launch_id, term, item_id)
select e.org_id, e.launch_id, t.term, e.item_id from issue_exemplar e cross join lateral unnest(e.terms) as t(term)
where length(t.term) <= 200
on conflict do nothing;
drop index issue_exemplar_terms_idx;

-- Exemplars that could be about the same thing as each of a batch of items: those that share rare terms or the error fingerprint, the
-- newest of what is very common.
-- p_items: [{"ord": 0, "terms": ["…" up to 8], "fingerprint": "…" | null}].
create or replace function door.issue_candidates(p_org text, p_launch text, p_items jsonb)
returns table (ord int, id text, shared int)
language sql stable security definer set search_path = pg_catalog, public as $$
  with asked as (
    select (x ->> 'ord')::int as ord, array(select jsonb_array_elements_text(x -> 'terms') limit 8) as terms, x ->> 'fingerprint' as fingerprint
    from jsonb_array_elements(p_items) x),
  hits as (
    select a.ord, h.item_id as id, count(*)::int as shared
    from asked a cross join lateral unnest(a.terms) as t(term) cross join lateral (
      select e.item_id from exemplar_term e
      where e.org_id = p_org and p_org <> '' and e.launch_id = p_launch and e.term = t.term
      order by e.item_id desc limit 1000) h
    group by 1, 2),
  ranked as (select h.*, row_number() over (partition by h.ord order by h.shared desc, h.id desc) as place from hits h),
  errors as (
    select a.ord, e.item_id as id, 8 as shared from asked a cross join lateral (
      select x.item_id from issue_exemplar x
      where x.org_id = p_org and p_org <> '' and x.launch_id = p_launch and x.fingerprint = a.fingerprint
      order by x.item_id desc limit 10) e)
  select m.ord, m.id, max(m.shared)::int from (
    select r.ord, r.id, r.shared from ranked r where r.place <= 24 union all select e.ord, e.id, e.shared from errors e) m
  group by 1, 2 order by 1, 3 desc, 2 desc
$$;
