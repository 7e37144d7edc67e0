"use client";
import { ArrowDownWideNarrow } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { INBOX_SORTS, type InboxSort } from "@/contracts/board";

const SORT_WORDS: Readonly<Record<InboxSort, string>> = {
  severity: "Most severe first, then by impact",
  newest: "Newest first",
  oldest: "Oldest first",
};

/** The sort that an address names; by severity where it names none. */
export const readInboxSort = (word: string | null): InboxSort =>
  INBOX_SORTS.find((sort) => sort === word) ?? "severity";

/** Says how the inbox is sorted, and changes it. */
export function SortMenu({ sort, onSort }: { sort: InboxSort; onSort: (sort: InboxSort) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="quiet"
          size="sm"
          icon={<ArrowDownWideNarrow aria-hidden />}
          aria-label={`Sorted: ${SORT_WORDS[sort]}. Change the order`}
          className="min-w-0 truncate"
        >
          {SORT_WORDS[sort]}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup value={sort} onValueChange={(next) => onSort(readInboxSort(next))}>
          {INBOX_SORTS.map((option) => (
            <DropdownMenuRadioItem key={option} value={option}>
              {SORT_WORDS[option]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
