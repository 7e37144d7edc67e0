-- The audit trail is ordered by the database and sealed by what has been committed; no machine's clock decides anything (decision 24).
-- Before, a block took the events whose ids (machine time) were near those of the last one: after a clock that ran two hours ahead, what
-- other machines wrote for two hours was never sealed, and then looked like entries that had been put in afterwards.

-- Row level security is forced on the owner as well, who would see none of the rows to be changed. Nobody else sees this: the tables are
-- locked until the transaction ends.
alter table audit_event no force row level security;
alter table audit_block no force row level security;
alter table audit_due no force row level security;

-- ── every event has its place ──────────────────────────────────────────────────────────────────────────────────────
-- What was sealed keeps the order of its blocks; the rest follows in the order of its ids.
alter table audit_event add column place bigint;
with sealed as (
  select distinct on (b.org_id, s.id)
    b.org_id,
    s.id,
    b.seq,
    s.nth
  from audit_block b cross join lateral unnest(b.event_ids) with ordinality as s(id, nth)
  order by b.org_id, s.id, b.seq
), placed as (
  select
    e.org_id,
    e.id,
    row_number() over (order by sealed.seq nulls last, sealed.nth, e.id) as place
  from audit_event e left join sealed on sealed.org_id = e.org_id and sealed.id = e.id
)
update audit_event e set place = placed.place
from placed
where placed.org_id = e.org_id and placed.id = e.id;
alter table audit_event alter column place set not null;
alter table audit_event alter column place add generated always as identity;
select setval(pg_get_serial_sequence('audit_event', 'place'), (select coalesce(max(place), 0) + 1 from audit_event), false);
create unique index audit_event_place_key on audit_event (org_id, place);
drop index audit_event_subject_idx;
create index audit_event_subject_idx on audit_event (org_id, subject_id, place desc);

-- ── what a block's fingerprints cover ──────────────────────────────────────────────────────────────────────────────
-- 1: everything an event says, of blocks that were sealed before this; 2: its place as well.
alter table audit_block add column form smallint not null default 1 check (form in (1, 2));
alter table audit_block alter column form drop default;
drop index audit_block_last_event_idx;
alter table audit_block drop column last_event_id;

-- ── events that no block holds yet ─────────────────────────────────────────────────────────────────────────────────
-- One row for each, committed with it, taken away by the statement that seals it: what can be seen here is what there is to seal.
drop table audit_due;
create table audit_due (
  org_id text collate "C" not null references organization (id),
  place bigint not null,
  event_id text collate "C" not null,
  primary key (org_id, place),
  foreign key (org_id, event_id) references audit_event (org_id, id)
);
insert into audit_due (org_id, place, event_id)
select
  e.org_id,
  e.place,
  e.id
from audit_event e
where not exists (
  select from (select b.org_id, unnest(b.event_ids) as id from audit_block b) sealed where sealed.org_id = e.org_id and sealed.id = e.id
);
select protect_table('audit_due'::regclass);
revoke update on audit_due from steady_app;
grant select on audit_due to steady_door;

create or replace function note_audit_due() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Of the organization that is set; that events of no other come in is the matter of their own policy, which must not lean on this one.
  insert into audit_due (org_id, place, event_id) select org_id, place, id from added where org_id = current_org();
  return null;
end $$;

alter table audit_event force row level security;
alter table audit_block force row level security;
