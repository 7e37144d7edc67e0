import type { Permission } from "@/contracts/tenancy";

declare const minted: unique symbol;

/** Who acts: a member, an API key, a source that delivered, or the machine itself. */
export type Actor = {
  readonly kind: "person" | "api_key" | "source" | "worker" | "system";
  readonly id: string;
  readonly name: string;
};

/** The machine itself: what workers do, and what follows by itself from what people do. */
export const MACHINE: Actor = { kind: "worker", id: "worker", name: "Steady" };

/**
 * Proof that somebody may act inside one organization. Every query and command takes one first; only server/tenancy makes them, after
 * checking a session, a key or a source, so that nothing in a request can stand in for it.
 */
export type Scope = {
  readonly orgId: string;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly requestId: string | null;
  readonly [minted]: true;
};
