"use client";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "./shortcuts";

export type NavItem = {
  href: string;
  label: string;
  icon: ReactNode;
  /** "38", "6/9". */
  count?: ReactNode;
  /** The count in words for assistive technology: "38 waiting". */
  countLabel?: string;
  /** A sequence, `g i`. */
  shortcut?: string;
  /** Current only on exactly this address; otherwise also below it. */
  isExact?: boolean;
};
/** Items under one heading; a group without a title stands apart by space. */
export type NavGroup = { title?: string; items: readonly NavItem[] };

/** The product's rooms. */
export function SideNav({
  groups,
  onFollow,
  className,
}: {
  groups: readonly NavGroup[];
  onFollow?: () => void;
  className?: string;
}) {
  const path = usePathname();
  return (
    <nav aria-label="Main" className={cn("flex flex-col gap-4", className)}>
      {groups.map((group, index) => (
        <div key={group.title ?? index}>
          {group.title !== undefined && (
            <p className="px-2 pb-1 text-meta font-medium text-faint-foreground">{group.title}</p>
          )}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  aria-current={isCurrent(path, item) ? "page" : undefined}
                  {...(onFollow ? { onClick: onFollow } : {})}
                  className={cn(
                    "group flex h-7 items-center gap-2 rounded-md px-2 font-medium text-muted-foreground",
                    "transition-colors hover:bg-hover hover:text-foreground aria-[current=page]:bg-selected",
                    "aria-[current=page]:text-foreground [&_svg]:size-4 [&_svg]:shrink-0",
                  )}
                >
                  {item.icon}
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  {item.shortcut !== undefined && (
                    <Kbd keys={item.shortcut} className="hidden group-hover:inline-flex" />
                  )}
                  {item.count !== undefined && (
                    <span
                      className={cn(
                        "text-meta font-normal text-muted-foreground figures",
                        item.shortcut !== undefined && "group-hover:hidden",
                      )}
                    >
                      <span aria-hidden={item.countLabel !== undefined}>{item.count}</span>
                      {item.countLabel !== undefined && <span className="sr-only">{item.countLabel}</span>}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Binds the sequences of the navigation; drawn once, wherever the navigation itself is drawn. */
export function NavShortcuts({ groups }: { groups: readonly NavGroup[] }) {
  return groups
    .flatMap((group) => group.items)
    .map(
      (item) =>
        item.shortcut !== undefined && <NavShortcut key={item.href} keys={item.shortcut} item={item} />,
    );
}

function NavShortcut({ keys, item }: { keys: string; item: NavItem }) {
  const router = useRouter();
  useShortcut(keys, () => router.push(item.href), { label: item.label, group: "Go to" });
  return null;
}

function isCurrent(path: string, item: NavItem): boolean {
  const address = item.href.split("?")[0] ?? item.href;
  return path === address || (item.isExact !== true && path.startsWith(`${address}/`));
}
