"use client";
import { useState, type ReactNode } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";

/** A button for what cannot be undone: asks first, and stays open until it is done. */
export function ConfirmedAct({
  trigger,
  title,
  description,
  confirmLabel,
  isBusy,
  onConfirm,
}: {
  trigger: ReactNode;
  title: string;
  /** What will happen. */
  description: string;
  /** A verb and its object. */
  confirmLabel: string;
  isBusy: boolean;
  /** Does it, and calls `close` when it is done. */
  onConfirm: (close: { onSuccess: () => void }) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <AlertDialog
      open={isOpen}
      onOpenChange={setOpen}
      title={title}
      description={description}
      confirmLabel={confirmLabel}
      isDanger
      isBusy={isBusy}
      onConfirm={() => onConfirm({ onSuccess: () => setOpen(false) })}
      trigger={trigger}
    />
  );
}
