"use client";
import { Keyboard, LogOut, Settings } from "lucide-react";
import { useTheme } from "next-themes";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { DENSITIES, useDensity, type Density } from "./density";
import { useShortcutSheet } from "./shortcuts";
import { isolate } from "@/contracts/isolate";

/** The person signed in, their row height and theme, and the way out. */
export function AccountMenu({
  user,
  accountHref,
  onSignOut,
}: {
  user: { name: string; email: string; role?: string };
  accountHref?: string | undefined;
  onSignOut?: (() => void) | undefined;
}) {
  const { theme, setTheme } = useTheme();
  const { density, setDensity } = useDensity();
  const openSheet = useShortcutSheet();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account of ${isolate(user.name)}`}
        className={cn(buttonStyle({ variant: "ghost", isIcon: true }), "rounded-full")}
      >
        <Avatar name={user.name} isDecorative />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <p dir="auto" className="truncate font-medium">
            {user.name}
          </p>
          <p className="truncate text-meta text-muted-foreground">
            {user.role === undefined ? user.email : `${user.role} · ${user.email}`}
          </p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Rows</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={density} onValueChange={(next) => setDensity(next as Density)}>
          {DENSITIES.map((density) => (
            <DropdownMenuRadioItem key={density} value={density} onSelect={(event) => event.preventDefault()}>
              {density === "dense" ? "Dense" : "Comfortable"}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
          <DropdownMenuRadioItem value="system" onSelect={(event) => event.preventDefault()}>
            Same as system
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light" onSelect={(event) => event.preventDefault()}>
            Light
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark" onSelect={(event) => event.preventDefault()}>
            Dark
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={openSheet}>
          Help and keyboard shortcuts
        </DropdownMenuItem>
        {accountHref !== undefined && (
          <DropdownMenuItem asChild>
            <Link href={accountHref}>
              <Settings aria-hidden />
              Your account
            </Link>
          </DropdownMenuItem>
        )}
        {onSignOut !== undefined && (
          <DropdownMenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
            Sign out
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
