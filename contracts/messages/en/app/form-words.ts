/** The section of a form's settings in which its words are edited. */
export const formWords = {
  title: "Words of the form",
  description:
    "What reporters read, language by language. A field that is left empty shows the standard text.",
  /** Both are shown as they are typed: in braces. */
  placeholders:
    "Write {launch} for the launch’s name and {readers} for who reads the reports. Everything else is shown exactly as you type it.",
  readOnly: "You can read these words. To change them you need permission to manage sources.",
  language: "Language",
  ownWords: "Own words",
  unsaved: "Unsaved changes",
  unsavedIn: "Unsaved changes in {languages}.",
  /** languages: their own names. */
  ownWordsIn: "Own words in {languages}.",
  noOwnWords: "The standard text is used in every language.",
  /** A new draft was found in this browser. */
  begun: "Changes that you had not saved are still here.",
  words: {
    title: "Title",
    introduction: "Introduction",
    intro: "Note",
    readers: "Who reads the reports",
    question: "Label of the text field",
    hint: "Hint at the text field",
    sentTitle: "Title after sending",
    sentText: "Text after sending",
  },
  noteHint: "Shown between the title and the introduction. Without one, nothing is shown.",
  form: "The form",
  sent: "After sending",
  count: "{length, number} of {max, number} characters",
  tooLong: "{excess, plural, one {# character} other {# characters}} too many.",
  standard: "Standard text",
  noNote: "No note",
  useStandard: "Use the standard text",
  removeNote: "Remove the note",
  /** The accessible name of one button of several; begins with what it shows. */
  buttonFor: "{button}: {field}",
  save: "Save the words",
  discard: "Discard changes",
  saved: "The form’s words are saved",
  notSaved: "The form’s words were not saved",
  preview: "Preview",
  previewOf: "Preview of the form in {language}",
  page: "Page",
  open: "Open the form in this language",
  loading: "Loading the preview",
  failed: "The preview couldn’t be loaded",
} as const;
