-- What the catalogue must look like for one organization never to see another's rows. Every row returned is a failure; run as the owner
-- over the migrated schema. Doors (functions that steady_app may call although they run with their owner's rights) and unique keys that
-- must be global are named here by hand, so that a new one is a reviewed line; a line nothing needs any more is a failure too.
with allow(kind, name) as (values
  -- Found before the organization is known: by an unguessable key, a hash, or an address that is being signed in with.
  ('unique', 'source_key_key'),
  ('unique', 'api_key_hash_key'),
  ('function', 'door.source_by_key(text)'),
  ('function', 'door.api_key_by_hash(text)'),
  ('function', 'door.report_by_id(text)'),
  ('function', 'door.invitation_by_id(text)'),
  ('function', 'door.account_by_email(text)'),
  ('function', 'door.account_link_by_id(text)'),
  ('function', 'door.session_by_id(text,interval)'),
  ('function', 'door.is_slug_taken(text)'),
  -- Accounts and sessions belong to people, not to organizations; steady_app has no grant on their tables.
  ('function', 'door.create_account(text,text,text,text)'),
  ('function', 'door.rename_account(text,text)'),
  ('function', 'door.set_password(text,text,text)'),
  ('function', 'door.create_session(text,text,timestamp with time zone,text,text)'),
  ('function', 'door.sessions_of_account(text)'),
  ('function', 'door.revoke_sessions(text,text,text)'),
  ('function', 'door.create_account_link(text,text,text,timestamp with time zone)'),
  ('function', 'door.use_account_link(text)'),
  ('function', 'door.memberships_of_account(text)'),
  ('function', 'door.membership_in(text,text)'),
  -- The worker's rounds: ids only, in pages.
  ('function', 'door.organization_ids(text,integer)'),
  ('function', 'door.active_launches(text,text,integer)'),
  ('function', 'door.extend_log_partitions()'),
  -- Full text, which loses its index under forced row level security; the organization is a mandatory argument.
  ('function', 'door.search_issues(text,text,text,integer)'),
  ('function', 'door.search_items(text,text,text,integer)'),
  ('function', 'door.issue_candidates(text,text,jsonb)')
),
t as (
  select c.oid, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relowner::regrole::text as owner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public'
),
tenant as (
  select t.* from t
  where relkind in ('r', 'p') and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id' and not a.attisdropped)
),
door as (
  select p.oid, p.oid::regprocedure::text as name, p.proconfig, p.proacl
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef
)
select 'R1 tenant table without ENABLE+FORCE RLS' as k, relname::text from tenant where not (relrowsecurity and relforcerowsecurity)
union all
select 'R2 tenant table without policy', relname from tenant where not exists (select 1 from pg_policy p where p.polrelid = tenant.oid)
union all
select 'R3 policy for write without WITH CHECK', relname || '.' || polname
from pg_policy p join tenant on tenant.oid = p.polrelid where p.polcmd in ('a', 'w', '*') and p.polwithcheck is null
union all
select 'R4 role of the product can bypass', rolname
from pg_roles where rolname in ('steady_app', 'steady_relay', 'steady_queue') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
union all
select 'R5 app role owns', relname from t where owner = 'steady_app'
union all
select 'R6 view not security_invoker', relname
from t where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false) and has_table_privilege('steady_app', oid, 'select')
union all
select 'R7 materialized view readable by app', relname from t where relkind = 'm' and has_table_privilege('steady_app', oid, 'select')
union all
select 'R8 foreign key between tenant tables lacks org_id', conname
from pg_constraint k
where contype = 'f' and conrelid in (select oid from tenant) and confrelid in (select oid from tenant)
  and not exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'org_id')
union all
select 'R9 unique index without org_id (existence oracle)', i.indexrelid::regclass::text
from pg_index i join tenant on tenant.oid = i.indrelid
where i.indisunique and not i.indisprimary
  and i.indexrelid::regclass::text not in (select name from allow where kind = 'unique')
  and not exists (select 1 from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname = 'org_id')
union all
select 'R10 SECURITY DEFINER callable by app', name
from door where has_function_privilege('steady_app', oid, 'execute') and name not in (select name from allow where kind = 'function')
union all
select 'R11 org_id nullable', relname
from tenant join pg_attribute a on a.attrelid = tenant.oid and a.attname = 'org_id' where not a.attnotnull
union all
select 'R12 table with grants to app but no org_id and no RLS', relname
from t where relkind in ('r', 'p') and has_table_privilege('steady_app', oid, 'select') and not relrowsecurity
union all
select 'R13 SECURITY DEFINER without a fixed search_path', name
from door where not exists (select 1 from unnest(proconfig) as setting where setting like 'search\_path=%')
union all
select 'R14 SECURITY DEFINER callable by everyone', name
from door where proacl is null or exists (select 1 from aclexplode(proacl) as acl where acl.grantee = 0 and acl.privilege_type = 'EXECUTE')
union all
select 'R15 allowed here but not in the database (remove the line)', name
from allow
where kind = 'function' and name not in (select name from door) or kind = 'unique' and to_regclass('public.' || name) is null
