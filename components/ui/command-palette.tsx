"use client";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { cn } from "./cn";
import { overlayStyle } from "./dialog";
import { Kbd } from "./kbd";
import { menuStyle } from "./menu-style";

export type PaletteItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  /** Quiet text at the right: where it leads, what it is. */
  hint?: ReactNode;
  shortcut?: string;
  /** Further words it is found by. */
  keywords?: readonly string[];
  isDisabled?: boolean;
  onSelect: () => void;
};
export type PaletteGroup = { heading: string; items: readonly PaletteItem[] };

/**
 * Finds everything and does everything: groups of items passed in, filtered here. For results from a server pass
 * `onQueryChange` and put them in a group of their own with `isFilterOff`, so that what the server found stays.
 */
export function CommandPalette({
  isOpen,
  onOpenChange,
  groups,
  placeholder = "Type a command or search",
  onQueryChange,
  isFilterOff = false,
  isLoading = false,
  emptyText = "Nothing found. Try fewer letters.",
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  groups: readonly PaletteGroup[];
  placeholder?: string;
  onQueryChange?: (query: string) => void;
  /** The groups are already filtered by `onQueryChange`'s owner. */
  isFilterOff?: boolean;
  isLoading?: boolean;
  emptyText?: string;
}) {
  const [query, setQuery] = useState("");
  const search = (text: string) => {
    setQuery(text);
    onQueryChange?.(text);
  };
  const change = (next: boolean) => {
    if (!next) search("");
    onOpenChange(next);
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          data-modal=""
          aria-describedby={undefined}
          className={cn(
            "fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden",
            "rounded-md border border-border bg-raised shadow-float outline-none",
            "data-[state=open]:animate-fade-in",
          )}
        >
          <Radix.Title className="sr-only">Command palette</Radix.Title>
          <Command label="Command palette" shouldFilter={!isFilterOff} loop>
            <div className="flex items-center gap-2.5 border-b border-border px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <Command.Input
                value={query}
                onValueChange={search}
                placeholder={placeholder}
                className="h-12 min-w-0 flex-1 bg-transparent text-section outline-none"
              />
              <Kbd keys="escape" />
            </div>
            <Command.List className="relative max-h-[min(24rem,60vh)] overflow-y-auto overscroll-contain p-1.5">
              {isLoading ? (
                <Command.Loading>
                  <p className="px-3 py-6 text-center text-muted-foreground">Searching…</p>
                </Command.Loading>
              ) : (
                <Command.Empty className="px-3 py-8 text-center text-muted-foreground">
                  {emptyText}
                </Command.Empty>
              )}
              {groups
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <Command.Group
                    key={group.heading}
                    heading={group.heading}
                    className={cn(
                      "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1",
                      "[&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:font-medium",
                      "[&_[cmdk-group-heading]]:text-faint-foreground",
                    )}
                  >
                    {group.items.map((item) => (
                      <Command.Item
                        key={item.id}
                        value={`${item.label} ${item.id}`}
                        keywords={item.keywords ? [...item.keywords] : []}
                        disabled={item.isDisabled === true}
                        onSelect={() => {
                          change(false);
                          item.onSelect();
                        }}
                        className={cn(
                          menuStyle.item,
                          "min-h-9 gap-2.5 data-[disabled=false]:pointer-events-auto " +
                            "data-[disabled=false]:opacity-100 data-[selected=true]:bg-hover " +
                            "[&_svg]:text-muted-foreground",
                        )}
                      >
                        {item.icon}
                        <span dir="auto" className="min-w-0 flex-1 truncate">
                          {item.label}
                        </span>
                        {item.hint !== undefined && (
                          <span
                            dir="auto"
                            className="max-w-3/5 shrink-0 truncate text-meta text-muted-foreground"
                          >
                            {item.hint}
                          </span>
                        )}
                        {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
