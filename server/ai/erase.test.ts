import { expect, test } from "vitest";
import { ERASED } from "@/contracts/privacy";
import type { ErasureSubject } from "@/server/db/erasing";
import type { Tx } from "@/server/db/sql";
import type { Scope } from "@/server/platform/scope";
import { eraseCallErrorsIn } from "./erase.commands";

const SINCE = new Date("2026-12-01T10:00:00Z");

/** A transaction that hands out the errors of these calls, and keeps what it is told to write. */
function txWith(calls: readonly { id: string; error: string }[]) {
  const requested: { statement: string; values: unknown[] }[] = [];
  const note = (parts: TemplateStringsArray, values: unknown[]) => {
    requested.push({ statement: parts.join("?").replace(/\s+/g, " ").trim(), values });
  };
  const tx = {
    $queryRaw: (parts: TemplateStringsArray, ...values: unknown[]) => {
      note(parts, values);
      return Promise.resolve(calls);
    },
    $executeRaw: (parts: TemplateStringsArray, ...values: unknown[]) => {
      note(parts, values);
      return Promise.resolve(0);
    },
  } as unknown as Tx;
  return { tx, requested };
}

const erase = (tx: Tx) =>
  eraseCallErrorsIn(
    tx,
    { orgId: "org_1" } as unknown as Scope,
    { since: SINCE, quotes: (text: string) => text.includes("card declined") } as unknown as ErasureSubject,
  );

test("of a model's errors those that quote what goes are emptied, of one organization, since the report arrived", async () => {
  const { tx, requested } = txWith([
    { id: "cal_1", error: "bad request: card declined twice" },
    { id: "cal_2", error: "timed out" },
    { id: "cal_3", error: "card declined" },
  ]);
  expect(await erase(tx)).toEqual([{ table: "ai_call", what: "errors that quote it", rows: 2 }]);
  expect(requested).toEqual([
    {
      statement: "select id, error from ai_call where org_id = ? and at >= ? and error is not null",
      values: ["org_1", SINCE],
    },
    {
      statement: "update ai_call set error = ? where org_id = ? and id = any(?::text[])",
      values: [ERASED, "org_1", ["cal_1", "cal_3"]],
    },
  ]);
});

test("the receipt counts nothing where nothing quotes it", async () => {
  const { tx } = txWith([{ id: "cal_2", error: "timed out" }]);
  expect(await erase(tx)).toMatchObject([{ rows: 0 }]);
});
