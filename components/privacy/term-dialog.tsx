"use client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatNoun } from "@/components/format/numbers";
import { Time } from "@/components/format/time";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { toastDone } from "@/components/ui/toaster";
import { SetTerm } from "@/contracts/retention";
import { kindCount, RETENTION_WORDS, termWords } from "./retention-words";

type Kept = RouterOutputs["privacy"]["retention"]["kinds"][number];

/** Sets how long one kind is kept, and says beforehand what the next run deletes under the new term. */
export function TermDialog({
  kept,
  nextRunAt,
  onClose,
}: {
  kept: Kept;
  nextRunAt: Date;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const words = RETENTION_WORDS[kept.kind];
  const [isKept, setIsKept] = useState(kept.days === null);
  const [typed, setTyped] = useState(String(kept.days ?? kept.usual ?? kept.max));
  const days = isKept ? null : /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const read = SetTerm.safeParse({ kind: kept.kind, days });
  const preview = useQuery({
    ...trpc.privacy.previewTerm.queryOptions(read.data ?? { kind: kept.kind, days: kept.days }),
    enabled: read.success,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
  const set = useMutation(
    trpc.privacy.setTerm.mutationOptions({
      onSuccess: async () => {
        onClose();
        toastDone(
          days === null
            ? `${words.name}: kept from now on`
            : `${words.name}: deleted ${termWords(days)} ${words.from}`,
        );
        await client.invalidateQueries({ queryKey: trpc.privacy.pathKey() });
      },
    }),
  );
  const isSame = days === kept.days;
  const found = read.success && !preview.isPlaceholderData ? preview.data : undefined;
  return (
    <FormDialog
      onClose={onClose}
      title={`How long: ${words.name.toLowerCase()}`}
      description={words.goes}
      size="sm"
      noValidate
      submitLabel={days === null ? "Keep them" : read.success ? `Set to ${termWords(days)}` : "Set the term"}
      onSubmit={() => read.success && set.mutate(read.data)}
      isBusy={set.isPending}
      isSubmitDisabled={!read.success || isSame || (!found && !preview.isError)}
      error={set.isError && messageOf(set.error)}
    >
      {kept.mayBeKept && (
        <RadioGroup
          aria-label="Delete or keep"
          value={isKept ? "kept" : "deleted"}
          onValueChange={(choice) => setIsKept(choice === "kept")}
          options={[
            { value: "deleted", label: "Delete when the term ends" },
            { value: "kept", label: "Keep until somebody deletes or erases them" },
          ]}
        />
      )}
      {!isKept && (
        <Field
          label="Term"
          hint={
            `Counted ${words.from}. Between ${kept.min} and ${kept.max} days` +
            (kept.usual === null ? "." : `; ${kept.usual} unless set.`)
          }
          error={read.success ? undefined : `Type a whole number between ${kept.min} and ${kept.max}.`}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            suffix="days"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      )}
      {read.success && !isSame && preview.isError && (
        <InlineAlert tone="error" title="What would be deleted could not be counted">
          {messageOf(preview.error)}
        </InlineAlert>
      )}
      {read.success && !isSame && !preview.isError && (
        <div aria-live="polite">
          {!found ? (
            <p className="text-meta text-muted-foreground">Counting what the next run would delete…</p>
          ) : found.due.n > 0 ? (
            <InlineAlert
              tone={found.isShorter ? "warning" : "info"}
              title={`The next run deletes ${kindCount(kept.kind, found.due.n, found.due.isCapped)}`}
            >
              {found.isShorter
                ? `Under the term as it is, ${kindCount(kept.kind, found.dueNow.n, found.dueNow.isCapped)}. `
                : "They have reached the longer term, too. "}
              It begins <Time value={nextRunAt} style="datetime" />, or when somebody runs it. What it deletes
              cannot be brought back.
            </InlineAlert>
          ) : (
            <p className="text-meta text-muted-foreground">
              {days === null
                ? "Nothing of this kind is deleted any more."
                : `The next run deletes nothing: no ${words.one} is older than ${formatNoun(days, "day")}.`}
            </p>
          )}
        </div>
      )}
    </FormDialog>
  );
}
