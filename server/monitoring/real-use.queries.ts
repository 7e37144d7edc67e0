import { sql } from "@/server/db/sql";

/**
 * What figures, criteria, bursts and evidence are made of: minutes and lines of real use. Probes, preflights, bots and static files are in
 * the same tables and are shown apart (`traffic-beside.queries.ts`); nothing else reads the tables whole.
 */
export const USE_MINUTES = sql`(select * from traffic_minute where traffic_class = 'use')`;
export const USE_LINES = sql`(select * from gateway_log where traffic_class = 'use')`;
