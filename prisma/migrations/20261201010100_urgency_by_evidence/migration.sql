-- Urgency is computed where impact is, from the same evidence, and kept with its reason; what a person or a rule decided is in the
-- provenance, and the computed value moves on beneath it.
alter table issue
  add column computed_urgency text not null default 'this_week'
    check (computed_urgency in ('now', 'today', 'this_week', 'later')),
  add column urgency_reason text not null default '';

alter table issue no force row level security;

-- Before this a rule's urgency left no trace but its value: what is sooner than anything computed at the time was a rule's.
update issue
set
  provenance = jsonb_set(
    provenance,
    '{urgency}',
    '{"by": "rule", "confidence": 1, "reason": "Set by a routing rule."}'
  )
where
  provenance #>> '{urgency,by}' is distinct from 'person'
  and provenance #>> '{severity,by}' is distinct from 'person'
  and provenance #>> '{type,by}' is distinct from 'person'
  and (
    urgency = 'now'
    and severity in ('minor', 'cosmetic')
    or urgency in ('now', 'today')
    and severity = 'cosmetic'
    and type <> 'question'
  );

-- As `urgencyOf` says without a trend; what was seen in the last two days is computed anew within the hour.
update issue i
set
  computed_urgency = c.urgency,
  urgency_reason = c.reason,
  urgency = case
    when i.provenance #>> '{urgency,by}' = 'person' then i.urgency
    when i.provenance #>> '{urgency,by}' = 'rule'
    and i.severity <> 'critical' then i.urgency
    else c.urgency
  end
from
  (
    select
      org_id,
      id,
      case
        when severity = 'critical' then 'now'
        when type in ('wish', 'praise') then 'later'
        when severity = 'major'
        and impact >= 65 then 'now'
        when severity = 'major'
        or 'executive' = any(labels)
        or type = 'question' then 'today'
        when severity = 'minor' then 'this_week'
        else 'later'
      end as urgency,
      case
        when severity = 'critical' then 'It is critical.'
        when type = 'praise' then 'Praise does not wait for anybody.'
        when type = 'wish' then 'A wish waits until hypercare is over.'
        when severity = 'major'
        and impact >= 65 then 'It is major and its impact is high.'
        when severity = 'major' then 'It is major.'
        when 'executive' = any(labels) then 'An executive is waiting for an answer.'
        when type = 'question' then 'Somebody waits for an answer.'
        when severity = 'minor' then 'It is minor.'
        else 'It is cosmetic.'
      end as reason
    from issue
  ) c
where
  c.org_id = i.org_id
  and c.id = i.id;

alter table issue force row level security;

-- An urgency of a single report decided nothing and was shown nowhere.
alter table item drop column urgency;
