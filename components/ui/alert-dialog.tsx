"use client";
import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DIALOG_SIZES, DialogBody, DialogFooter, dialogHeadStyle, dialogStyle, overlayStyle } from "./dialog";

/** A question before something that cannot be undone. What can be undone gets `toastUndo` instead. */
export function AlertDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  onConfirm,
  isDanger = false,
  isBusy = false,
  isConfirmDisabled = false,
  children,
}: {
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** A button that opens it; leave out when `open` is controlled. */
  trigger?: ReactNode;
  title: ReactNode;
  /** What will happen, and to how much. */
  description: ReactNode;
  /** A verb and its object: "Delete 3 keys". */
  confirmLabel: string;
  cancelLabel?: string;
  onConfirm: () => void;
  isDanger?: boolean;
  isBusy?: boolean;
  isConfirmDisabled?: boolean;
  /** Between the text and the buttons (a reason, a name to type). */
  children?: ReactNode;
}) {
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content data-modal="" className={cn(dialogStyle, DIALOG_SIZES.md)}>
          <header className={cn(dialogHeadStyle, "pr-5")}>
            <Radix.Title className="text-section font-semibold">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="mt-0.5 max-w-measure text-muted-foreground">{description}</div>
            </Radix.Description>
          </header>
          <DialogBody>
            {children}
            <DialogFooter>
              <Radix.Cancel asChild>
                <Button variant="ghost">{cancelLabel}</Button>
              </Radix.Cancel>
              <Button
                variant={isDanger ? "danger" : "primary"}
                isBusy={isBusy}
                disabled={isConfirmDisabled}
                onClick={onConfirm}
              >
                {confirmLabel}
              </Button>
            </DialogFooter>
          </DialogBody>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
