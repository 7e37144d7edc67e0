/** What a screen is for, in a few sentences a newcomer can act on. */
export type Help = { title: string; what: string; hints: readonly string[] };

/** By the room of a launch, as its address names it. */
const ROOMS: Readonly<Record<string, Help>> = {
  "war-room": {
    title: "War room",
    what:
      "How the launch is doing right now: the verdict first, then the day in figures, what arrived last, and what blocks " +
      "the exit.",
    hints: [
      "Every figure opens the reports, requests or issues it is made of.",
      "The time axis shows releases, error bursts and decisions of the last 24 hours on one line.",
      "Wall board shows the same without the frame, for a screen on the wall.",
    ],
  },
  inbox: {
    title: "Inbox",
    what: "Issues that need a person's decision: new ones, labels with low confidence, possible duplicates, and what came back.",
    hints: [
      "Read the report in the middle, decide on the right: accept, merge, decline, snooze or park. The next one is already there.",
      "Possible duplicates come with a match in percent and the reason for it.",
      "Impact and effort can be set by hand here as on the board. Your reason is kept.",
      "Every decision can be undone, and a quick series of them all at once.",
      "Snoozed lists what comes back later; Quarantine keeps spam and what could not be read.",
    ],
  },
  board: {
    title: "Board",
    what: "All issues of the launch by impact and effort: impact computed from evidence, effort estimated, people with the last word.",
    hints: [
      "Matrix, kanban and table show the same issues; what is selected stays selected.",
      "Type into the filter bar: words, a reporter's name or address, a number, or tokens such as severity:critical owner:me since:24h.",
      "Save a filter, layout and order as a view, for yourself or for everybody.",
      "Set impact or effort by dragging, with the arrow keys, or as numbers in the issue's panel. Your reason is kept.",
    ],
  },
  issues: {
    title: "Issue",
    what: "What several reports are about: who reported it, why it ranks where it does, the requests behind it, and its history.",
    hints: [
      "Why this rank shows each part of the impact; the parts add up to the number.",
      "Evidence lists the requests behind the reports and the releases that may have caused them.",
      "Marking it fixed records the version, so that later reports from that version reopen it.",
    ],
  },
  exit: {
    title: "Exit",
    what: "The conditions for handing the launch over, judged on live data. A criterion counts as met once it has held for its hold time.",
    hints: [
      "Unmet criteria name the issues that block them; give those an owner here.",
      "Changing a target or waiving a criterion needs a reason, which is kept with it.",
      "Share report makes a page that anybody with the link can read until it expires.",
    ],
  },
  waiting: {
    title: "Waiting for an answer",
    what: "Reports that can be answered and were not, the longest waiting first. War room and exit count exactly these.",
    hints: [
      "Only a person's words count as an answer; automatic mails never do.",
      "Not known lists reports from sources that cannot be answered from here.",
    ],
  },
  releases: {
    title: "Releases",
    what: "Deployments, flags and configuration changes. Charts mark them, and issues that began right after name them as suspects.",
    hints: [
      "A pipeline announces releases through the Releases source.",
      "What no pipeline announces can be recorded by hand.",
    ],
  },
  routing: {
    title: "Routing",
    what: "Rules that set team, urgency, severity or component when a report arrives. They run top to bottom; the first match decides.",
    hints: [
      "Test a rule against the last reports before you switch it on.",
      "People's decisions are never overwritten by a rule.",
    ],
  },
  sources: {
    title: "Sources",
    what: "Where feedback comes from: forms, Zendesk, gateway logs, the API and what the team logs. Each has a key and a state.",
    hints: [
      "Open a source for its instructions; the page waits for the first event and shows it.",
      "A source in trouble shows what was refused and why.",
    ],
  },
  settings: {
    title: "Launch settings",
    what: "The launch's scope, components, dates and phases. Dates are in the launch's own time zone.",
    hints: ["Keywords and route patterns of a component decide which reports and requests belong to it."],
  },
};

/** By the page of an organization that belongs to no launch. */
const PAGES: Readonly<Record<string, Help>> = {
  launches: {
    title: "Launches",
    what: "Every launch of the organization with its phase and how much of its exit criteria is met.",
    hints: ["Setting up a launch takes five short steps; what you have entered is kept when you go back."],
  },
  settings: {
    title: "Settings",
    what: "What holds for the whole organization: members and their roles, API keys, models, mail, privacy, failed jobs and the audit log.",
    hints: [
      "Failed jobs can be tried again once their cause is fixed.",
      "Under Privacy, set how long each kind of data is kept, and erase a report or a person.",
    ],
  },
};

/**
 * The help of the screen at an address of the workspace: `/acme/pay-2/inbox` gives the inbox's; null where there is none.
 * @param path the address without its query
 */
export function helpFor(path: string): Help | null {
  const [, , place = "", room = ""] = path.split("/");
  return PAGES[place] ?? ROOMS[room] ?? null;
}
