-- The relay gives each organization a share of each lane: it looks for what waits by topic, and weighs what is out already.
drop index outbox_fresh_idx;
create index outbox_fresh_idx on outbox (org_id, topic, available_at, id) where state = 'pending' and enq_at is null;
drop index outbox_leased_idx;
create index outbox_out_idx on outbox (org_id, topic) where state = 'pending' and enq_at is not null;
