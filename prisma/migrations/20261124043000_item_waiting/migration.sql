-- Reports nobody has answered yet, oldest first: the war room's "waiting for a first response".
create index item_waiting_idx on item (org_id, launch_id, occurred_at) where first_response_at is null and state = 'open';
