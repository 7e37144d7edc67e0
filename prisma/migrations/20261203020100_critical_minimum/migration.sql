-- An open critical has an impact of at least 50 by computation, with the difference as a part of its own, as `computeImpact` says.
alter table issue drop constraint issue_needs_review_check;
alter table issue add constraint issue_needs_review_check check (
  needs_review in (
    'new',
    'low_confidence',
    'possible_duplicate',
    'regressed',
    'snooze_ended',
    'reporter_wrote_again',
    'below_line'
  )
);

alter table issue no force row level security;
alter table issue_count no force row level security;
update issue
set
  impact_parts = impact_parts || jsonb_build_array(
    jsonb_build_object(
      'key', 'minimum',
      'label', 'Minimum for an open critical',
      'points', 50 - computed_impact,
      'max', 50,
      'explain', format('An open critical has at least 50; the evidence alone gives %s.', computed_impact)
    )
  ),
  computed_impact = 50,
  impact = case
    when is_impact_overridden then impact
    else 50
  end
where
  severity = 'critical'
  and is_open
  and computed_impact < 50;

-- A person's impact below the line stays. With a reason it was meant; without one somebody looks at it again.
update issue
set
  below_line = case
    when coalesce(impact_reason, '') = '' then 'unconfirmed'
    else 'confirmed'
  end,
  needs_review = case
    when coalesce(impact_reason, '') = '' then coalesce(needs_review, 'below_line')
    else needs_review
  end
where
  severity = 'critical'
  and is_open
  and is_impact_overridden
  and impact < 50
  and merged_into_id is null;
alter table issue_count force row level security;
alter table issue force row level security;
