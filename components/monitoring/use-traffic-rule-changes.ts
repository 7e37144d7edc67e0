"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { toastDone } from "@/components/ui/toaster";

/** What people change about a launch's list of what is no real use; every screen with traffic on it is read again. */
export function useTrafficRuleChanges() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const settle = () => queryClient.invalidateQueries({ queryKey: trpc.monitoring.pathKey() });
  const showSuccess = (message: string) => () => {
    toastDone(message);
    return settle();
  };
  const onError = (error: unknown) => {
    toastFailed("Nothing was changed", error);
    void settle();
  };
  return {
    add: useMutation(
      trpc.monitoring.addTrafficRule.mutationOptions({ onSuccess: showSuccess("The entry is added") }),
    ),
    edit: useMutation(
      trpc.monitoring.editTrafficRule.mutationOptions({ onSuccess: showSuccess("The entry is saved") }),
    ),
    switchOne: useMutation(trpc.monitoring.switchTrafficRule.mutationOptions({ onSuccess: settle, onError })),
    remove: useMutation(
      trpc.monitoring.removeTrafficRule.mutationOptions({
        onSuccess: showSuccess("The entry is removed"),
        onError,
      }),
    ),
  };
}
