/** What a reporter is told about where their report stands. */
export const REPORT_STATES = {
  received: {
    title: "Received",
    text: "Your report is stored. It is being sorted automatically; that takes a moment.",
  },
  delayed: {
    title: "Received, not read yet",
    text: "Your report is stored. Reading it failed, and a person has to look at why. You do not need to send it again.",
  },
  open: {
    title: "Open",
    text: "Your report is on the team's list. Nobody has decided about it yet.",
  },
  planned: { title: "Accepted", text: "The team has accepted this." },
  in_progress: { title: "Being worked on", text: "Somebody is working on this right now." },
  fixed: { title: "Fixed, being checked", text: "A fix exists. The team is checking that it holds." },
  confirmed: {
    title: "Fixed",
    text: "This is fixed. If you still see it, report it again and mention the reference.",
  },
  not_planned: { title: "Not planned", text: "The team has looked at this and decided not to change it." },
  noted: { title: "Noted for later", text: "This is kept as a wish for later." },
  set_aside: {
    title: "Set aside",
    text: "Your report was set aside for a person to look at before anything else happens.",
  },
  withdrawn: {
    title: "Withdrawn",
    text: "This report was taken back where it came from, erased, or deleted after its time. What it said is no longer here.",
  },
} as const;

export type ReportStateName = keyof typeof REPORT_STATES;

/** The same states as steps that have happened. */
export const REPORT_STEPS: Readonly<Record<ReportStateName, string>> = {
  received: "Received",
  delayed: "Not read yet",
  open: "On the team's list",
  planned: "Accepted",
  in_progress: "Work began",
  fixed: "Fix made",
  confirmed: "Fix confirmed",
  not_planned: "Decided not to change it",
  noted: "Noted for later",
  set_aside: "Set aside for a person to look at",
  withdrawn: "Withdrawn",
};
