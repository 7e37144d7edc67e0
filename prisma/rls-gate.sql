-- Every row returned is a failure. Run as the owner against the migrated schema (server/db/rls-gate.int.test.ts does).
-- allow: the doors (functions that steady_app may call although they are SECURITY DEFINER) and the unique keys that must be global,
-- each named here by hand, so that a new one is a reviewed line.
with allow(kind, name) as (values
  -- What is looked up before the organization is known: unguessable, or a keyed hash.
  ('unique', 'source_key_key'),
  ('unique', 'api_key_hash_key'),
  -- Ways in.
  ('function', 'door.source_by_key(text)'),
  ('function', 'door.api_key_by_hash(text)'),
  ('function', 'door.report_by_id(text)'),
  -- People: accounts, sessions and one-time links, which the application cannot touch otherwise.
  ('function', 'door.account_by_email(text)'),
  ('function', 'door.create_account(text,text,text,text)'),
  ('function', 'door.rename_account(text,text)'),
  ('function', 'door.set_password(text,text,text)'),
  ('function', 'door.create_session(text,text,timestamp with time zone,text,text)'),
  ('function', 'door.session_by_id(text,interval)'),
  ('function', 'door.sessions_of_account(text)'),
  ('function', 'door.revoke_sessions(text,text,text)'),
  ('function', 'door.create_account_link(text,text,text,timestamp with time zone)'),
  ('function', 'door.account_link_by_id(text)'),
  ('function', 'door.use_account_link(text)'),
  ('function', 'door.memberships_of_account(text)'),
  ('function', 'door.membership_in(text,text)'),
  ('function', 'door.invitation_by_id(text)'),
  ('function', 'door.is_slug_taken(text)'),
  -- Machines that look after every organization.
  ('function', 'door.organizations_to_seal(integer)'),
  ('function', 'door.organizations_to_wake(timestamp with time zone,integer)'),
  ('function', 'door.organizations_to_rescore(integer)'),
  ('function', 'door.organizations_to_refresh(timestamp with time zone,integer)'),
  ('function', 'door.organizations_to_trim(timestamp with time zone,integer)'),
  ('function', 'door.launches_to_judge(timestamp with time zone,integer,integer)'),
  ('function', 'door.extend_log_partitions()'),
  -- Search, whose operators lose their indexes under row level security; the organization is demanded.
  ('function', 'door.search_issues(text,text,text,integer)'),
  ('function', 'door.search_reported(text,text,text,integer)'),
  ('function', 'door.issue_candidates(text,text,jsonb)')
),
t as (select c.oid, c.relname, c.relkind, c.relrowsecurity rls, c.relforcerowsecurity frc, c.reloptions, c.relowner::regrole::text own from pg_class c join pg_namespace n on n.oid=c.relnamespace where n.nspname='public'),
tenant as (select t.* from t where relkind in ('r','p') and exists(select 1 from pg_attribute a where a.attrelid=t.oid and a.attname='org_id' and not a.attisdropped))
select 'R1 tenant table without ENABLE+FORCE RLS' k, relname from tenant where not (rls and frc)
union all select 'R2 tenant table without policy', relname from tenant where not exists(select 1 from pg_policy p where p.polrelid=tenant.oid)
union all select 'R3 policy for write without WITH CHECK', relname||'.'||polname from pg_policy p join tenant on tenant.oid=p.polrelid where p.polcmd in('a','w','*') and p.polwithcheck is null
union all select 'R4 app role can bypass', rolname from pg_roles where rolname='steady_app' and (rolsuper or rolbypassrls or rolcreaterole)
union all select 'R5 app role owns', relname from t where own='steady_app'
union all select 'R6 view not security_invoker', relname from t where relkind='v' and not coalesce('security_invoker=true'=any(reloptions),false) and has_table_privilege('steady_app',oid,'select')
union all select 'R7 matview readable by app', relname from t where relkind='m' and has_table_privilege('steady_app',oid,'select')
union all select 'R8 FK between tenant tables lacks org_id', conname from pg_constraint k where contype='f' and conrelid in(select oid from tenant) and confrelid in(select oid from tenant) and not exists(select 1 from pg_attribute a where a.attrelid=k.conrelid and a.attnum=any(k.conkey) and a.attname='org_id')
union all select 'R9 unique index without org_id (existence oracle)', i.indexrelid::regclass::text from pg_index i join tenant on tenant.oid=i.indrelid where i.indisunique and not i.indisprimary and i.indexrelid::regclass::text not in (select name from allow where kind = 'unique') and not exists(select 1 from pg_attribute a where a.attrelid=i.indrelid and a.attnum=any(i.indkey) and a.attname='org_id')
union all select 'R10 SECURITY DEFINER callable by app', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid=p.pronamespace where n.nspname not in ('pg_catalog','information_schema') and p.prosecdef and has_function_privilege('steady_app',p.oid,'execute') and p.oid::regprocedure::text not in (select name from allow where kind = 'function')
union all select 'R11 org_id nullable', relname from tenant join pg_attribute a on a.attrelid=tenant.oid and a.attname='org_id' where not a.attnotnull
union all select 'R12 table with grants to app but no org_id and no RLS', relname from t where relkind in('r','p') and has_table_privilege('steady_app',oid,'select') and not rls;
