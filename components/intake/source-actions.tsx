"use client";
import { cutText } from "@/contracts/cut-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLinks } from "@/components/launches/links";
import { useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toastDone, toastError } from "@/components/ui/toaster";
import { freshSecretKey } from "./fresh-secret";
import { SenderSecretDialog } from "./sender-secret-dialog";
import { isolate } from "@/contracts/isolate";

type Source = RouterOutputs["intake"]["source"];

/** What can be done with a way in: try it out, renew its secret, pause it, remove it. */
export function SourceActions({ source }: { source: Source }) {
  const isBuiltIn = source.launchId === null;
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const links = useLinks();
  const [isRemoving, setRemoving] = useState(false);
  const [isRotating, setRotating] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: trpc.intake.pathKey() });
  const onError = (error: unknown) => toastFailed("Nothing was changed", error);
  const test = useMutation(
    trpc.intake.sendTestEvent.mutationOptions({
      onError: (error) => toastFailed("The test event could not be sent", error),
      onSuccess: async (result) => {
        await refresh();
        if (result.isAccepted)
          toastDone(
            "The test event was accepted",
            `It went through the public address, which answered ${result.status}.`,
          );
        else toastError(`The test event was refused with ${result.status}`, cutText(result.answer, 200));
      },
    }),
  );
  const change = useMutation(trpc.intake.changeSource.mutationOptions({ onError, onSuccess: refresh }));
  const rotate = useMutation(
    trpc.intake.rotateSecret.mutationOptions({
      onError,
      onSuccess: async ({ secret }) => {
        setRotating(false);
        client.setQueryData(freshSecretKey(source.id), secret);
        await refresh();
      },
    }),
  );
  const remove = useMutation(
    trpc.intake.removeSource.mutationOptions({
      onError,
      onSuccess: async () => {
        await refresh();
        router.push(links.sources);
      },
    }),
  );
  return (
    <>
      {source.kind !== "agent" && (
        <Button icon={<Send />} isBusy={test.isPending} onClick={() => test.mutate({ id: source.id })}>
          Send a test event
        </Button>
      )}
      {!isBuiltIn && (
        <>
          {source.kind === "zendesk" && <SenderSecretDialog sourceId={source.id} onDone={refresh} />}
          {source.hasSecret && source.kind !== "zendesk" && (
            <AlertDialog
              open={isRotating}
              onOpenChange={setRotating}
              title="Make a new secret?"
              description="Put the new one into the sender within 24 hours; until then both are accepted."
              confirmLabel="Make a new secret"
              isBusy={rotate.isPending}
              onConfirm={() => rotate.mutate({ id: source.id })}
              trigger={<Button>New secret</Button>}
            />
          )}
          <Button
            isBusy={change.isPending}
            onClick={() =>
              change.mutate({
                id: source.id,
                version: source.version,
                state: source.state === "paused" ? "active" : "paused",
              })
            }
          >
            {source.state === "paused" ? "Resume" : "Pause"}
          </Button>
          <AlertDialog
            open={isRemoving}
            onOpenChange={setRemoving}
            title={`Remove ${isolate(source.name)}?`}
            description="Its address stops working at once. What arrived through it stays."
            confirmLabel="Remove the source"
            isDanger
            isBusy={remove.isPending}
            onConfirm={() => remove.mutate({ id: source.id })}
            trigger={<Button variant="ghost">Remove</Button>}
          />
        </>
      )}
    </>
  );
}
