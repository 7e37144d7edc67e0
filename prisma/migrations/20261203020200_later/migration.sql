-- The quadrant of low impact and high effort is *later*. A generated column's expression is changed by making it anew; its index
-- goes with it.
alter table issue drop column quadrant;
alter table issue add column quadrant text not null generated always as (
  case
    when impact >= 50 then case
      when effort < 50 then 'quick_win'
      else 'big_bet'
    end
    else case
      when effort < 50 then 'fill_in'
      else 'later'
    end
  end
) stored;
create index issue_quadrant_idx on issue (org_id, launch_id, quadrant, impact desc, id desc) where merged_into_id is null and is_open;

alter table issue_count no force row level security;
update issue_count set quadrant = 'later' where quadrant = 'avoid';
alter table issue_count force row level security;

-- Saved views say it in the new word; `parseFilter` goes on reading the old one, which addresses and bookmarks still hold.
alter table saved_view no force row level security;
update saved_view
set filter = regexp_replace(filter, '(\yquadrant:(?:[^\s]*,)?"?)avoid(?=$|[\s",])', '\1later', 'gi')
where filter ~* '\yquadrant:\S*avoid';
alter table saved_view force row level security;
