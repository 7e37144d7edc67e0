-- The relay looks for two things, each with an index of its own: what was never handed to the queue, and what was handed over too long ago.
drop index outbox_pending_idx;
create index outbox_fresh_idx on outbox (org_id, available_at, id) where state = 'pending' and enq_at is null;
create index outbox_leased_idx on outbox (enq_at) where state = 'pending' and enq_at is not null;
