import { z } from "zod";
import { appRouter } from "@/server/api/root";

type Described = {
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
  oneOf?: Described[];
  allOf?: Described[];
};

function leavesOf(schema: Described, path: string, found: Set<string>): Set<string> {
  for (const [name, one] of Object.entries(schema.properties ?? {}))
    leavesOf(one, path === "" ? name : `${path}.${name}`, found);
  if (schema.items) leavesOf(schema.items, `${path}[]`, found);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  for (const choice of choices) leavesOf(choice, path, found);
  if (!schema.properties && !schema.items && choices.length === 0) found.add(path);
  return found;
}

/** Every field that a procedure's input may have, read from its schema: `act.ownerId`, `target.ids[]`. */
export function fieldsOf(path: string): string[] {
  const flat = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[] } }>;
  return flat[path]!._def.inputs.flatMap((schema) => [
    ...leavesOf(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Described, "", new Set()),
  ]);
}

/** Words that a sender makes up, however much they are named like ids. */
const OWN_WORDS = new Set(["deliveryId", "requestId"]);

/** Whether a field says by its name that it takes an id, a key or another word that leads to one thing. */
export function isIdField(field: string): boolean {
  const name = field.replaceAll("[]", "").split(".").at(-1)!;
  return /^(?:ids?|slug|key|token|launch|component)$|Ids?$/.test(name) && !OWN_WORDS.has(name);
}
