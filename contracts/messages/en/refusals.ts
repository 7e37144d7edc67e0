/** Why a report could not be sent, and what its reporter can do. */
export const refusals = {
  title: "Not sent yet",
  kept: "What you typed is below. Nothing has been stored yet.",
  nothingStored: "Nothing has been stored.",
  textMissing: "Please say what happened.",
  textTooLong: "Please keep it under {max, number} characters.",
  textUnreadable:
    "The text contains a character that can’t be stored. Please remove unusual symbols and send it again.",
  notAPicture: "This file isn’t a picture. Choose a JPEG, PNG, WebP or HEIC file.",
  pictureTooLarge:
    "The picture is larger than {size} MB. Choose a smaller one, or send your report without it.",
  tooLarge: "That is too much for one report. Shorten the text or choose a smaller picture.",
  tooManyFields: "The form came with more fields than we accept. Open it again and send it from there.",
  unreadable: "The form arrived in a way we can’t read. Open it again and send it from there.",
  late: "Your report took too long to arrive. Check your connection and send it again, if need be without the picture.",
  cutShort: "The connection was lost before your report had arrived. Please send it again.",
  /** minutes: 0 for less than one. */
  tooManyFromNetwork:
    "Several reports have come from your network in the last few minutes. Please send yours again {minutes, plural, =0 {in a moment} one {in # minute} other {in # minutes}}.",
  tooManyForForm:
    "This form is getting more reports than it can take. Please send yours again {minutes, plural, =0 {in a moment} one {in # minute} other {in # minutes}}.",
  busy: "We can’t take your report at the moment. Please send it again {minutes, plural, =0 {in a moment} one {in # minute} other {in # minutes}}.",
  paused: "This form is paused and isn’t taking reports. Please come back later.",
  noForm: "There is no form at this address. Check the link, or ask whoever gave it to you.",
  /** number: what support finds the request by. */
  refused: "Your report could not be accepted. If you need help, mention the number {number}.",
  surprise:
    "Something went wrong on our side. Please send it again in a moment. If that doesn’t help, mention the number {number}.",
  /** What the form's script says when no answer came, each a whole message. */
  unsent: {
    offline: "You are offline. Nothing you typed is lost: send it again when you are back online.",
    late: "No answer came in time. Nothing you typed is lost: send it again.",
    lost: "The connection was lost before an answer came. Nothing you typed is lost: send it again.",
    busy: "We can’t take your report at the moment. Nothing you typed is lost: send it again.",
  },
} as const;
