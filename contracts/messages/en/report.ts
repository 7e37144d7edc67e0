/** A reporter's own report, opened by the link they were given. */
export const report = {
  title: "Your report",
  about: "About {launch}. This page is always up to date.",
  footer: "Only people with this link can see this page.",
  status: "Status",
  fixedIn: "Fixed in version {version}.",
  /** How many people reported the same; at least two. */
  others: "You’re not the only one: {count, plural, one {# person has} other {# people have}} reported this.",
  workaround: "Until it is fixed",
  history: "What has happened so far",
  reference: "Your reference",
  text: "What you wrote",
  /** The state it is in now: in two or three words, and what that means for its reporter. */
  states: {
    received: {
      title: "Received",
      text: "We have your report. It is being sorted automatically, which takes a moment.",
    },
    delayed: {
      title: "Received, not processed yet",
      text: "We have your report, but it could not be processed automatically. Somebody has to look into that. You don’t need to send it again.",
    },
    open: { title: "Open", text: "Your report is on the team’s list. Nothing has been decided yet." },
    planned: { title: "Accepted", text: "The team has accepted this." },
    in_progress: { title: "In progress", text: "Somebody is working on this." },
    fixed: { title: "Fixed, being checked", text: "There is a fix. The team is checking that it works." },
    confirmed: {
      title: "Fixed",
      text: "This is fixed. If it still happens, please report it again and mention your reference.",
    },
    not_planned: { title: "Not planned", text: "The team has decided not to change this." },
    noted: { title: "Noted for later", text: "This has been noted for later." },
    set_aside: {
      title: "Waiting to be checked",
      text: "Somebody on the team has to check your report before anything else happens.",
    },
    withdrawn: {
      title: "Withdrawn",
      text: "This report was withdrawn or erased, or its retention period has ended. Its text is no longer here.",
    },
  },
  /** The same states as steps that have happened. */
  steps: {
    received: "Received",
    delayed: "Could not be processed automatically",
    open: "On the team’s list",
    planned: "Accepted",
    in_progress: "Work started",
    fixed: "Fix made",
    confirmed: "Fix confirmed",
    not_planned: "Decided not to change it",
    noted: "Noted for later",
    set_aside: "Waiting to be checked",
    withdrawn: "Withdrawn",
  },
} as const;
