"use client";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { Dialog, DialogContent, DialogFooter } from "./dialog";
import { InlineAlert } from "./inline-alert";

/**
 * A dialog that is one form: the fields, what went wrong, then the way back and the verb. It is open for as long as it is drawn, unless
 * `isOpen` says otherwise.
 */
export function FormDialog({
  isOpen = true,
  onClose,
  submitLabel,
  onSubmit,
  isBusy = false,
  isSubmitDisabled = false,
  submitShortcut,
  noValidate = false,
  error = null,
  beside,
  children,
  ...content
}: Omit<ComponentProps<typeof DialogContent>, "onSubmit"> & {
  isOpen?: boolean;
  onClose: () => void;
  /** A verb and its object: "Save the plan". */
  submitLabel: string;
  onSubmit: () => void;
  isBusy?: boolean;
  isSubmitDisabled?: boolean;
  submitShortcut?: string;
  /** Leaves all checking to the form's own rules. */
  noValidate?: boolean;
  /** Why it was refused, and, where that does not say it alone, what was refused. */
  error?: ReactNode;
  /** What else can be pressed, at the other end of the buttons. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Dialog open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent {...content}>
        <form
          noValidate={noValidate}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            // A dialog may be opened from within another form, to which its own submit would rise.
            event.stopPropagation();
            onSubmit();
          }}
        >
          {children}
          {typeof error === "string" ? <InlineAlert tone="error" title={error} /> : error}
          <DialogFooter>
            {beside && <div className="mr-auto">{beside}</div>}
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              variant="primary"
              isBusy={isBusy}
              disabled={isSubmitDisabled}
              {...(submitShortcut === undefined ? {} : { shortcut: submitShortcut })}
            >
              {submitLabel}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
