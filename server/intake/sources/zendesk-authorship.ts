import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import { asFields, type Fields } from "./decode";

/** Whose words a delivery brings and who may read them, as far as it says so. */
export type Authorship = { author: EntryAuthor; visibility: EntryVisibility };

/** Names that say whose field it is and nothing of what is in it: `latest_comment_is_public` is `isPublic` of a comment. */
const OWNERS =
  /^(?:ticket|latest|last|public|comment|message|currentuser|author|commenter|actor|updater|user)(?=[a-z])/;
const lettersOf = (name: string): string =>
  name
    .slice(0, 80)
    .toLowerCase()
    .replace(/[^a-z]/g, "");

/** A key without its owners, whatever way it is written: `author.is_staff`, `Author Is Staff`, `authorIsStaff`. */
function keyOf(name: string): string {
  let key = lettersOf(name);
  for (let before = ""; before !== key;) {
    before = key;
    key = key.replace(OWNERS, "");
  }
  return key;
}

const wordOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
        .slice(0, 60)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, "")
    : "";

/** So many fields of an object are looked at; who sends more says nothing by them. */
const FIELDS_MAX = 200;
function entriesOf(fields: Fields): [string, unknown][] {
  const entries: [string, unknown][] = [];
  for (const name in fields) {
    if (entries.length === FIELDS_MAX) break;
    entries.push([name, fields[name]]);
  }
  return entries;
}

const YES = new Set(["true", "1", "yes", "y", "t", "on", "public"]);
const NO = new Set(["false", "0", "no", "n", "f", "off", "private", "internal"]);
/** A yes or no however it is written; null for anything else, an empty placeholder included. */
function truthOf(value: unknown): boolean | null {
  const word = wordOf(value);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** `public_comment: false` says it too; what is in `latest_public_comment` are words. */
const PUBLIC_KEYS = new Set(["ispublic", "public", "publiccomment"]);
const PRIVATE_KEYS = new Set([
  "isprivate",
  "private",
  "internal",
  "isinternal",
  "internalnote",
  "isinternalnote",
]);
/** Fields whose word says who may read it. */
const VISIBILITY_KEYS = new Set(["visibility", "privacy", "type"]);
const PRIVATE_WORD = /^(?:private|internal)(?:note|comment)?$|^note$/;
const PUBLIC_WORD = /^public(?:comment|reply)?$/;

/** The owner's name may be a part of the key itself (`public_comment`, `user_type`). */
const isKey = (keys: ReadonlySet<string>, name: string): boolean =>
  keys.has(keyOf(name)) || keys.has(lettersOf(name));

/** What one object says of who may read it; a private sign outweighs every other. */
function visibilityOf(fields: Fields, isComment: boolean): EntryVisibility {
  let found: EntryVisibility = "unknown";
  for (const [name, value] of entriesOf(fields)) {
    const truth = truthOf(value);
    if (isKey(PUBLIC_KEYS, name) && truth !== null) {
      if (!truth) return "private";
      found = "public";
    } else if (isKey(PRIVATE_KEYS, name) && truth !== null) {
      if (truth) return "private";
      found = "public";
    } else if (
      isKey(VISIBILITY_KEYS, name) &&
      (isComment || /comment|visib|privacy|message/i.test(name.slice(0, 80)))
    ) {
      const word = wordOf(value);
      if (PRIVATE_WORD.test(word)) return "private";
      if (PUBLIC_WORD.test(word)) found = "public";
    }
  }
  return found;
}

const STAFF_WORD =
  /^(?:agent|lightagent|admin|administrator|owner|staff|contributor|business|teammember|legacyagent|operator|support)s?$/;
const CUSTOMER_WORD = /^(?:enduser|user|customer|requester|client|contact|visitor|guest|reporter)s?$/;
const MACHINE_WORD =
  /^(?:system|bot|answerbot|app|application|automation|trigger|rule|workflow|macro|integration|machine|service)s?$/;

type Side = "staff" | "customer" | "machine";
const WORD_KEYS = new Set(["role", "type", "kind", "usertype"]);
const STAFF_KEYS = new Set(["isstaff", "staff", "isagent", "agent", "isadmin", "admin", "isteammember"]);
const CUSTOMER_KEYS = new Set(["isenduser", "enduser", "iscustomer", "customer", "isrequester"]);
const MACHINE_KEYS = new Set([
  "isbot",
  "bot",
  "issystem",
  "system",
  "isautomated",
  "automated",
  "isautomatic",
]);

const sideOfWord = (word: string): Side | null =>
  MACHINE_WORD.test(word)
    ? "machine"
    : STAFF_WORD.test(word)
      ? "staff"
      : CUSTOMER_WORD.test(word)
        ? "customer"
        : null;

/** What one object says of its author. `isPerson`: it is the author itself, so that its bare `type` and `role` are the author's. */
function sidesOf(fields: Fields, isPerson: boolean): Side[] {
  return entriesOf(fields).flatMap(([name, value]): Side[] => {
    const owned = isPerson || /author|actor|comment|user|updater/i.test(name.slice(0, 80));
    if (isKey(WORD_KEYS, name) && (owned || keyOf(name) === "role")) {
      const side = sideOfWord(wordOf(value));
      return side ? [side] : [];
    }
    const truth = truthOf(value);
    if (truth === null) return [];
    if (isKey(STAFF_KEYS, name)) return [truth ? "staff" : "customer"];
    if (isKey(CUSTOMER_KEYS, name)) return truth ? ["customer"] : [];
    if (isKey(MACHINE_KEYS, name) && truth) return ["machine"];
    return [];
  });
}

/** Ways that only machines take; `via` may be a word or an object. */
const MACHINE_VIA = /^(?:rule|system|automation|trigger|businessrule|systemuser|sla|answerbot|bot)/;
const isViaMachine = (via: unknown): boolean =>
  MACHINE_VIA.test(wordOf(asFields(via)?.["channel"] ?? via)) ||
  MACHINE_VIA.test(wordOf(asFields(asFields(via)?.["source"])?.["rel"]));

const idOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number"
    ? String(value).slice(0, 300).trim().toLowerCase()
    : "";

/** A ticket's requester and a comment's author, as ids and addresses; empty where the delivery does not say. */
export type Identities = {
  authorId: unknown;
  authorEmail: unknown;
  requesterId: unknown;
  requesterEmail: unknown;
  assigneeId: unknown;
};

/** Whether two identities are one person; null when they share no fact that could tell. */
function isSamePerson({ authorId, authorEmail, requesterId, requesterEmail }: Identities): boolean | null {
  for (const [a, b] of [
    [idOf(authorId), idOf(requesterId)],
    [idOf(authorEmail), idOf(requesterEmail)],
  ] as const)
    if (a && b && !a.includes("{{") && !b.includes("{{")) return a === b;
  return null;
}

/** Everything of a delivery that tells whose words it brings. */
export type Evidence = {
  /** Objects that hold the comment's own facts. */
  comments: readonly (Fields | null)[];
  /** Objects that are its author. */
  people: readonly (Fields | null)[];
  /** The delivery's own top, where flat fields stand. */
  tops: readonly (Fields | null)[];
  via: readonly unknown[];
  identities: Identities;
};

/**
 * Who wrote a comment and who may read it: from whatever the delivery says, wherever it says it, as text or boolean. The requester is the
 * reporter whatever their role; a private sign and a machine's or staff's sign outweigh others. What nobody says is `unknown`.
 */
export function readAuthorship({ comments, people, tops, via, identities }: Evidence): Authorship {
  const all = [...comments.map((c) => [c, true] as const), ...tops.map((t) => [t, false] as const)];
  const seen = all.flatMap(([fields, isComment]) => (fields ? [visibilityOf(fields, isComment)] : []));
  const visibility = seen.includes("private") ? "private" : seen.includes("public") ? "public" : "unknown";

  const sides = [
    ...people.flatMap((p) => (p ? sidesOf(p, true) : [])),
    ...[...comments, ...tops].flatMap((c) => (c ? sidesOf(c, false) : [])),
  ];
  const isSame = isSamePerson(identities);
  const isAssignee =
    idOf(identities.authorId) !== "" && idOf(identities.authorId) === idOf(identities.assigneeId);
  const author: EntryAuthor =
    via.some(isViaMachine) || sides.includes("machine")
      ? "machine"
      : isSame === true
        ? "reporter"
        : sides.includes("staff") || isAssignee
          ? "staff"
          : isSame === false
            ? "other"
            : sides.includes("customer")
              ? "reporter"
              : "unknown";
  return { author, visibility };
}
