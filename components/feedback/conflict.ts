import { ISSUE_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import type { AnyAct } from "@/contracts/issues";
import { FIELD_WORDS } from "./act-words";
import type { ActTarget } from "./issue-row";
import { expectPatch } from "./optimistic";

/** Two people, one field: what this one saw and wanted, and what the issue says by now. */
export type Conflict = { seen: ActTarget; current: ActTarget; act: AnyAct; fields: readonly string[] };

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: ISSUE_STATE_WORDS,
  severity: SEVERITY_WORDS,
  type: TYPE_WORDS,
  urgency: URGENCY_WORDS,
};

/** A field in conflict in words: what the person saw, what it is now, and what they want. */
export type ConflictRow = { field: string; label: string; seen: string; current: string; wanted: string };

/** The fields of a conflict, both versions beside each other; `nameOf` knows members and teams by id. */
export function describeConflict(
  { seen, current, act, fields }: Conflict,
  nameOf: (id: string) => string | null,
): ConflictRow[] {
  const wanted = expectPatch(seen, act, nameOf);
  return fields.map((field) => {
    const show = (of: object) => describeValue(field, Reflect.get(of, field), nameOf);
    return {
      field,
      label: FIELD_WORDS[field] ?? field,
      seen: show(seen),
      current: show(current),
      wanted: show(wanted),
    };
  });
}

function describeValue(field: string, value: unknown, nameOf: (id: string) => string | null): string {
  if (value === null || value === undefined) return "None";
  const text = typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  if (field === "ownerId" || field === "teamId") return nameOf(text) ?? "Somebody";
  return WORDS[field]?.[text] ?? text;
}
