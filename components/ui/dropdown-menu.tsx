"use client";
import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { menuStyle } from "./menu-style";

export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

/** Holds a trigger and its content. Not modal: the page behind stays readable for assistive technology while a menu is open. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}

/** A list of things to do with what was pressed. */
export function DropdownMenuContent({
  className,
  align = "start",
  sideOffset = 4,
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        {...rest}
        className={cn(
          menuStyle.content,
          "max-h-(--radix-dropdown-menu-content-available-height) min-w-44",
          className,
        )}
      />
    </Radix.Portal>
  );
}

/** One thing to do; with `asChild` a link. */
export function DropdownMenuItem({
  className,
  icon,
  shortcut,
  isDanger = false,
  asChild = false,
  children,
  ...rest
}: ComponentProps<typeof Radix.Item> & { icon?: ReactNode; shortcut?: string; isDanger?: boolean }) {
  const look = cn(menuStyle.item, isDanger && "text-critical-foreground", className);
  if (asChild) {
    return (
      <Radix.Item asChild className={look} {...rest}>
        {children}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={look} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} className="ml-4" />}
    </Radix.Item>
  );
}

/** One of several that exclude each other; inside `DropdownMenuRadioGroup`. */
export function DropdownMenuRadioItem({
  className,
  icon,
  children,
  ...rest
}: ComponentProps<typeof Radix.RadioItem> & { icon?: ReactNode }) {
  return (
    <Radix.RadioItem className={cn(menuStyle.item, "pr-8", className)} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <Radix.ItemIndicator className="absolute right-2">
        <Check aria-hidden className="text-accent-text" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

/** The name of a group of entries. */
export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn(menuStyle.label, className)} {...rest} />;
}

/** A line between groups. */
export function DropdownMenuSeparator() {
  return <Radix.Separator className={menuStyle.separator} />;
}
