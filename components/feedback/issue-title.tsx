"use client";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { useCan } from "@/components/tenancy/member-context";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { focusWhenShown } from "@/components/ui/focus-when-shown";
import { Textarea } from "@/components/ui/textarea";
import { useIssueActs } from "./acts-context";
import type { ActTarget } from "./issue-row";

/** The issue's title, edited in place: Enter keeps, Escape puts back. */
export function EditableTitle({
  issue,
  isLarge = false,
  isShort = false,
}: {
  issue: ActTarget;
  isLarge?: boolean;
  /** Two lines at most on a narrow screen. */ isShort?: boolean;
}) {
  const acts = useIssueActs();
  const mayWrite = useCan("issue:write");
  const [draft, setDraft] = useState<string | null>(null);
  useShortcut("e", () => setDraft(issue.title), {
    label: "Rename the issue",
    group: "Issue",
    isEnabled: mayWrite && draft === null,
  });
  const keep = () => {
    const title = draft?.trim() ?? "";
    setDraft(null);
    if (title !== "" && title !== issue.title) acts.act([issue], { kind: "rename", title });
  };
  if (draft !== null)
    return (
      <Textarea
        aria-label="Title"
        ref={focusWhenShown}
        rows={2}
        dir="auto"
        maxLength={400}
        value={draft}
        onChange={(event) => setDraft(event.target.value.replaceAll("\n", " "))}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            keep();
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            setDraft(null);
          }
        }}
        className={cn("font-semibold", isLarge ? "text-title" : "text-section")}
      />
    );
  const Heading = isLarge ? "h1" : "h2";
  return (
    <div className="group flex min-w-0 items-start gap-1">
      <Heading
        dir="auto"
        className={cn(
          "min-w-0 font-semibold text-balance reported",
          isLarge ? "text-title" : "text-section",
          isShort && "max-md:line-clamp-2",
        )}
      >
        {issue.title}
      </Heading>
      {mayWrite && (
        <IconButton
          size="sm"
          label="Rename"
          shortcut="e"
          className="-my-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          onClick={() => setDraft(issue.title)}
        >
          <Pencil aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
