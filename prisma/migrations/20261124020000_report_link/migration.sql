-- A report's link names the raw event, or the item that has none, before the organization is known (door.report_by_id). Ids are made in
-- the order of time, so these indexes grow at their right end only.
create index raw_event_id_idx on raw_event (id);
create index item_id_idx on item (id);
