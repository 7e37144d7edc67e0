-- Counting under a filter reads the index alone; effort and impact make the quadrant.
drop index issue_component_idx;
create index issue_component_idx on issue (org_id, launch_id, component_id, impact desc, id desc) include (state, severity, effort, is_open) where merged_into_id is null;
drop index issue_owner_idx;
create index issue_owner_idx on issue (org_id, launch_id, owner_id, impact desc, id desc) include (state, severity, effort, is_open) where merged_into_id is null;
drop index issue_type_idx;
create index issue_type_idx on issue (org_id, launch_id, type, impact desc, id desc) include (state, severity, effort, is_open) where merged_into_id is null;

-- A component, an owner or a team belongs to one organization and launch: without knowing that, the planner takes it for rarer than it is.
create statistics issue_belonging (dependencies, ndistinct) on org_id, launch_id, component_id, owner_id from issue;
create statistics item_belonging (dependencies, ndistinct) on org_id, launch_id, source_id from item;
