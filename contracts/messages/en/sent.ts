/** The page that a sent form ends on. */
export const sent = {
  title: "Thank you. Your report has arrived.",
  text: "Keep this reference. The team can find your report by it.",
  pageTitle: "Report sent",
  pictureLeftOut: "Your picture was left out",
  pictureLeftOutText: "It could not be read. Your text has arrived, and that is what matters most.",
  follow: "Follow your report",
  another: "Report something else",
  followText: "The page of your report shows when a decision is made, when work starts and when it is fixed.",
} as const;
