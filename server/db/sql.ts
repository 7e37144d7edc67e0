import { storableJson, storableValue } from "@/server/platform/json";
import { Prisma } from "./generated/client";

/** Composable SQL for what Prisma's builder cannot say; values are always parameters. */
export const sql = Prisma.sql;
export const join = Prisma.join;
export const empty = Prisma.empty;
/** Sets a jsonb column to null. */
export const noJson = Prisma.DbNull;
export type Sql = Prisma.Sql;
export type { Tx } from "./client";

/** A value for a jsonb column or parameter, as Prisma wants it and Postgres stores it. */
export function json(value: unknown): Prisma.InputJsonValue {
  return storableValue(value) as Prisma.InputJsonValue;
}

/** Rows for `jsonb_to_recordset(…::jsonb)`: one parameter however many rows. Dates travel as ISO strings. */
export function rows(values: readonly object[]): string {
  return storableJson(values);
}
