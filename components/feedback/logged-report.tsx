"use client";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { focusWhenShown } from "@/components/ui/focus-when-shown";

/** What the caller is given once a report is logged: the reference to read out, to copy, and a link for colleagues. */
export function LoggedReport({
  reference,
  href,
  note,
  onAnother,
  onClose,
}: {
  reference: string;
  /** The report's page in the product, a path. */
  href: string;
  /** What becomes of it now. */
  note: string;
  onAnother: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent title="Report logged" description="Give the caller this reference.">
        <p className="flex flex-wrap items-center gap-3">
          <output className="font-mono text-title font-semibold select-all">{reference}</output>
          <CopyButton value={reference}>Copy reference</CopyButton>
          <CopyButton value={new URL(href, location.origin).href}>Copy link</CopyButton>
        </p>
        <p className="mt-2 text-muted-foreground">{note}</p>
        <DialogFooter>
          <Button asChild variant="quiet" className="mr-auto">
            <Link href={href} onClick={onClose}>
              Open the report
            </Link>
          </Button>
          <Button variant="ghost" onClick={onAnother}>
            Log another
          </Button>
          <Button variant="primary" ref={focusWhenShown} onClick={onClose}>
            Close
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
