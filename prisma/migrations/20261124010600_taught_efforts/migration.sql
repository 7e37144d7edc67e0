-- Efforts that people set teach the estimates of the rest.
create index issue_taught_effort_idx on issue (org_id, launch_id, id desc) include (type, component_id, effort) where is_effort_overridden and merged_into_id is null;
