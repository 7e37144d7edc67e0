import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { asAdmin, undone } from "@/server/testing/queries";

const GATE = readFileSync(new URL("../../prisma/rls-gate.sql", import.meta.url), "utf8");

test("the catalogue breaks none of the rules of row level security, nor of the second wall", async () => {
  expect(await asAdmin(GATE)).toEqual([]);
});

/** A definer function as the doors are, but for what a line below breaks. */
const doorWith = (options: string): string =>
  `create function door.probe() returns int language sql security definer ${options} as 'select ` +
  "1'; revoke execute on function door.probe() from public;";

describe("the gate notices", () => {
  test.each<[string, string, readonly string[]]>([
    [
      "a table without protection, with a key of its own",
      "create table gate_probe (org_id text, id text unique); grant select on gate_probe to steady_app",
      ["R1", "R2", "R9", "R11", "R12"],
    ],
    [
      "a loose function",
      "create function gate_probe() returns int language sql security definer as 'select 1'",
      ["R10", "R13", "R17"],
    ],
    ["a door without a path", doorWith(""), ["R13"]],
    [
      "a door whose path leaves pg_temp to be first",
      doorWith("set search_path = pg_catalog, public"),
      ["R13"],
    ],
    [
      "a door whose path names pg_temp before others",
      doorWith("set search_path = pg_temp, public"),
      ["R13", "R14"],
    ],
    [
      "a door whose path names a schema that is not there, or that follows the caller",
      doorWith('set search_path = pg_catalog, "$user", nowhere, pg_temp'),
      ["R14"],
    ],
    [
      "a path through a schema in which the application may create",
      "grant create on schema public to steady_app",
      ["R14", "R16"],
    ],
    [
      "temporary tables for everybody",
      "do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$",
      ["R15"],
    ],
    [
      "schemas made by the relay",
      "do $$ begin execute format('grant create on database %I to steady_relay', current_database()); end $$",
      ["R15"],
    ],
    [
      "a door opened for everybody",
      `grant execute on function door.is_slug_taken(text) to public`,
      ["R10", "R17"],
    ],
    [
      "a door opened for a role it is not for",
      `grant execute on function door.is_slug_taken(text) to steady_queue`,
      ["R10"],
    ],
    ["a door shut", "revoke execute on function door.is_slug_taken(text) from steady_app", ["R18"]],
    ["a door taken away", "drop function door.is_slug_taken(text)", ["R18"]],
    [
      "a door that nobody listed",
      `${doorWith("set search_path = public, pg_temp")} grant execute on function door.probe() to steady_app`,
      ["R10"],
    ],
    ["one column of the accounts", "grant select (email) on account to steady_app", ["R19"]],
    ["a way to act as the doors' owner", "grant steady_door to steady_queue", ["R10", "R19", "R20"]],
    [
      "a policy that lets everything be written",
      "create policy loose on label for insert with check (true)",
      ["R21"],
    ],
  ])("%s", async (_, statement, rules) => {
    const found = await undone<{ k: string }>(statement, GATE);
    expect([...new Set(found.map((row) => row.k.split(" ")[0]))].sort()).toEqual([...rules].sort());
  });
});
