-- Reasons that members gave may name a person who is erased. A move of a criterion stays as it was made, but for such a name.
grant update (reason) on criterion_move to steady_app;
create function allow_only_erasing_names() returns trigger
language plpgsql as $$
begin
  if position('(erased)' in new.reason) = 0 then
    raise exception 'a name in the reason of a move is erased, or left as it was given' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_erasing before update of reason on criterion_move
  for each row when (current_user = 'steady_app') execute function allow_only_erasing_names();
