"use client";
import { ZonedTime } from "@/components/format/zoned-time";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { CopyLink } from "./copy-link";

/** An open invitation's link, which this installation cannot mail. */
export type InvitationLink = { link: string; email: string; expiresAt: Date };

/** Shows the link of an invitation to hand over, where no mail is sent. */
export function InvitationLinkDialog({
  invitation,
  onClose,
}: {
  invitation: InvitationLink | null;
  onClose: () => void;
}) {
  if (invitation === null) return null;
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title="Copy the invitation link"
        description="This installation has no mail server, so nothing was sent."
      >
        <div className="flex flex-col gap-3">
          <p>
            Give this link to <span className="font-medium wrap-anywhere">{invitation.email}</span> yourself.
            Whoever has it can join, once, until <ZonedTime value={invitation.expiresAt} />.
          </p>
          <CopyLink link={invitation.link} label="Invitation link" />
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Done</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
