-- What identifies a person within one source: the id a signed or keyed source gives them, and addresses. An address groups
-- reports of one source; it makes nobody of one source the same as somebody of another.
create table reporter_identity (
  org_id text collate "C" not null,
  source_id text collate "C" not null,
  kind text not null check (kind in ('external', 'email')),
  value text collate "C" not null,
  reporter_id text collate "C" not null,
  primary key (org_id, source_id, kind, value),
  foreign key (org_id, source_id) references source (org_id, id),
  foreign key (org_id, reporter_id) references reporter (org_id, id) on delete cascade
);
create index reporter_identity_reporter_idx on reporter_identity (org_id, reporter_id);
create index item_reporter_idx on item (org_id, reporter_id) where reporter_id is not null;
select protect_table('reporter_identity'::regclass);

-- Each fact of a person with how good it is and when they gave it, so that a better one replaces a worse one in whatever order they arrive.
alter table reporter add column facts jsonb not null default '{}';

alter table reporter no force row level security;
alter table item no force row level security;
alter table reporter_identity no force row level security;
-- Until now an address was one person over all sources. Of each person the first source keeps the row; every further one gets its own.
create temporary table place on commit drop as
select
  r.org_id,
  r.id,
  t.source_id,
  r.person_key,
  case
    when row_number() over (partition by r.org_id, r.id order by min(t.id)) = 1 then r.id
    else 'rep_' || substr(md5(r.id || t.source_id), 1, 26)
  end as next_id
from
  reporter r
  join item t on t.org_id = r.org_id
  and t.reporter_id = r.id
where r.person_key not like 'item:%'
group by r.org_id, r.id, t.source_id;

insert into reporter (org_id, id, person_key, name, email, account_key, created_at)
select p.org_id, p.next_id, p.next_id, r.name, r.email, r.account_key, r.created_at
from
  place p
  join reporter r on r.org_id = p.org_id
  and r.id = p.id
where p.next_id <> p.id;

insert into reporter_identity (org_id, source_id, kind, value, reporter_id)
select
  p.org_id,
  p.source_id,
  case when p.person_key like 'email:%' then 'email' else 'external' end,
  case
    when p.person_key like 'email:%' then substr(p.person_key, 7)
    else substr(p.person_key, strpos(p.person_key, ':') + 1)
  end,
  p.next_id
from place p
where strpos(p.person_key, ':') > 0
on conflict do nothing;

update item t
set
  reporter_id = p.next_id,
  person_key = p.next_id
from place p
where
  t.org_id = p.org_id
  and t.reporter_id = p.id
  and t.source_id = p.source_id
  and t.person_key is not null;

update reporter
set person_key = id
where person_key not like 'item:%';
alter table reporter_identity force row level security;
alter table item force row level security;
alter table reporter force row level security;
