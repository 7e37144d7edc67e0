-- A report is a conversation: one row per text that was said in it, with whose words they are and who may read them. A helpdesk's ticket is
-- one item, however many deliveries tell of it; what is said before its report arrives waits without an item.
create table item_entry (
  org_id text collate "C" not null,
  id text collate "C" not null,
  launch_id text collate "C" not null,
  source_id text collate "C" not null,
  item_id text collate "C",
  -- The helpdesk's own ids of the conversation and of this comment.
  ticket_id text collate "C",
  comment_id text collate "C",
  raw_event_id text collate "C",
  at timestamptz not null,
  author text not null check (author in ('reporter','staff','machine','other','unknown')),
  visibility text not null check (visibility in ('public','private','unknown')),
  -- Who wrote it, when that is not the reporter.
  author_name text,
  own_words text not null,
  quoted_words text not null default '',
  -- Of the own words, without regard to blanks and capitals: the same comment in two deliveries is one entry.
  content_hash text collate "C" not null,
  recorded_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, launch_id) references launch (org_id, id),
  foreign key (org_id, source_id) references source (org_id, id),
  foreign key (org_id, item_id) references item (org_id, id),
  foreign key (org_id, raw_event_id) references raw_event (org_id, id)
);
create index item_entry_item_idx on item_entry (org_id, item_id, at, id) where item_id is not null;
create index item_entry_ticket_idx on item_entry (org_id, source_id, ticket_id, at, id) where ticket_id is not null;
create unique index item_entry_raw_event_key on item_entry (org_id, raw_event_id) where raw_event_id is not null;
select protect_table('item_entry'::regclass);

alter table item add column ticket_id text collate "C";
-- Until now every delivery was a report of its own: the first of a ticket stands for it from here on.
alter table item no force row level security;
alter table source no force row level security;
with
  first as (
    select distinct on (i.org_id, i.source_id, i.context ->> 'externalId')
      i.org_id,
      i.id,
      i.context ->> 'externalId' as ticket_id
    from
      item i
      join source s on s.org_id = i.org_id
      and s.id = i.source_id
    where
      s.kind = 'zendesk'
      and i.context ->> 'externalId' <> ''
    order by
      i.org_id,
      i.source_id,
      i.context ->> 'externalId',
      i.id
  )
update item i
set
  ticket_id = f.ticket_id
from first f
where
  i.org_id = f.org_id
  and i.id = f.id;
alter table source force row level security;
alter table item force row level security;
create unique index item_ticket_key on item (org_id, source_id, ticket_id) where ticket_id is not null;
