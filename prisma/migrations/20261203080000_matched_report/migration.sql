-- The report that brought another one into its issue: when a merge or a move is taken back, what was grouped by a report goes where that
-- report goes. Null for the first report of an issue and for what a person put there.
alter table issue_item add column matched_item_id text;
