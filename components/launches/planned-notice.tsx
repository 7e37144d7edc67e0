"use client";
import { Time, useNow } from "@/components/format/time";
import { useCan } from "@/components/tenancy/member-context";
import { InlineAlert } from "@/components/ui/inline-alert";
import type { LaunchSummary } from "@/contracts/launches";
import { PhaseMove } from "./phase-move";

/** A launch whose go-live has passed and whose phase is still *planned*: nothing moves it by itself, so this says who does. */
export function PlannedNotice({
  launch: { id, version, phase, liveAt },
  className,
}: {
  launch: Pick<LaunchSummary, "id" | "version" | "phase" | "liveAt">;
  className?: string;
}) {
  const now = useNow();
  const mayMove = useCan("launch:write");
  if (phase !== "planned" || now === null || liveAt.getTime() > now) return null;
  return (
    <InlineAlert
      tone="warning"
      title="Go-live has passed, and the phase is still Planned"
      {...(className === undefined ? {} : { className })}
      action={mayMove && <PhaseMove launchId={id} version={version} phase={phase} isReady={false} />}
    >
      It was to go live <Time value={liveAt} />. A launch does not change its phase by itself:{" "}
      {mayMove
        ? "move it to Live if people use it, or change the date in its settings."
        : "a lead or an admin of your organization moves it to Live."}
    </InlineAlert>
  );
}
