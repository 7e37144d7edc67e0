-- As before for whoever asks for fifty or more; who asks for fewer, because somebody is typing, has fewer weighed.
grant create on schema door to steady_door;
create or replace function door.search_issues(p_org text, p_launch text, p_query text, p_limit int)
returns table (id text, rank real)
language sql stable security definer set search_path = pg_catalog, public as $$
  with q as (select door.words(p_query) as words),
  newest as materialized (
    select i.id, i.search from issue i, q
    where i.org_id = p_org and p_org <> '' and i.launch_id = p_launch and i.search @@ q.words and i.merged_into_id is null
    order by i.id desc limit least(2000, 40 * p_limit))
  select n.id, ts_rank(n.search, q.words) from newest n, q order by 2 desc, 1 desc limit least(p_limit, 200)
$$;
revoke create on schema door from steady_door;
