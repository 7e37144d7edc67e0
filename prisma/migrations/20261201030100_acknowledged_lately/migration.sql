-- Whom acknowledgements were written to within the last hour, by the domain of the address.
create index message_acknowledged_idx on message (org_id, lower(split_part(recipient, '@', 2)), created_at)
where
  kind = 'acknowledgement';
