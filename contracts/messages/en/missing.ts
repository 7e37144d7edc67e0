/** A public address that leads nowhere. */
export const missing = {
  title: "Page not found",
  description:
    "Part of the link may be missing, or it was replaced. Copy the whole link, or ask whoever gave it to you.",
} as const;
