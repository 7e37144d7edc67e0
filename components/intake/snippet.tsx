"use client";
import { CopyButton } from "@/components/ui/copy-button";

/** Something to be copied into another system, with what it is. */
export function Snippet({ label, text }: { label: string; text: string }) {
  return (
    <div className="rounded-md border border-border bg-sunken">
      <div className="flex items-center justify-between gap-2 border-b border-border py-1 pr-1 pl-3">
        <span className="text-meta text-muted-foreground">{label}</span>
        <CopyButton value={text} label={`Copy: ${label}`} />
      </div>
      <pre className="p-3 font-mono text-meta break-all whitespace-pre-wrap">{text}</pre>
    </div>
  );
}
