-- Latency buckets as arrays that begin at their first count: the subscript is the bucket. A quiet minute then costs a few numbers
-- instead of two hundred zeros, both on disk and when a day of them is added up.
create or replace function add_buckets(a int[], b int[]) returns int[] language plpgsql immutable parallel safe as $$
declare
  lo int := least(array_lower(a, 1), array_lower(b, 1));
  hi int := greatest(array_upper(a, 1), array_upper(b, 1));
  r int[];
begin
  if a is null or cardinality(a) = 0 then return coalesce(b, '{}'); end if;
  if b is null or cardinality(b) = 0 then return a; end if;
  r := array_fill(0, array[hi - lo + 1], array[lo]);
  for i in array_lower(a, 1) .. array_upper(a, 1) loop r[i] := a[i]; end loop;
  for i in array_lower(b, 1) .. array_upper(b, 1) loop r[i] := r[i] + b[i]; end loop;
  return r;
end $$;
