"use client";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";

/** A link that somebody hands over by hand, to be copied; the whole of it can be selected. */
export function CopyLink({ link, label }: { link: string; label: string }) {
  return (
    <div className="flex items-center gap-2">
      <Input
        readOnly
        value={link}
        aria-label={label}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 font-mono text-meta"
      />
      <CopyButton value={link} size="md">
        Copy
      </CopyButton>
    </div>
  );
}
