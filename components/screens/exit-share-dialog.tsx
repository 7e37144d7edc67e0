"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { Time } from "@/components/format/time";
import { ConfirmedAct } from "@/components/settings/confirmed-act";
import { useLaunch } from "@/components/launches/launch-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toaster";
import { REPORT_DAYS, ShareExitReport, type OpenReport } from "@/contracts/exit-report";

const DAYS = ShareExitReport.shape.days;

/** The dialog in which a report is shared, and in which open ones are revoked. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const launch = useLaunch();
  const [days, setDays] = useState(String(REPORT_DAYS.usual));
  const [hasTitles, setHasTitles] = useState(false);
  const [isTouched, setIsTouched] = useState(false);
  const readDays = DAYS.safeParse(/^\d{1,3}$/.test(days.trim()) ? Number(days.trim()) : Number.NaN);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.exit.openReports.queryKey() });
  const share = useMutation(trpc.exit.shareReport.mutationOptions({ onSuccess: refresh }));
  return (
    <FormDialog
      title="Share a report of the exit"
      description="A page that anybody with its link can read, without signing in. It keeps the figures of this moment."
      onClose={onClose}
      submitLabel={share.data ? "Create another link" : "Create a link"}
      onSubmit={() => {
        setIsTouched(true);
        if (readDays.success) share.mutate({ launchId: launch.id, days: readDays.data, hasTitles });
      }}
      isBusy={share.isPending}
      error={share.isError && messageOf(share.error)}
    >
      {share.data && <FreshLink url={share.data.url} expiresAt={share.data.expiresAt} />}
      <Field
        label="The link works for"
        error={
          isTouched &&
          !readDays.success &&
          `Give a number of days from ${REPORT_DAYS.min} to ${REPORT_DAYS.max}.`
        }
      >
        <Input
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          suffix="days"
          className="w-32"
        />
      </Field>
      <Checkbox
        label="Include the titles of open critical issues"
        hint={
          "Titles may hold what reporters wrote. Without them the report shows number, state and owner. " +
          "What is erased later is gone from the report as well."
        }
        checked={hasTitles}
        onCheckedChange={(isOn) => setHasTitles(isOn === true)}
      />
      <OpenReports onChanged={refresh} />
    </FormDialog>
  );
}

function FreshLink({ url, expiresAt }: { url: string; expiresAt: Date }) {
  return (
    <InlineAlert tone="positive" title="Copy the link now: it is not shown again">
      <div className="mt-2 flex items-center gap-2 rounded-md border border-border bg-sunken p-2">
        <code className="min-w-0 flex-1 font-mono text-meta break-all">{url}</code>
        <CopyButton value={url} label="Copy the link" />
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex shrink-0 items-center gap-1 text-accent-text underline decoration-1 underline-offset-2"
        >
          Open
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </div>
      <p className="mt-1 text-meta text-muted-foreground">
        It works until <Time value={expiresAt} style="datetime" />.
      </p>
    </InlineAlert>
  );
}

function OpenReports({ onChanged }: { onChanged: () => Promise<void> }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  // Whether a link was opened is what somebody looks for who opens this again.
  const reports = useQuery({ ...trpc.exit.openReports.queryOptions({ launchId: launch.id }), staleTime: 0 });
  return (
    <section aria-label="Links that work now">
      <h3 className="mb-1 font-medium">Links that work now</h3>
      {reports.isError ? (
        <p className="text-muted-foreground">Couldn’t load the links. {messageOf(reports.error)}</p>
      ) : !reports.data ? (
        <SkeletonRows count={2} label="Loading the links" />
      ) : reports.data.length === 0 ? (
        <p className="text-muted-foreground">None. Each link you create is listed here until it expires.</p>
      ) : (
        <ul className="divide-y divide-border rounded-md border border-border">
          {reports.data.map((report) => (
            <ReportLine key={report.id} report={report} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ReportLine({ report, onChanged }: { report: OpenReport; onChanged: () => Promise<void> }) {
  const trpc = useTRPC();
  const revoke = useMutation(
    trpc.exit.revokeReport.mutationOptions({
      onError: (error) => toastFailed("The link was not revoked", error),
      onSuccess: async () => {
        await onChanged();
        toastDone("The link is revoked");
      },
    }),
  );
  return (
    <li className="flex items-start gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p>
          Figures of <Time value={report.sharedAt} style="datetime" />
          {report.hasTitles && <span className="text-muted-foreground"> · with issue titles</span>}
        </p>
        <p className="text-meta text-muted-foreground">
          {report.sharedBy ? `Shared by ${report.sharedBy} · ` : ""}expires{" "}
          <Time value={report.expiresAt} style="datetime" /> ·{" "}
          {report.lastOpenedAt ? (
            <>
              last opened <Time value={report.lastOpenedAt} />
            </>
          ) : (
            "not opened yet"
          )}
        </p>
      </div>
      <ConfirmedAct
        title="Revoke this link?"
        description="Whoever has it can no longer open the report, and the figures it kept are deleted. This can't be undone."
        confirmLabel="Revoke the link"
        isBusy={revoke.isPending}
        onConfirm={(close) => revoke.mutate({ reportId: report.id }, close)}
        trigger={
          <Button size="sm" variant="ghost">
            Revoke
          </Button>
        }
      />
    </li>
  );
}
