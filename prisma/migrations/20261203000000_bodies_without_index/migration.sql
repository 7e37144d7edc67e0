-- An index over bodies that are still there cost every accepted report an entry, one to one and a half points of what intake may cost.
-- Retention looks through arrivals by source and time instead, over the index that a source's page needs anyway, from where the last run
-- saw the first body that is still there (decision 34).
drop index raw_event_whole_idx;

-- While a part runs: how far it has looked. Once it is through without an error: nothing that came before is still there.
alter table retention_part add column position timestamptz;
