"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { useLaunch } from "@/components/launches/launch-context";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC } from "@/components/trpc/client";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ActTarget } from "./issue-row";

const SUGGESTED = 5;

/** Which version has the fix, so that reports on older ones join quietly and one on it or a newer one opens the issue again. */
export function FixDialog({
  issues,
  onClose,
  onFix,
}: {
  issues: readonly ActTarget[];
  onClose: () => void;
  /** Null: fixed without a new version. */
  onFix: (version: string | null) => void;
}) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const mayReadReleases = useCan("traffic:read");
  const [way, setWay] = useState<"version" | "none">("version");
  const [version, setVersion] = useState("");
  const releases = useQuery({
    ...trpc.monitoring.releases.queryOptions({ launchId: launch.id, limit: 50 }),
    enabled: mayReadReleases,
  });
  const suggested = (releases.data?.releases ?? [])
    .filter(({ kind }) => kind === "deployment")
    .filter((release, index, all) => all.findIndex((other) => other.version === release.version) === index)
    .slice(0, SUGGESTED);
  const only = issues.length === 1 ? issues[0] : undefined;
  const isReady = way === "none" || version.trim() !== "";
  return (
    <FormDialog
      size="sm"
      title={only ? `Mark #${only.number} as fixed` : `Mark ${formatNoun(issues.length, "issue")} as fixed`}
      description="This decides which later reports reopen the issue."
      onClose={onClose}
      submitLabel="Mark as fixed"
      onSubmit={() => {
        if (!isReady) return;
        onFix(way === "none" ? null : version.trim());
        onClose();
      }}
      isSubmitDisabled={!isReady}
    >
      <RadioGroup
        aria-label="How it was fixed"
        value={way}
        onValueChange={setWay}
        options={[
          {
            value: "version",
            label: "A version",
            hint: "Reports from older versions join without reopening it. A report from this version or a newer one reopens it.",
          },
          {
            value: "none",
            label: "No new version",
            hint: "A configuration, a flag or data was changed. A report of anything that happens from now on reopens it.",
          },
        ]}
      />
      {way === "version" && (
        <>
          <Field label="Fixed in version" isRequired>
            <Input
              ref={focusWhenShown}
              value={version}
              maxLength={100}
              isMono
              autoComplete="off"
              spellCheck={false}
              placeholder={suggested[0]?.version ?? "2.0.4"}
              onChange={(event) => setVersion(event.target.value)}
            />
          </Field>
          {suggested.length > 0 && (
            <ul aria-label="Latest releases" className="-mx-2 -mt-2">
              {suggested.map((release) => (
                <li key={release.id}>
                  <button
                    type="button"
                    aria-pressed={version === release.version}
                    onClick={() => setVersion(release.version)}
                    className={cn(
                      "flex h-8 w-full items-center justify-between gap-3 rounded-md px-2 text-left",
                      "hover:bg-hover aria-pressed:bg-selected",
                    )}
                  >
                    <span className="min-w-0 truncate font-mono">{release.version}</span>
                    <Time
                      value={release.endedAt ?? release.startedAt}
                      className="shrink-0 text-meta text-muted-foreground"
                    />
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </FormDialog>
  );
}
