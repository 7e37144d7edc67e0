-- The inbox goes by severity and then by impact; why an issue waits is read from the index too, so that a rare reason is found without
-- visiting every issue that waits. The one for the order in which issues came stays, for those who sort by that.
create index issue_review_impact_idx on issue (
  org_id,
  launch_id,
  severity,
  impact desc,
  id desc
) include (needs_review)
where
  needs_review is not null
  and merged_into_id is null;
