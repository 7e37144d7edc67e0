import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const TONES = {
  info: {
    box: "bg-accent-soft/50 border-accent/25",
    icon: <Info aria-hidden className="text-accent-text" />,
  },
  positive: {
    box: "bg-positive-soft/60 border-positive/30",
    icon: <CircleCheck aria-hidden className="text-positive-foreground" />,
  },
  warning: {
    box: "bg-minor-soft/60 border-minor/40",
    icon: <TriangleAlert aria-hidden className="text-minor-foreground" />,
  },
  error: {
    box: "bg-critical-soft/60 border-critical/30",
    icon: <CircleAlert aria-hidden className="text-critical-foreground" />,
  },
} as const;

/** A message in the flow of the page. `error` is announced at once. */
export function InlineAlert({
  tone = "info",
  title,
  children,
  action,
  className,
}: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const { box, icon } = TONES[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={cn(
        "flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md border px-3 py-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        box,
        className,
      )}
    >
      {icon}
      <div className="min-w-0 flex-1 basis-48">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && (
          <div className="max-w-measure text-pretty text-muted-foreground">{children}</div>
        )}
      </div>
      {action !== undefined && (
        <div className="-my-1 max-w-full shrink-0 self-center max-sm:ml-6.5">{action}</div>
      )}
    </div>
  );
}
