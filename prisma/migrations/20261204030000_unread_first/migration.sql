-- What nobody could read may be anything, a critical among them: it waits for a person right behind the criticals, whatever severity it was
-- given for want of a better one. It is rare, so that its index is small and changes of other issues do not touch it.
alter table issue drop constraint issue_needs_review_check;
alter table issue add constraint issue_needs_review_check check (
  needs_review in (
    'new',
    'low_confidence',
    'possible_duplicate',
    'regressed',
    'snooze_ended',
    'reporter_wrote_again',
    'below_line',
    'unread'
  )
);
create index issue_unread_idx on issue (
  org_id,
  launch_id,
  impact desc,
  id desc
)
where
  needs_review = 'unread'
  and merged_into_id is null;

-- Issues that wait for this reason already. Their confidence of exactly 0 says that no classifier answered.
alter table issue no force row level security;
update issue
set needs_review = 'unread'
where
  needs_review = 'low_confidence'
  and confidence = 0;
alter table issue force row level security;
