-- What a report's labels were before a person changed them last, and who had set them, so that the change can be taken back.
alter table item add column before_relabel jsonb;
