-- A snooze says what it waits for in the words of the field, since when, and how severe the issue was then; what has come since is
-- counted from the reports and not from a number that was written down.
alter table issue no force row level security;
alter table issue_event no force row level security;
update issue
set
  snooze = jsonb_build_object(
    'since', coalesce(snooze #>> '{baseline,at}', to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
    'until', snooze ->> 'until',
    'moreReports', (snooze ->> 'moreReports')::int,
    'morePeople', null,
    'whenWorse', coalesce((snooze ->> 'whenLouder')::boolean, true),
    'severity', coalesce(snooze #>> '{baseline,severity}', severity),
    'reason', ''
  )
where snooze is not null;

-- When an issue was marked as fixed or, without that, came to rest. Until now that was the moment of its last change of any kind.
alter table issue add column settled_at timestamptz;
update issue i
set settled_at = coalesce(
  (
    select max(e.at)
    from issue_event e
    where
      e.org_id = i.org_id
      and e.issue_id = i.id
      and e.undone_at is null
      and e.kind <> 'undone'
      and e.data #>> '{after,state}' in ('fixed', 'closed', 'declined', 'parked')
  ),
  i.updated_at
)
where i.state in ('fixed', 'verified', 'closed', 'declined', 'parked');
alter table issue_event force row level security;
alter table issue force row level security;

-- A reporter who writes again to a settled issue is put before a person.
alter table issue drop constraint issue_needs_review_check;
alter table issue add constraint issue_needs_review_check check (
  needs_review in ('new', 'low_confidence', 'possible_duplicate', 'regressed', 'snooze_ended', 'reporter_wrote_again')
);

create index issue_snoozes_idx on issue (org_id, launch_id) where snooze is not null;
