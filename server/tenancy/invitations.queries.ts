import { z } from "zod";
import type { Language } from "@/contracts/languages";
import { Role } from "@/contracts/tenancy";
import { withScope } from "@/server/db/client";
import { findInvitation } from "@/server/db/account-doors";
import { empty, sql, type Tx } from "@/server/db/sql";
import { readLinkToken } from "@/server/platform/crypto";
import { cutPage, readCursor } from "@/server/platform/cursor";
import type { Scope } from "@/server/platform/scope";
import { invitationState } from "./invitations";
import { invitationMail, type SystemMail } from "./mails";

export type ShownInvitation =
  | {
      state: "open";
      organizationName: string;
      email: string;
      role: Role;
      expiresAt: Date;
      hasAccount: boolean;
    }
  | { state: "accepted" | "revoked" | "expired"; organizationName: string }
  | { state: "unknown" };

/** What the holder of an invitation's link may know of it. */
export async function readInvitation(token: string): Promise<ShownInvitation> {
  const id = readLinkToken("invitation", token);
  const found = id ? await findInvitation(id) : null;
  if (!found) return { state: "unknown" };
  const state = invitationState(found, Date.now());
  if (state !== "open") return { state, organizationName: found.orgName };
  return {
    state,
    organizationName: found.orgName,
    email: found.email,
    role: Role.parse(found.role),
    expiresAt: found.expiresAt,
    hasAccount: found.hasAccount,
  };
}

export type OpenInvitation = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
};

/** Invitations that were neither accepted nor revoked, newest first. */
export async function listInvitations(
  scope: Scope,
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
): Promise<{ invitations: OpenInvitation[]; nextCursor: string | null }> {
  const before = readCursor(cursor, z.string());
  const found = await withScope(
    scope,
    (tx) => tx.$queryRaw<(Omit<OpenInvitation, "role"> & { role: string })[]>`
      select
        i.id,
        i.email,
        i.role,
        m.name as "invitedBy",
        i.created_at as "createdAt",
        i.expires_at as "expiresAt",
        i.expires_at <= now() as "isExpired"
      from
        invitation i
        join membership m on m.org_id = i.org_id
        and m.id = i.invited_by
      where
        i.org_id = ${scope.orgId}
        and i.accepted_at is null
        and i.revoked_at is null ${before ? sql`and i.id < ${before}` : empty}
      order by i.id desc
      limit ${limit + 1}
    `,
  );
  const page = cutPage(found, limit, (i) => i.id);
  return {
    invitations: page.rows.map((i) => ({ ...i, role: Role.parse(i.role) })),
    nextCursor: page.nextCursor,
  };
}

/**
 * The mail of an invitation (the ref of `sendInvitation`); null when it was accepted, revoked or has expired meanwhile.
 * @param address what stands where the link will be
 */
export async function invitationMailIn(
  tx: Tx,
  scope: Scope,
  invitationId: string,
  address: string,
): Promise<SystemMail | null> {
  const [row] = await tx.$queryRaw<
    {
      email: string;
      role: string;
      organizationName: string;
      inviterName: string;
      expiresAt: Date;
      acceptedAt: Date | null;
      revokedAt: Date | null;
      language: Language;
    }[]
  >`
    select
      i.email,
      i.role,
      i.language,
      o.name as "organizationName",
      m.name as "inviterName",
      i.expires_at as "expiresAt",
      i.accepted_at as "acceptedAt",
      i.revoked_at as "revokedAt"
    from
      invitation i
      join organization o on o.id = i.org_id
      join membership m on m.org_id = i.org_id
      and m.id = i.invited_by
    where
      i.org_id = ${scope.orgId}
      and i.id = ${invitationId}
  `;
  if (!row || invitationState(row, Date.now()) !== "open") return null;
  return invitationMail({ ...row, role: Role.parse(row.role) }, address);
}
