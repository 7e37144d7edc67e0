"use client";
import { ChevronsUpDown, Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { isolate } from "@/contracts/isolate";

export type SwitcherEntry = { id: string; label: string; hint?: ReactNode; href: string };

/** Where one is (organization or launch) and where else one could be. */
export function SwitcherMenu({
  label,
  current,
  entries,
  icon,
  create,
  more,
  onChoose,
  className,
}: {
  /** "Organization", "Launch". */
  label: string;
  current: { id: string; label: string };
  entries: readonly SwitcherEntry[];
  icon?: ReactNode;
  create?: { label: string; href: string };
  /** A link to all of them. */
  more?: { label: string; href: string };
  /** In place of following the entry's address. */
  onChoose?: (entry: SwitcherEntry) => void;
  className?: string;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`${label}: ${isolate(current.label)}. Switch`}
        className={cn(
          buttonStyle({ variant: "ghost" }),
          "min-w-0 shrink justify-start gap-2 px-2 text-foreground",
          className,
        )}
      >
        {icon}
        <span dir="auto" className="min-w-0 truncate font-semibold">
          {current.label}
        </span>
        <ChevronsUpDown aria-hidden className="ml-auto text-faint-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-80 min-w-60">
        <DropdownMenuLabel>{label}</DropdownMenuLabel>
        {entries.map((entry) => {
          const body = (
            <>
              <span
                dir="auto"
                className={cn("min-w-0 flex-1 truncate", entry.id === current.id && "font-medium")}
              >
                {entry.label}
              </span>
              {entry.hint !== undefined && (
                <span className="shrink-0 text-meta text-muted-foreground">{entry.hint}</span>
              )}
            </>
          );
          return onChoose ? (
            <DropdownMenuItem key={entry.id} asChild onSelect={() => onChoose(entry)}>
              <div>{body}</div>
            </DropdownMenuItem>
          ) : (
            <DropdownMenuItem key={entry.id} asChild>
              <Link href={entry.href} aria-current={entry.id === current.id ? "true" : undefined}>
                {body}
              </Link>
            </DropdownMenuItem>
          );
        })}
        {(create !== undefined || more !== undefined) && <DropdownMenuSeparator />}
        {more !== undefined && (
          <DropdownMenuItem asChild>
            <Link href={more.href}>{more.label}</Link>
          </DropdownMenuItem>
        )}
        {create !== undefined && (
          <DropdownMenuItem asChild>
            <Link href={create.href}>
              <Plus aria-hidden />
              {create.label}
            </Link>
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
