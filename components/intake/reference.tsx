import { cn } from "@/components/ui/cn";
/** The reference a reporter keeps, large enough to read out on the phone. */
export function Reference({ value }: { value: string }) {
  return (
    <p
      className={cn(
        "inline-block rounded-md border border-border bg-surface px-4 py-2.5 font-mono text-[1.375rem]",
        "leading-8 font-semibold tracking-wide select-all",
      )}
    >
      {value}
    </p>
  );
}
