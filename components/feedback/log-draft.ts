import { useEffect, useState } from "react";
import { z } from "zod";
import { dropDraft, keepDraft, readDraft } from "@/components/drafts/kept-draft";
import { useMember } from "@/components/tenancy/member-context";
import { Severity } from "@/contracts/triage";

const Channel = z.enum(["call", "interview", "chat", "mail"]);
export type Channel = z.infer<typeof Channel>;

/** A report being written down, before it is logged. `key` makes it one report however often it is sent. */
const LogDraft = z.object({
  key: z.string(),
  text: z.string(),
  channel: Channel,
  reporter: z.object({
    name: z.string(),
    account: z.string(),
    email: z.string(),
    // Drafts from before it could be written down have none.
    phone: z.string().default(""),
  }),
  severity: z.union([Severity, z.literal("auto")]),
  issue: z.object({ id: z.string(), number: z.number() }).nullable(),
});
export type LogDraft = z.infer<typeof LogDraft>;

const emptyDraft = (): LogDraft => ({
  key: crypto.randomUUID(),
  text: "",
  channel: "call",
  reporter: { name: "", account: "", email: "", phone: "" },
  severity: "auto",
  issue: null,
});

const isEmpty = ({ text, reporter }: LogDraft): boolean =>
  [text, ...Object.values(reporter)].every((typed) => typed.trim() === "");

/** Drafts belong to a member of an organization, and to the launch they are about. */
const nameOf = (membershipId: string, launchId: string): string => `log.${membershipId}.${launchId}`;

/** What a member began to write down about a launch and did not log; null when there is nothing. */
export function begunReport(membershipId: string, launchId: string): LogDraft | null {
  return readDraft(nameOf(membershipId, launchId), LogDraft, Date.now());
}

/**
 * The member's draft about a launch: what was begun before, if anything, also before a reload or the end of a session. `startOver` forgets
 * it, as logging it does; `renew` gives it another key, for when the one it has was used for other words.
 */
export function useLogDraft(launchId: string) {
  const { membership } = useMember();
  const name = nameOf(membership.id, launchId);
  const [begun] = useState(() => begunReport(membership.id, launchId));
  const [draft, setDraft] = useState(() => begun ?? emptyDraft());
  const [wasBegun, setWasBegun] = useState(begun !== null);
  useEffect(() => {
    if (isEmpty(draft)) dropDraft(name);
    else keepDraft(name, draft, Date.now());
  }, [name, draft]);
  return {
    draft,
    wasBegun,
    change: (part: Partial<LogDraft>) => setDraft((before) => ({ ...before, ...part })),
    renew: () => setDraft((before) => ({ ...before, key: crypto.randomUUID() })),
    startOver: () => {
      dropDraft(name);
      setDraft(emptyDraft());
      setWasBegun(false);
    },
  };
}
