"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { formatNoun } from "@/components/format/numbers";
import { failureTitle, messageOf, useTRPC } from "@/components/trpc/client";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { InlineAlert } from "@/components/ui/inline-alert";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toaster";
import type { Erase } from "@/contracts/privacy";
import { TallyList } from "./tally-list";

/** Asks before something is erased for good, and says row by row what will go: found out by trying it. */
export function EraseDialog({ what, onClose }: { what: Erase; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const rehearsal = useQuery({ ...trpc.privacy.rehearse.queryOptions(what), staleTime: 0, retry: false });
  const erase = useMutation(
    trpc.privacy.erase.mutationOptions({
      onSuccess: async ({ reports }) => {
        onClose();
        await client.invalidateQueries();
        toastDone(`Erased ${formatNoun(reports, "report")}`, "The receipt is in Settings, Privacy.");
      },
    }),
  );
  const found = rehearsal.data;
  const title =
    what.kind === "report"
      ? `Erase ${formatNoun(what.itemIds.length, "report")} for good?`
      : "Erase everything by this person?";
  return (
    <AlertDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
      description={
        "What they wrote, their name and address are emptied everywhere, also as they arrived, with the titles, notes and " +
        "mails made from them. Ids, times and labels stay. This cannot be undone."
      }
      confirmLabel={found ? `Erase ${formatNoun(found.reports, "report")}` : "Erase"}
      isDanger
      isBusy={erase.isPending}
      isConfirmDisabled={!found}
      onConfirm={() => erase.mutate(what)}
    >
      {rehearsal.isPending && <SkeletonRows count={4} label="Finding what will be erased" />}
      {rehearsal.isError && (
        <InlineAlert tone="error" title="Couldn’t work out what will be erased">
          {messageOf(rehearsal.error)}
        </InlineAlert>
      )}
      {found && <TallyList tallies={found.tallies} />}
      {erase.isError && (
        <InlineAlert tone="error" title={failureTitle(erase.error, "Nothing was erased")} className="mt-3">
          {messageOf(erase.error)}
        </InlineAlert>
      )}
    </AlertDialog>
  );
}
