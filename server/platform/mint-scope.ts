import type { Permission } from "@/contracts/tenancy";
import type { Actor, Scope } from "./scope";

/** Makes a scope. Importable by server/tenancy and tests alone; an import rule says so. */
export function mintScope(
  orgId: string,
  actor: Actor,
  permissions: Iterable<Permission>,
  requestId: string | null = null,
): Scope {
  return { orgId, actor, permissions: new Set(permissions), requestId } as unknown as Scope;
}
