-- Who set an impact or an effort by hand, and when: each beside its own reason. `below_line` says how a person's impact below the line of
-- an open critical came about.
alter table issue
  add column impact_set_by text collate "C",
  add column impact_set_at timestamptz,
  add column effort_set_by text collate "C",
  add column effort_set_at timestamptz,
  add column below_line text check (below_line in ('confirmed', 'unconfirmed'));

-- The trail knows who did it until now: the last line that set the value and was not undone.
alter table issue no force row level security;
alter table issue_event no force row level security;
update issue i
set
  impact_set_by = e.actor_id,
  impact_set_at = e.at
from
  (
    select distinct on (org_id, issue_id)
      org_id,
      issue_id,
      actor_id,
      at
    from issue_event
    where
      kind = 'placed'
      and undone_at is null
      and data -> 'after' ?| array['impact', 'impactReason', 'isImpactOverridden']
      and coalesce((data #>> '{after,isImpactOverridden}')::boolean, true)
    order by
      org_id,
      issue_id,
      id desc
  ) e
where
  i.is_impact_overridden
  and e.org_id = i.org_id
  and e.issue_id = i.id;
update issue i
set
  effort_set_by = e.actor_id,
  effort_set_at = e.at
from
  (
    select distinct on (org_id, issue_id)
      org_id,
      issue_id,
      actor_id,
      at
    from issue_event
    where
      kind = 'placed'
      and undone_at is null
      and data -> 'after' ?| array['effort', 'effortReason', 'isEffortOverridden']
      and coalesce((data #>> '{after,isEffortOverridden}')::boolean, true)
    order by
      org_id,
      issue_id,
      id desc
  ) e
where
  i.is_effort_overridden
  and e.org_id = i.org_id
  and e.issue_id = i.id;
alter table issue_event force row level security;
alter table issue force row level security;
