import { useEffect, useState } from "react";
import type { Severity } from "@/contracts/triage";

export type Channel = "call" | "interview" | "chat" | "mail";

/** A report being written down, before it is logged. `key` makes it one report however often it is sent. */
export type LogDraft = {
  key: string;
  text: string;
  channel: Channel;
  reporter: { name: string; account: string; email: string };
  severity: Severity | "auto";
  issue: { id: string; number: number } | null;
};

/** What was begun and not logged, by launch, for as long as the page lives: a dialog closed by a slip of the hand costs no words. */
const begun = new Map<string, LogDraft>();

const emptyDraft = (): LogDraft => ({
  key: crypto.randomUUID(),
  text: "",
  channel: "call",
  reporter: { name: "", account: "", email: "" },
  severity: "auto",
  issue: null,
});

/** The launch's draft: what was begun before, if anything; `startOver` forgets it, as logging it does. */
export function useLogDraft(launchId: string) {
  const [draft, setDraft] = useState(() => begun.get(launchId) ?? emptyDraft());
  const [wasBegun, setWasBegun] = useState(() => begun.has(launchId));
  useEffect(() => {
    if (draft.text.trim() === "") begun.delete(launchId);
    else begun.set(launchId, draft);
  }, [launchId, draft]);
  return {
    draft,
    wasBegun,
    change: (part: Partial<LogDraft>) => setDraft((before) => ({ ...before, ...part })),
    startOver: () => {
      begun.delete(launchId);
      setDraft(emptyDraft());
      setWasBegun(false);
    },
  };
}
