/** The statements that store a batch; whole columns travel as arrays, in the order of log-columns.ts. */

export const INSERT_BATCH = `
  insert into ingest_batch (org_id, source_id, batch_id, accepted, rejected, duplicates)
  values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing
`;
export const EARLIER_BATCH = `
  select
    accepted,
    rejected,
    duplicates
  from ingest_batch
  where
    org_id = $1
    and source_id = $2
    and batch_id = $3
`;

/**
 * The rows of a portion. A line's hash is of what tells it from another with the same id and time: its source, method, path, status,
 * latency, caller, and which of several alike it is (repeats.ts); with id and time it is unique in its day's partition.
 */
const SENT = `
  select
    place,
    to_timestamp(ms / 1000) as ts,
    method,
    path,
    route,
    service,
    consumer,
    version,
    status,
    latency_ms,
    upstream_ms,
    gateway_ms,
    bytes_in,
    bytes_out,
    client_ip,
    user_agent,
    request_id,
    trace_id,
    traffic_class,
    connection,
    first_byte_ms,
    lasted_ms,
    case
      when repeats is not null then hashtextextended(
        $3::text || method || path || coalesce(client_ip, ''),
        (coalesce(latency_ms, 0)::float8 * 1000)::bigint * 100000000 + coalesce(status, 0) * 100000 + repeats
      )
    end as line_hash
  from
    unnest(
      $4::float8[],
      $5::text[],
      $6::text[],
      $7::text[],
      $8::text[],
      $9::text[],
      $10::text[],
      $11::int2[],
      $12::real[],
      $13::real[],
      $14::real[],
      $15::int[],
      $16::int[],
      $17::text[],
      $18::text[],
      $19::text[],
      $20::text[],
      $21::int2[],
      $22::text[],
      $23::text[],
      $24::real[],
      $25::real[]
    ) with ordinality as t(
      ms,
      method,
      path,
      route,
      service,
      consumer,
      version,
      status,
      latency_ms,
      upstream_ms,
      gateway_ms,
      bytes_in,
      bytes_out,
      client_ip,
      user_agent,
      request_id,
      trace_id,
      repeats,
      traffic_class,
      connection,
      first_byte_ms,
      lasted_ms,
      place
    )
`;

const COLUMNS = `
  ts,
  method,
  path,
  route,
  service,
  consumer,
  version,
  status,
  latency_ms,
  upstream_ms,
  gateway_ms,
  bytes_in,
  bytes_out,
  client_ip,
  user_agent,
  request_id,
  trace_id,
  traffic_class,
  connection,
  first_byte_ms,
  lasted_ms,
  line_hash
`;

const STORE = `
  insert into gateway_log (org_id, launch_id, source_id, ${COLUMNS})
  select
    $1,
    $2,
    $3,
    ${COLUMNS}
  from sent
  on conflict do nothing
`;

export const INSERT_ROWS = `with sent as (${SENT}) ${STORE}`;

/** The same, and the places (from 0) of the rows that were not stored because they were there, before or in this portion. */
export const INSERT_ROWS_RETURNING = `
  with
    sent as materialized (${SENT}),
    stored as (
      ${STORE}
      returning
        request_id,
        ts,
        line_hash
    )
  select (k.place - 1)::int as place
  from
    (
      select
        place,
        request_id,
        ts,
        line_hash,
        row_number() over (
          partition by
            request_id,
            ts,
            line_hash
          order by place
        ) as nth
      from sent
      where line_hash is not null
    ) k
    left join stored s on s.request_id = k.request_id
    and s.ts = k.ts
    and s.line_hash = k.line_hash
  where
    s.request_id is null
    or k.nth > 1
`;

export const UPSERT_MINUTES = `
  insert into
    traffic_minute as t (
      org_id,
      launch_id,
      minute,
      service,
      route,
      method,
      n,
      n4xx,
      n5xx,
      n_no_answer,
      bytes_out,
      latency_sum,
      latency_max,
      buckets,
      traffic_class,
      n_connections
    )
  select
    $1,
    $2,
    to_timestamp(ms / 1000),
    service,
    route,
    method,
    n,
    n4xx,
    n5xx,
    n_no_answer,
    bytes_out,
    latency_sum,
    latency_max,
    buckets::int[],
    traffic_class,
    n_connections
  from
    unnest(
      $3::float8[],
      $4::text[],
      $5::text[],
      $6::text[],
      $7::int[],
      $8::int[],
      $9::int[],
      $10::int[],
      $11::bigint[],
      $12::float8[],
      $13::real[],
      $14::text[],
      $15::text[],
      $16::int[]
    ) as m(
      ms,
      service,
      route,
      method,
      n,
      n4xx,
      n5xx,
      n_no_answer,
      bytes_out,
      latency_sum,
      latency_max,
      buckets,
      traffic_class,
      n_connections
    )
  on conflict (org_id, launch_id, minute, service, route, method, traffic_class) do update
  set
    n = t.n + excluded.n,
    n4xx = t.n4xx + excluded.n4xx,
    n5xx = t.n5xx + excluded.n5xx,
    n_no_answer = t.n_no_answer + excluded.n_no_answer,
    n_connections = t.n_connections + excluded.n_connections,
    bytes_out = t.bytes_out + excluded.bytes_out,
    latency_sum = t.latency_sum + excluded.latency_sum,
    latency_max = greatest(t.latency_max, excluded.latency_max),
    buckets = add_buckets(t.buckets, excluded.buckets)
`;

/** Counts of entries have the term of the lines that they are of. */
export const FORGET_RULE_COUNTS = `
  delete from traffic_rule_count
  where
    org_id = $1
    and launch_id = $2
    and quarter < $3
`;

export const UPSERT_RULE_COUNTS = `
  insert into
    traffic_rule_count as t (org_id, launch_id, quarter, rule_id, n)
  select
    $1,
    $2,
    to_timestamp(ms / 1000),
    rule_id,
    n
  from unnest($3::float8[], $4::text[], $5::int[]) as c(ms, rule_id, n)
  on conflict (org_id, launch_id, quarter, rule_id) do update
  set n = t.n + excluded.n
`;
