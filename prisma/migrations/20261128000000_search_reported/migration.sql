-- Issues that have a report whose words match, best first, among the newest 2,000 such reports; of a merged issue, the one it went into.
-- Takes the place of a search that gave reports, of which one much-reported issue could fill the whole list.
drop function door.search_items(text, text, text, int);

grant create on schema door to steady_door;
create function door.search_reported(p_org text, p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.issue_id, i.search from item i, q
    where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.search @@ q.words and i.issue_id is not null
    order by i.id desc limit 2000),
  best as (
    select n.issue_id, max(ts_rank(n.search, q.words)) as rank from newest n, q group by 1
    order by 2 desc, 1 desc limit least(p_limit, 200))
  select coalesce(s.merged_into_id, s.id), b.rank from best b join issue s on s.org_id = p_org and s.id = b.issue_id order by 2 desc, 1 desc
$$;
alter function door.search_reported(text, text, text, int) owner to steady_door;
revoke execute on function door.search_reported(text, text, text, int) from public;
grant execute on function door.search_reported(text, text, text, int) to steady_app;
revoke create on schema door from steady_door;
