import type { Tx } from "@/server/db/sql";

type Requested = { text: string; values: unknown[] };

/**
 * A transaction that answers one question after another, and keeps what it was asked. What the database itself answers is proved by
 * integration tests; with this, unit tests look at whose rows it is asked for, and what is made of its answers.
 */
export function transaction(answers: readonly (readonly unknown[])[], one: Record<string, unknown> = {}) {
  const requested: Requested[] = [];
  const found = (where: unknown, name: string) => {
    requested.push({ text: name, values: [JSON.stringify(where)] });
    return Promise.resolve(one[name] ?? null);
  };
  const tx = {
    $queryRaw: (parts: TemplateStringsArray, ...values: unknown[]) => {
      requested.push({ text: parts.join("?"), values });
      return Promise.resolve(answers[requested.length - 1] ?? []);
    },
    issue: { findUnique: (query: unknown) => found(query, "issue") },
    component: {
      findUnique: (query: unknown) => found(query, "component"),
      findFirst: (query: unknown) => found(query, "component"),
    },
  };
  return { tx: tx as unknown as Tx, requested };
}
