-- Answered is what reached a reporter; accepting and declining decide, and reach nobody. Until now both were one time.
alter table issue rename column first_response_at to decided_at;

alter table issue_event no force row level security;
-- What acts changed is taken back by the names of fields.
update issue_event
set
  data = jsonb_set(
    data #- '{after,firstResponseAt}',
    '{after,decidedAt}',
    data #> '{after,firstResponseAt}'
  )
where data -> 'after' ? 'firstResponseAt';
update issue_event
set
  data = jsonb_set(
    data #- '{before,firstResponseAt}',
    '{before,decidedAt}',
    data #> '{before,firstResponseAt}'
  )
where data -> 'before' ? 'firstResponseAt';
alter table issue_event force row level security;

-- A report is answered since staff's first public words after it, and by nothing else so far; the entries tell.
alter table item no force row level security;
alter table item_entry no force row level security;
update item i
set first_response_at = a.at
from
  (
    select
      t.org_id,
      t.id,
      min(e.at) as at
    from
      item t
      left join item_entry e on e.org_id = t.org_id
      and e.item_id = t.id
      and e.author = 'staff'
      and e.visibility = 'public'
      and e.at >= t.occurred_at
    where
      t.first_response_at is not null
      or e.at is not null
    group by
      t.org_id,
      t.id
  ) a
where
  i.org_id = a.org_id
  and i.id = a.id
  and i.first_response_at is distinct from a.at;
alter table item_entry force row level security;
alter table item force row level security;

-- Who waits, oldest first, and what was answered lately: only a helpdesk's ticket can be seen to be answered.
drop index item_waiting_idx;
create index item_waiting_idx on item (org_id, launch_id, occurred_at, id)
  where first_response_at is null and ticket_id is not null and state not in ('quarantined', 'withdrawn');
create index item_answered_idx on item (org_id, launch_id, first_response_at)
  where first_response_at is not null;

-- The criterion asks for a share (its target) of answers within a time; `note` says over what a value was measured.
alter table exit_criterion add column target_minutes int;
alter table exit_criterion add column note text;
alter table exit_criterion no force row level security;
alter table criterion_reading no force row level security;
-- Earlier readings are minutes, and got better the fewer were answered; on the same line as a share they would be a lie.
delete from criterion_reading r using exit_criterion c
where
  c.org_id = r.org_id
  and c.id = r.criterion_id
  and c.kind = 'first_response';
update exit_criterion
set target_minutes = greatest(1, least(43200, round(target)))::int
where kind = 'first_response';
-- A title that names a figure or the median would say something else than what is judged from now on.
update exit_criterion
set
  target = 80,
  title = case
    when title = 'Reporters hear back soon'
    or title ~ '[0-9]'
    or title ~* 'median' then '80 % answered within ' || concat_ws(
      ' ',
      nullif(target_minutes / 1440, 0) || ' d',
      nullif(target_minutes % 1440 / 60, 0) || ' h',
      nullif(target_minutes % 60, 0) || ' min'
    )
    else title
  end,
  state = case
    when state = 'waived' then state
    else 'unknown'
  end,
  value = null,
  held_since = null,
  held_ms = 0,
  blocked_by = null,
  evaluated_at = null,
  version = version + 1
where kind = 'first_response';
alter table criterion_reading force row level security;
alter table exit_criterion force row level security;
alter table exit_criterion add constraint exit_criterion_response_check check (
  case
    when kind = 'first_response' then target_minutes is not null
    and target_minutes between 1 and 43200
    and target between 1 and 100
    else target_minutes is null
  end
);
