"use client";
import Link from "next/link";
import { Tabs as Radix } from "radix-ui";
import { useRef, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import { useCurrentInSight } from "./use-current-in-sight";

const listStyle =
  "relative flex min-w-0 items-center gap-4 overflow-x-auto border-b border-border [scrollbar-width:none]";
const tabStyle =
  "relative inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-body font-medium " +
  "whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground " +
  "focus-visible:outline-offset-[-2px]";
const activeStyle = "border-accent text-foreground";

export const Tabs = Radix.Root;

/** The row of tabs. */
export function TabsList({ className, ...rest }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(listStyle, className)} {...rest} />;
}

/** One tab; `count` is drawn quietly after the label. */
export function TabsTrigger({
  className,
  count,
  children,
  ...rest
}: ComponentProps<typeof Radix.Trigger> & { count?: ReactNode }) {
  return (
    <Radix.Trigger
      className={cn(
        tabStyle,
        "data-[state=active]:border-accent data-[state=active]:text-foreground",
        className,
      )}
      {...rest}
    >
      {children}
      <TabCount count={count} />
    </Radix.Trigger>
  );
}

/** What a tab shows. */
export function TabsContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-4", className)} {...rest} />;
}

export type LinkTab = { href: string; label: ReactNode; count?: ReactNode; isActive: boolean };

/** Tabs that are pages: each has its address. `end` stays at the right edge of the row, however many tabs scroll beside it. */
export function LinkTabs({
  label,
  tabs,
  end,
  className,
}: {
  label: string;
  tabs: readonly LinkTab[];
  end?: ReactNode;
  className?: string;
}) {
  const row = useRef<HTMLElement>(null);
  useCurrentInSight(row, tabs.find((tab) => tab.isActive)?.href);
  return (
    <div className={cn("flex min-w-0 items-center gap-3 border-b border-border", className)}>
      <nav ref={row} aria-label={label} className={cn(listStyle, "flex-1 border-b-0")}>
        {tabs.map((tab) => (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={tab.isActive ? "page" : undefined}
            className={cn(tabStyle, tab.isActive && activeStyle)}
          >
            {tab.label}
            <TabCount count={tab.count} />
          </Link>
        ))}
      </nav>
      {end !== undefined && end !== false && <div className="flex shrink-0 items-center gap-1.5">{end}</div>}
    </div>
  );
}

function TabCount({ count }: { count: ReactNode }) {
  if (count === undefined || count === null) return null;
  return <span className="text-meta font-normal text-faint-foreground figures">{count}</span>;
}
