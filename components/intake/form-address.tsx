"use client";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { useHydrated } from "@/components/ui/use-hydrated";

/** The address of a launch's form, to be copied and handed to those who use the launched product. */
export function FormAddress({ formKey, className }: { formKey: string; className?: string }) {
  const isHydrated = useHydrated();
  const path = `/f/${formKey}`;
  const url = isHydrated ? `${window.location.origin}${path}` : path;
  return (
    <div className={cn("min-w-0", className)}>
      <p className="font-medium">The launch&rsquo;s form</p>
      <p className="mt-0.5 text-muted-foreground">
        Anybody with this address can report something; no account is needed.
      </p>
      <p className="mt-2 flex items-center gap-2 rounded-md border border-border bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 truncate">{url}</code>
        <CopyButton value={url} label="Copy the address of the form" />
      </p>
    </div>
  );
}
