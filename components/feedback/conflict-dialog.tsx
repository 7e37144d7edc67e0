"use client";
import { ISSUE_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS, URGENCY_WORDS } from "@/components/format/words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Table, TableBody, TableCell, TableColumns, TableRow } from "@/components/ui/table";
import type { AnyAct } from "@/contracts/issues";
import { FIELD_WORDS } from "./act-words";
import type { ActTarget } from "./issue-row";
import { expectPatch } from "./optimistic";

/** Two people, one field: what this one saw and wanted, and what the issue says by now. */
export type Conflict = { seen: ActTarget; current: ActTarget; act: AnyAct; fields: readonly string[] };

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: ISSUE_STATE_WORDS,
  severity: SEVERITY_WORDS,
  type: TYPE_WORDS,
  urgency: URGENCY_WORDS,
};

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
  const { seen, current, act, fields } = conflict;
  const wanted = expectPatch(seen, act, nameOf) as Record<string, unknown>;
  const show = (field: string, value: unknown) => {
    if (value === null || value === undefined) return "None";
    const text =
      typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
    if (field === "ownerId" || field === "teamId") return nameOf(text) ?? "Somebody";
    return WORDS[field]?.[text] ?? text;
  };
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={`#${seen.number} was changed in the meantime`}
        description="Your change has not been saved. Choose which version to keep."
      >
        <Table label="Both versions">
          <TableColumns columns={["Field", "You saw", "It is now", "You want"]} />
          <TableBody>
            {fields.map((field) => (
              <TableRow key={field}>
                <TableCell>{FIELD_WORDS[field] ?? field}</TableCell>
                <TableCell className="text-muted-foreground">
                  {show(field, (seen as Record<string, unknown>)[field])}
                </TableCell>
                <TableCell className="font-medium">
                  {show(field, (current as Record<string, unknown>)[field])}
                </TableCell>
                <TableCell>{show(field, wanted[field])}</TableCell>
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
              onInsist();
              onClose();
            }}
          >
            Apply mine
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
