/** The look shared by everything that floats with a list in it: select, dropdown, suggestions. */
export const menuStyle = {
  content:
    "z-50 overflow-hidden overflow-y-auto rounded-md border border-border bg-raised p-1 text-foreground " +
    "shadow-float data-[state=open]:animate-pop-in data-[state=closed]:animate-pop-out",
  item:
    "relative flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-body " +
    "outline-none data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover " +
    "[&_svg]:size-3.5 [&_svg]:shrink-0",
  label: "px-2 pt-1.5 pb-1 text-meta font-medium text-faint-foreground",
  separator: "-mx-1 my-1 h-px bg-border",
} as const;
