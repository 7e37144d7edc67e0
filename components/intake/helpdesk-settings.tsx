"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCan } from "@/components/tenancy/member-context";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Card, CardHeader } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";

type Source = RouterOutputs["intake"]["source"];

/** What a helpdesk's reporters hear from us by themselves: nothing, unless it is switched on. */
export function HelpdeskSettings({
  source,
  helpdesk,
}: {
  source: Source;
  helpdesk: NonNullable<Source["helpdesk"]>;
}) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const mayManage = useCan("source:manage");
  const change = useMutation(
    trpc.intake.changeSource.mutationOptions({
      onError: (error) => toastFailed("Nothing was changed", error),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.intake.pathKey() }),
    }),
  );
  return (
    <Card>
      <CardHeader title="Acknowledgements" />
      <Switch
        checked={change.isPending ? change.variables.acknowledges === true : helpdesk.acknowledges}
        disabled={!mayManage || change.isPending}
        onCheckedChange={(acknowledges) =>
          change.mutate({ id: source.id, version: source.version, acknowledges })
        }
        label="Acknowledge tickets by mail"
        hint={
          "A helpdesk usually does this itself. Ours goes only to a reporter who is known to have written, once per ticket, " +
          "and never quotes them."
        }
      />
    </Card>
  );
}
