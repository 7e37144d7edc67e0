import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["meta", "body", "section", "title", "figure", "public"],
      shadow: ["float"],
      breakpoint: ["nav"],
      container: ["measure"],
    },
    classGroups: { h: ["h-row"], "min-h": ["min-h-row"] },
  },
});

/** Class names joined, the later of two that set the same property winning. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
