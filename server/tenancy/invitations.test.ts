import { expect, test } from "vitest";
import { invitationState } from "./invitations";

const at = new Date("2026-11-24T10:00:00Z");
const invitation = { acceptedAt: null, revokedAt: null, expiresAt: new Date(at.getTime() + 1) };

test.each([
  ["open until its time is over", {}, "open"],
  ["expired at the moment it ends", { expiresAt: at }, "expired"],
  ["revoked, however long it would have held", { revokedAt: at }, "revoked"],
  ["revoked rather than expired", { revokedAt: at, expiresAt: at }, "revoked"],
  ["accepted, whatever came later", { acceptedAt: at, revokedAt: at, expiresAt: at }, "accepted"],
])("an invitation is %s", (_, rest, state) =>
  expect(invitationState({ ...invitation, ...rest }, at.getTime())).toBe(state),
);
