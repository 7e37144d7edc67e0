-- 20261127000000_exemplar_terms copied nothing: row level security is forced, so its owner saw no exemplar. Without their terms, new
-- reports found none of the issues that were there before that upgrade.
alter table issue_exemplar no force row level security;
alter table exemplar_term no force row level security;
insert into exemplar_term (org_id, launch_id, term, item_id)
select
  e.org_id,
  e.launch_id,
  t.term,
  e.item_id
from
  issue_exemplar e
  cross join lateral unnest(e.terms) as t(term)
where
  length(t.term) <= 200
on conflict do nothing;
alter table exemplar_term force row level security;
alter table issue_exemplar force row level security;
