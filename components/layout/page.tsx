import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What is filled in is no wider, also beside a navigation of its own. */
export const FORM_WIDTH = "max-w-3xl";
const WIDTHS = { full: "", wide: "max-w-[90rem]", form: FORM_WIDTH } as const;

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
