"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useLayoutEffect, useRef, useState, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;

export const overlayStyle =
  "fixed inset-0 z-50 bg-overlay data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out";
export const DIALOG_SIZES = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-3xl" } as const;
/** Where a dialog is and what it looks like, whatever it is for. */
export const dialogStyle =
  "fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col " +
  "rounded-md border border-border bg-raised shadow-float outline-none " +
  "data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in max-sm:top-4 " +
  "max-sm:max-h-[calc(100dvh-2rem-var(--toast-room,0px))]";
export const dialogHeadStyle = "shrink-0 pt-4 pb-2 pl-5";

/** A task that interrupts: titled, Esc closes, focus comes back to where it was. Put `DialogFooter` last. */
export function DialogContent({
  title,
  description,
  size = "md",
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof DIALOG_SIZES;
}) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayStyle} />
      <Radix.Content
        data-modal=""
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        {...rest}
        className={cn(dialogStyle, DIALOG_SIZES[size], className)}
      >
        <header className={cn(dialogHeadStyle, "pr-12")}>
          <div className="min-w-0">
            <Radix.Title className="text-section font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-0.5 max-w-measure text-muted-foreground">
                {description}
              </Radix.Description>
            )}
          </div>
        </header>
        <DialogBody>{children}</DialogBody>
        {/* Last in the order of focus, so that a dialog opens on its first field. */}
        <Radix.Close asChild>
          <IconButton label="Close" size="sm" isTooltipHidden className="absolute top-3 right-3">
            <X aria-hidden />
          </IconButton>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

const FOCUSABLE = "a[href],button,input,select,textarea,summary,[tabindex]";

/** The part that scrolls. Where it holds nothing to focus, it takes the focus itself, so that the arrow keys scroll it. */
export function DialogBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const [isOnlyRead, setIsOnlyRead] = useState(false);
  useLayoutEffect(() => setIsOnlyRead(body.current?.querySelector(FOCUSABLE) === null), [children]);
  return (
    <div
      ref={body}
      {...(isOnlyRead ? { tabIndex: 0 } : {})}
      // Room above for the ring of a first control, and below for the footer that stays in sight.
      className={cn(
        "relative min-h-0 flex-1 scroll-pt-2 scroll-pb-16 overflow-y-auto px-5 pt-1 pb-5",
        "focus-visible:outline-offset-[-2px]",
      )}
    >
      {children}
    </div>
  );
}

/** The buttons that end a dialog, the wanted one last; in sight however long the dialog is. */
export function DialogFooter({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "sticky -bottom-5 z-10 -mx-5 mt-5 -mb-5 flex flex-wrap items-center justify-end gap-2 rounded-b-md " +
          "border-t border-border bg-sunken px-5 py-3",
        className,
      )}
      {...rest}
    />
  );
}
