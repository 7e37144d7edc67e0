export type InvitationState = "open" | "accepted" | "revoked" | "expired";

/** Where an invitation stands at a moment. */
export function invitationState(
  row: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  atMs: number,
): InvitationState {
  if (row.acceptedAt) return "accepted";
  if (row.revokedAt) return "revoked";
  return row.expiresAt.getTime() <= atMs ? "expired" : "open";
}
