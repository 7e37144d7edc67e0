-- Every row returned is a failure. Run against the migrated schema (server/db/rls-gate.int.test.ts and scripts/check-database.mjs do).
-- allow: the doors by the one role that may open each (functions that run with their owner's rights), the unique keys that must be global,
-- and the schemas in which a role makes what is its own; each named here by hand, so that a new one is a reviewed line.
with allow(kind, name) as (values
  -- The queue makes a sequence for each of its queues at run time, in a schema that nothing else looks into, and adds jobs in bulk through
  -- a temporary table; it may open no door (R10) for which that could stand in.
  ('create', 'steady_queue in queue'),
  ('create', 'steady_queue temporary'),
  -- An organization is its own row; the relay carries everybody's work, and sees no words of it.
  ('policy', 'organization.tenant'),
  ('policy', 'outbox.relay'),
  -- What is looked up before the organization is known: unguessable, or a keyed hash.
  ('unique', 'source_key_key'),
  ('unique', 'api_key_hash_key'),
  -- Ways in, by an unguessable key or its hash.
  ('steady_app', 'door.source_by_key(text)'),
  ('steady_app', 'door.api_key_by_hashes(text[],text)'),
  ('steady_app', 'door.report_by_id(text)'),
  ('steady_app', 'door.exit_report_by_digest(text)'),
  ('steady_app', 'door.invitation_by_id(text)'),
  -- By an address or a short name, and telling no more than anybody may know: a salt, or whether it is taken.
  ('steady_app', 'door.password_parameters(text)'),
  ('steady_app', 'door.create_account(text,text,text,bytea,integer,integer,integer,bytea)'),
  ('steady_app', 'door.ask_for_password_link(text,text,text,interval,text)'),
  ('steady_app', 'door.is_slug_taken(text)'),
  ('steady_app', 'door.note_sign_in_failures(text,text,integer,text[])'),
  -- By the secret of a browser's cookie.
  ('steady_app', 'door.is_known_device(text,text)'),
  -- By the digest of a password.
  ('steady_app', 'door.open_session(text,bytea,text,timestamp with time zone,text,text)'),
  ('steady_app', 'door.change_password(text,bytea,bytea,integer,integer,integer,bytea)'),
  -- By a live session.
  ('steady_app', 'door.session_by_id(text,interval)'),
  ('steady_app', 'door.peek_session(text,interval)'),
  ('steady_app', 'door.rename_account(text,text)'),
  ('steady_app', 'door.sessions_beside(text)'),
  ('steady_app', 'door.end_sessions(text,text)'),
  ('steady_app', 'door.memberships_of(text)'),
  ('steady_app', 'door.membership_in(text,text)'),
  -- By a live session or a link's secret.
  ('steady_app', 'door.remember_device(text,text,text)'),
  -- By a link's secret.
  ('steady_app', 'door.account_link(text)'),
  ('steady_app', 'door.reset_password(text,bytea,integer,integer,integer,bytea)'),
  -- Search, whose operators lose their indexes under row level security, in the organization that is set.
  ('steady_app', 'door.search_issues(text,text,integer)'),
  ('steady_app', 'door.search_reported(text,text,integer)'),
  ('steady_app', 'door.search_keys(text,text,text[],integer)'),
  ('steady_app', 'door.search_people(text,text,text[],text,integer)'),
  ('steady_app', 'door.issue_candidates(text,jsonb)'),
  -- By a keyed hash of the secret, and telling nothing but whether it fits.
  ('steady_app', 'door.fit_secret(text[],text[])'),
  -- Takes nothing and reads nothing.
  ('steady_app', 'door.extend_log_partitions()'),
  -- In the organization that is set: only what opens nothing any more.
  ('steady_app', 'door.ended_sessions(timestamp with time zone,integer)'),
  ('steady_app', 'door.delete_ended_sessions(timestamp with time zone,integer)'),
  -- What walks every organization, and what goes into a person's mail.
  ('steady_worker', 'door.organizations_to_seal(integer)'),
  ('steady_worker', 'door.organizations_to_wake(timestamp with time zone,integer)'),
  ('steady_worker', 'door.organizations_to_rescore(integer)'),
  ('steady_worker', 'door.organizations_to_key(integer)'),
  ('steady_worker', 'door.organizations_to_refresh(timestamp with time zone,integer)'),
  ('steady_worker', 'door.organizations_to_trim(timestamp with time zone,integer)'),
  ('steady_worker', 'door.organizations_to_retain(timestamp with time zone,integer)'),
  ('steady_worker', 'door.delete_ownerless_sessions(timestamp with time zone,integer)'),
  ('steady_worker', 'door.drop_empty_log_partitions()'),
  ('steady_worker', 'door.launches_to_judge(timestamp with time zone,integer,integer)'),
  ('steady_worker', 'door.empty_log_notes(timestamp with time zone)'),
  ('steady_worker', 'door.account_link_to_send(text)')
),
-- Every role of the product but the owner, who migrates and is used by nothing else.
product as (
  select
    rolname::text as name
  from pg_roles
  where rolname in ('steady_app', 'steady_worker', 'steady_relay', 'steady_queue', 'steady_door')
),
caller as (select name from product where name <> 'steady_door'),
definer as (
  select
    p.oid,
    p.oid::regprocedure::text as name,
    (
      select
        string_to_array(replace(replace(split_part(setting, '=', 2), ' ', ''), '"', ''), ',')
      from unnest(p.proconfig) setting
      where setting like 'search_path=%'
    ) as path
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
),
t as (select c.oid, c.relname, c.relkind, c.relrowsecurity rls, c.relforcerowsecurity frc, c.reloptions, c.relowner::regrole::text own from pg_class c join pg_namespace n on n.oid=c.relnamespace where n.nspname='public'),
tenant as (select t.* from t where relkind in ('r','p') and exists(select 1 from pg_attribute a where a.attrelid=t.oid and a.attname='org_id' and not a.attisdropped))
select 'R1 tenant table without ENABLE+FORCE RLS' k, relname from tenant where not (rls and frc)
union all select 'R2 tenant table without policy', relname from tenant where not exists(select 1 from pg_policy p where p.polrelid=tenant.oid)
union all select 'R3 policy for write without WITH CHECK', relname||'.'||polname from pg_policy p join tenant on tenant.oid=p.polrelid where p.polcmd in('a','w','*') and p.polwithcheck is null
union all select 'R4 role can bypass', rolname
from pg_roles
where rolname in (select name from caller) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
union all select 'R5 role owns', relname from t where own in (select name from product)
union all select 'R6 view not security_invoker', relname
from t, caller
where relkind='v' and not coalesce('security_invoker=true'=any(reloptions),false) and has_table_privilege(caller.name,oid,'select')
union all select 'R7 matview readable', relname from t, caller where relkind='m' and has_table_privilege(caller.name,oid,'select')
union all select 'R8 FK between tenant tables lacks org_id', conname from pg_constraint k where contype='f' and conrelid in(select oid from tenant) and confrelid in(select oid from tenant) and not exists(select 1 from pg_attribute a where a.attrelid=k.conrelid and a.attnum=any(k.conkey) and a.attname='org_id')
union all select 'R9 unique index without org_id (existence oracle)', i.indexrelid::regclass::text from pg_index i join tenant on tenant.oid=i.indrelid where i.indisunique and not i.indisprimary and i.indexrelid::regclass::text not in (select name from allow where kind = 'unique') and not exists(select 1 from pg_attribute a where a.attrelid=i.indrelid and a.attnum=any(i.indkey) and a.attname='org_id')
union all select 'R10 SECURITY DEFINER callable by a role it is not for', d.name||' by '||c.name
from definer d cross join caller c
where has_function_privilege(c.name, d.oid, 'execute') and not exists(select from allow a where a.kind = c.name and a.name = d.name)
union all select 'R11 org_id nullable', relname from tenant join pg_attribute a on a.attrelid=tenant.oid and a.attname='org_id' where not a.attnotnull
union all select 'R12 table with grants but no org_id and no RLS', relname
from t, caller
where relkind in('r','p') and has_table_privilege(caller.name,oid,'select') and not rls
-- The second wall: what stands when row level security, or a function behind it, is got past.
union all select 'R13 SECURITY DEFINER whose path does not end with pg_temp', name
from definer
where path is null or path[cardinality(path)] <> 'pg_temp'
union all select 'R14 path of a SECURITY DEFINER names a schema that others may create in', d.name||' through '||s.name
from definer d cross join unnest(d.path) with ordinality as s(name, at)
where s.at < cardinality(d.path) and (to_regnamespace(quote_ident(s.name)) is null or exists(
  select from product where has_schema_privilege(product.name, to_regnamespace(quote_ident(s.name)), 'create')))
union all select 'R15 temporary tables or schemas can be made', product.name||' '||what
from product cross join unnest(array['temporary', 'create']) what
where has_database_privilege(product.name, current_database(), what)
  and product.name||' '||what not in (select name from allow where kind = 'create')
union all select 'R16 schema can be created in', product.name||' in '||n.nspname
from product cross join pg_namespace n
where n.nspname not like 'pg\_%' and has_schema_privilege(product.name, n.oid, 'create')
  and product.name||' in '||n.nspname not in (select name from allow where kind = 'create')
union all select 'R17 function callable by everybody', p.oid::regprocedure::text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where (n.nspname = 'door' or p.oid in (select oid from definer))
  and exists(select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) where grantee = 0)
union all select 'R18 door that is not there, or shut for its role', a.name||' for '||a.kind
from allow a
where a.kind like 'steady\_%'
  and not exists(select from definer d where d.name = a.name and has_function_privilege(a.kind, d.oid, 'execute'))
union all select 'R19 what only doors may touch can be touched', c.oid::regclass::text||' by '||caller.name
from caller cross join pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm')
  and (n.nspname = 'door' or (n.nspname = 'public' and c.relname in ('account', 'session', 'account_link', 'known_device')))
  and (has_any_column_privilege(caller.name, c.oid, 'select, insert, update')
    or has_table_privilege(caller.name, c.oid, 'delete, truncate, trigger'))
union all select 'R20 member of a role that gets past row level security', caller.name
from caller join pg_roles r on r.rolbypassrls or r.rolsuper
where pg_has_role(caller.name, r.oid, 'member')
union all select 'R21 policy that says something of its own', t.relname||'.'||polname
from pg_policy p join t on t.oid = p.polrelid
where t.relname||'.'||polname not in (select name from allow where kind = 'policy') and (not polpermissive or polcmd <> '*'
  or polroles <> '{0}' or pg_get_expr(polqual, polrelid) <> '(org_id = current_org())'
  or pg_get_expr(polwithcheck, polrelid) <> '(org_id = current_org())');
