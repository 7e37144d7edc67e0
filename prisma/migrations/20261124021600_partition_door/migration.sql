-- A table is made in the first schema of the search path, which here must not be pg_catalog (it is searched first anyway).
alter function door.extend_log_partitions() set search_path = public, pg_temp;
