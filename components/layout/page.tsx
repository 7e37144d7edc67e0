import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const WIDTHS = { full: "", wide: "max-w-[90rem]", form: "max-w-3xl" } as const;

/** The room a page takes inside the shell. `fill` gives it exactly the height that is left, for boards and queues that scroll inside. */
export function Page({
  width = "wide",
  isFill = false,
  className,
  children,
}: {
  width?: keyof typeof WIDTHS;
  isFill?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        "mx-auto w-full min-w-0 px-4 py-5 nav:px-6",
        WIDTHS[width],
        isFill && "flex h-full min-h-0 flex-col",
        className,
      )}
    >
      {children}
    </div>
  );
}
