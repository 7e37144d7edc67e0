"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { toastDone, toastUndo } from "@/components/ui/toaster";
import type { CriterionView } from "@/contracts/exit";
import { isolate } from "@/contracts/isolate";

type Ref = Pick<CriterionView, "id" | "version" | "title">;

/** What people decide about criteria, each with the page read again when it is done. */
export function useCriterionChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settle = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.exit.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.launches.list.queryKey() }),
    ]);
  const onError = (error: unknown) => {
    toastFailed("Nothing was changed", error);
    void settle();
  };
  const options = { onError };
  const create = useMutation(trpc.exit.createCriterion.mutationOptions({ onSuccess: settle }));
  const edit = useMutation(trpc.exit.editCriterion.mutationOptions({ onSuccess: settle }));
  const waive = useMutation(trpc.exit.waiveCriterion.mutationOptions({ onSuccess: settle }));
  const confirm = useMutation(trpc.exit.confirmCriterion.mutationOptions({ onSuccess: settle }));
  const unwaive = useMutation(trpc.exit.unwaiveCriterion.mutationOptions(options));
  const withdraw = useMutation(trpc.exit.withdrawConfirmation.mutationOptions(options));
  const archive = useMutation(trpc.exit.archiveCriterion.mutationOptions(options));
  const refOf = ({ id, version }: Ref) => ({ criterionId: id, version });
  return {
    create,
    edit,
    waive,
    confirm,
    unwaive: (criterion: CriterionView) => {
      const { waiver } = criterion;
      unwaive.mutate(refOf(criterion), {
        onSuccess: ({ version }) => {
          void settle();
          const message = `“${isolate(criterion.title)}” is judged by its figures again`;
          if (waiver && !waiver.isExpired)
            toastUndo(message, () =>
              waive.mutate(
                { criterionId: criterion.id, version, reason: waiver.reason, until: waiver.until },
                options,
              ),
            );
          else toastDone(message);
        },
      });
    },
    withdraw: (criterion: CriterionView) => {
      const evidence = criterion.confirmation?.evidence ?? "";
      withdraw.mutate(refOf(criterion), {
        onSuccess: ({ version }) => {
          void settle();
          toastUndo(`The confirmation of “${isolate(criterion.title)}” is withdrawn`, () =>
            confirm.mutate({ criterionId: criterion.id, version, evidence }, options),
          );
        },
      });
    },
    archive: (criterion: CriterionView) =>
      archive.mutate(refOf(criterion), {
        onSuccess: () => (
          void settle(),
          toastDone(`“${isolate(criterion.title)}” no longer counts`, "Its readings are kept.")
        ),
      }),
  };
}
export type CriterionChanges = ReturnType<typeof useCriterionChanges>;
