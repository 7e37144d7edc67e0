"use client";
import { cutText } from "@/contracts/cut-text";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useLogDraft, type Channel } from "@/components/feedback/log-draft";
import { LogSuggestions } from "@/components/feedback/log-suggestions";
import { LoggedReport } from "@/components/feedback/logged-report";
import { SEVERITY_WORDS } from "@/components/format/words";
import { useLaunch } from "@/components/launches/launch-context";
import { useLinks } from "@/components/launches/links";
import { messageOf, refusalOf, useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { dismissToast, toastError, toastFollowUp } from "@/components/ui/toaster";
import { SEVERITIES, type Severity } from "@/contracts/triage";

const CHANNELS = [
  { value: "call", label: "Call" },
  { value: "interview", label: "Interview" },
  { value: "chat", label: "Chat" },
  { value: "mail", label: "Mail" },
] as const satisfies readonly { value: Channel; label: string }[];

const SEARCH_AFTER_MS = 220;

/**
 * A call or a note written down in twenty seconds: the words first, who it was if known, and the issue it is about if it is known
 * already.
 */
export function LogReportDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const launch = useLaunch();
  const links = useLinks();
  const router = useRouter();
  const { draft, wasBegun, change, renew, startOver } = useLogDraft(launch.id);
  const { key, text, channel, reporter, severity, issue } = draft;
  const searched = useLater(text.trim(), SEARCH_AFTER_MS);
  const similar = useQuery({
    ...trpc.feedback.similarToText.queryOptions({ launchId: launch.id, text: cutText(searched, 4_000) }),
    enabled: searched.length >= 8,
    placeholderData: keepPreviousData,
  });
  const [logged, setLogged] = useState<Logged | null>(null);
  const log = useMutation(
    trpc.feedback.logItem.mutationOptions({
      onSuccess: ({ reference }, { occurredAt }) => {
        const note = issue ? `Attached to #${issue.number}.` : "It is being read and grouped.";
        const href = issue
          ? links.report(issue.number, { reference, occurredAt: occurredAt ?? new Date() })
          : links.board(reference);
        const toastId = toastFollowUp(
          `Logged as ${reference}`,
          note,
          { label: "Copy", onClick: () => void copyReference(reference) },
          { label: "Open", onClick: () => router.push(href) },
        );
        setLogged({ reference, note, href, toastId });
        startOver();
      },
      // The key was used for other words, in another tab: these are sent under a key of their own.
      onError: (error) => {
        if (refusalOf(error)?.details["reason"] === "idempotency") renew();
      },
    }),
  );
  const fields = (refusalOf(log.error)?.details["fields"] ?? {}) as Record<string, string>;
  const canSubmit = text.trim() !== "" && !log.isPending;
  const submit = () => {
    if (!canSubmit) return;
    const known = Object.fromEntries(
      Object.entries(reporter).flatMap(([name, value]) =>
        value.trim() === "" ? [] : [[name, value.trim()]],
      ),
    );
    log.mutate({
      launchId: launch.id,
      idempotencyKey: key,
      text: text.trim(),
      channel,
      reporter: known,
      ...(severity === "auto" ? {} : { severity }),
      ...(issue ? { issueId: issue.id } : {}),
    });
  };
  const candidates = searched.length >= 8 ? (similar.data ?? []) : [];

  if (logged)
    return (
      <LoggedReport
        {...logged}
        onAnother={() => {
          dismissToast(logged.toastId);
          setLogged(null);
        }}
        onClose={onClose}
      />
    );
  return (
    <FormDialog
      title="Log a report"
      description={
        wasBegun
          ? "Your draft is still here."
          : "What the caller or interviewee reported, in their own words."
      }
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        submit();
      }}
      // What has been typed is not lost by a press beside the dialog.
      onInteractOutside={(event) => text.trim() !== "" && event.preventDefault()}
      onClose={onClose}
      submitLabel={issue ? `Log and attach to #${issue.number}` : "Log the report"}
      onSubmit={submit}
      isBusy={log.isPending}
      isSubmitDisabled={!canSubmit}
      submitShortcut="mod+enter"
      beside={
        issue ? (
          <Button variant="quiet" onClick={() => router.push(links.issue(issue.number))}>
            Open #{issue.number}
          </Button>
        ) : (
          wasBegun && (
            <Button variant="quiet" onClick={startOver}>
              Start over
            </Button>
          )
        )
      }
    >
      <Field label="What happened" isRequired error={fields["text"]}>
        <Textarea
          rows={5}
          value={text}
          maxLength={20_000}
          dir="auto"
          onChange={(event) => change({ text: event.target.value })}
          placeholder="“The payment went through twice, and the second confirmation mail never came.”"
        />
      </Field>
      <LogSuggestions
        found={candidates}
        pickedId={issue?.id ?? null}
        onPick={(picked) => change({ issue: picked && { id: picked.id, number: picked.number } })}
      />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <div className="flex flex-col gap-1.5">
          <span className="font-medium">Channel</span>
          <SegmentedControl<Channel>
            label="Channel"
            value={channel}
            onValueChange={(next) => change({ channel: next })}
            segments={CHANNELS}
          />
        </div>
        <Field label="Severity" className="w-44">
          <Select<Severity | "auto">
            value={severity}
            onValueChange={(next) => change({ severity: next })}
            options={[
              { value: "auto", label: "Let Steady decide" },
              ...SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] })),
            ]}
          />
        </Field>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Name" isOptional error={fields["reporter.name"]}>
          <Input
            value={reporter.name}
            maxLength={120}
            dir="auto"
            autoComplete="off"
            onChange={(event) => change({ reporter: { ...reporter, name: event.target.value } })}
          />
        </Field>
        <Field label="Account" isOptional error={fields["reporter.account"]}>
          <Input
            value={reporter.account}
            maxLength={200}
            dir="auto"
            autoComplete="off"
            onChange={(event) => change({ reporter: { ...reporter, account: event.target.value } })}
          />
        </Field>
        <Field
          label="Phone"
          isOptional
          hint="To call back. Nothing is sent to it."
          error={fields["reporter.phone"]}
        >
          <Input
            type="tel"
            value={reporter.phone}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => change({ reporter: { ...reporter, phone: event.target.value } })}
          />
        </Field>
        <Field label="E-mail" isOptional error={fields["reporter.email"]}>
          <Input
            inputMode="email"
            value={reporter.email}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => change({ reporter: { ...reporter, email: event.target.value } })}
          />
        </Field>
      </div>
      {log.isError && Object.keys(fields).length === 0 && (
        <InlineAlert tone="error" title="Couldn’t log the report">
          {messageOf(log.error)} What you wrote is still here.
        </InlineAlert>
      )}
    </FormDialog>
  );
}

/** A report that was logged: what its caller is given, and the toast that gives it as well. */
type Logged = { reference: string; note: string; href: string; toastId: string | number };

async function copyReference(reference: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(reference);
  } catch {
    toastError("The browser did not allow copying", `The reference is ${reference}.`);
  }
}

/** A value that has stayed the same for a moment. */
function useLater<T>(value: T, delayMs: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return later;
}
