"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { toastDone } from "@/components/ui/toaster";

/** What people change about a launch; every screen that names it is read again. */
export function useLaunchChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settle = () => queryClient.invalidateQueries({ queryKey: trpc.launches.pathKey() });
  const showSuccess = (message: string) => () => {
    toastDone(message);
    return settle();
  };
  const onError = (error: unknown) => {
    toastFailed("Nothing was changed", error);
    void settle();
  };
  return {
    edit: useMutation(trpc.launches.edit.mutationOptions({ onSuccess: showSuccess("Saved") })),
    planPhase: useMutation(
      trpc.launches.planPhase.mutationOptions({ onSuccess: showSuccess("The plan is saved") }),
    ),
    createComponent: useMutation(
      trpc.launches.createComponent.mutationOptions({ onSuccess: showSuccess("The component is added") }),
    ),
    editComponent: useMutation(
      trpc.launches.editComponent.mutationOptions({ onSuccess: showSuccess("The component is saved") }),
    ),
    archiveComponent: useMutation(
      trpc.launches.archiveComponent.mutationOptions({
        onSuccess: showSuccess("The component is archived"),
        onError,
      }),
    ),
    setMember: useMutation(trpc.launches.setMember.mutationOptions({ onSuccess: settle, onError })),
    removeMember: useMutation(trpc.launches.removeMember.mutationOptions({ onSuccess: settle, onError })),
  };
}
