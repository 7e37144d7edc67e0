"use client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import { describeConflict, type Conflict } from "./conflict";

/** Shows both versions and lets the person choose; nothing is overwritten unless they say so. */
export function ConflictDialog({
  conflict,
  onClose,
  onInsist,
  nameOf,
}: {
  conflict: Conflict;
  onClose: () => void;
  onInsist: () => void;
  nameOf: (memberId: string) => string | null;
}) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={`#${conflict.seen.number} was changed in the meantime`}
        description="Your change has not been saved. Choose which version to keep."
      >
        <Table label="Both versions">
          <TableColumns columns={["Field", "You saw", "It is now", "You want"]} />
          <TableBody>
            {describeConflict(conflict, nameOf).map(({ field, label, seen, current, wanted }) => (
              <TableRow key={field}>
                <TableCell>{label}</TableCell>
                <TableCell className="text-muted-foreground">{seen}</TableCell>
                <TableCell className="font-medium">{current}</TableCell>
                <TableCell>{wanted}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <DialogFooter>
          <Button variant="secondary" onClick={onClose}>
            Keep theirs
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              // In this order: what is insisted on may ask for a reason first, in a dialog of its own.
              onClose();
              onInsist();
            }}
          >
            Apply mine
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
