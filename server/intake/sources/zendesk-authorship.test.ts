import { describe, expect, test } from "vitest";
import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";
import type { Fields } from "./decode";
import { readAuthorship, type Evidence } from "./zendesk-authorship";

const NOBODY = {
  authorId: undefined,
  authorEmail: undefined,
  requesterId: undefined,
  requesterEmail: undefined,
  assigneeId: undefined,
};
const read = (evidence: Partial<Evidence>) =>
  readAuthorship({ comments: [], people: [], tops: [], via: [], identities: NOBODY, ...evidence });
const visibilityOf = (comment: Fields) => read({ comments: [comment] }).visibility;
const visibilityAtTop = (top: Fields) => read({ tops: [top] }).visibility;

describe("who may read a comment", () => {
  test.each<[Fields, EntryVisibility]>([
    [{}, "unknown"],
    [{ is_public: true }, "public"],
    [{ is_public: "true" }, "public"],
    [{ isPublic: "Yes" }, "public"],
    [{ public: 1 }, "public"],
    [{ public: "on" }, "public"],
    [{ "comment.is_public": "t" }, "public"],
    [{ latest_comment_is_public: "y" }, "public"],
    [{ is_public: false }, "private"],
    [{ is_public: "no" }, "private"],
    [{ public: "0" }, "private"],
    [{ public_comment: "false" }, "private"],
    [{ public_comment: "true" }, "public"],
    [{ public_comment: "It fails." }, "unknown"],
    [{ latest_public_comment: "no" }, "unknown"],
    [{ public: "private" }, "private"],
    [{ is_public: "" }, "unknown"],
    [{ is_public: "{{ticket.latest_comment.is_public}}" }, "unknown"],
    [{ is_public: null }, "unknown"],
    [{ is_public: {} }, "unknown"],
    [{ private: true }, "private"],
    [{ is_private: "1" }, "private"],
    [{ internal: "yes" }, "private"],
    [{ is_internal: true }, "private"],
    [{ internal_note: "on" }, "private"],
    [{ is_internal_note: "true" }, "private"],
    [{ private: "false" }, "public"],
    [{ internal: 0 }, "public"],
    [{ private: "perhaps" }, "unknown"],
    [{ visibility: "private" }, "private"],
    [{ visibility: "Internal Note" }, "private"],
    [{ privacy: "private_comment" }, "private"],
    [{ type: "note" }, "private"],
    [{ type: "notes" }, "unknown"],
    [{ type: "Public comment" }, "public"],
    [{ type: "publicreply" }, "public"],
    [{ type: "public" }, "public"],
    [{ type: "Comment" }, "unknown"],
    [{ visibility: "privateparts" }, "unknown"],
    [{ visibility: "not public" }, "unknown"],
    [{ body: "private" }, "unknown"],
    // A private sign outweighs every other, wherever it stands.
    [{ is_public: true, private: true }, "private"],
    [{ private: true, is_public: true }, "private"],
    [{ is_public: true, visibility: "internal" }, "private"],
    [{ is_public: false, type: "public" }, "private"],
  ])("%j is %s", (comment, visibility) => expect(visibilityOf(comment)).toBe(visibility));

  test.each<[Fields, EntryVisibility]>([
    [{ type: "note" }, "unknown"],
    [{ type: "private" }, "unknown"],
    [{ comment_type: "note" }, "private"],
    [{ comment_visibility: "public" }, "public"],
    [{ message_type: "private" }, "private"],
    [{ privacy: "internal" }, "private"],
    [{ visibility: "private" }, "private"],
    [{ comment_is_public: "false" }, "private"],
  ])("at the top of a delivery %j is %s: a bare type is the ticket's", (top, visibility) =>
    expect(visibilityAtTop(top)).toBe(visibility),
  );

  test("one private sign of several objects is enough, and no object says nothing", () => {
    expect(read({ comments: [{ is_public: true }, null], tops: [{ private: true }] }).visibility).toBe(
      "private",
    );
    expect(read({ comments: [null], tops: [{ comment_is_public: true }] }).visibility).toBe("public");
    expect(read({ comments: [null], tops: [null] }).visibility).toBe("unknown");
  });

  test("two hundred fields are looked at", () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]));
    expect(visibilityOf({ ...many(199), is_public: true })).toBe("public");
    expect(visibilityOf({ ...many(200), is_public: true })).toBe("unknown");
  });
});

describe("whose words they are, by what the author is called", () => {
  test.each<[Fields, EntryAuthor]>([
    [{}, "unknown"],
    [{ role: "agent" }, "staff"],
    [{ role: "Light Agent" }, "staff"],
    [{ role: "administrators" }, "staff"],
    [{ type: "team_member" }, "staff"],
    [{ kind: "support" }, "staff"],
    [{ role: "end-user" }, "reporter"],
    [{ user_type: "customer" }, "reporter"],
    [{ role: "requesters" }, "reporter"],
    [{ type: "system" }, "machine"],
    [{ type: "Answer Bot" }, "machine"],
    [{ role: "triggers" }, "machine"],
    [{ role: "supporting" }, "unknown"],
    [{ role: "the agent" }, "unknown"],
    [{ role: "" }, "unknown"],
    [{ is_staff: true }, "staff"],
    [{ "author.is_staff": "yes" }, "staff"],
    [{ authorIsAgent: 1 }, "staff"],
    [{ staff: "true" }, "staff"],
    [{ isTeamMember: "on" }, "staff"],
    [{ admin: true }, "staff"],
    [{ is_staff: false }, "reporter"],
    [{ is_staff: "perhaps" }, "unknown"],
    [{ is_end_user: true }, "reporter"],
    [{ customer: "yes" }, "reporter"],
    [{ is_customer: false }, "unknown"],
    [{ is_requester: "1" }, "reporter"],
    [{ is_bot: true }, "machine"],
    [{ automated: "true" }, "machine"],
    [{ is_automatic: 1 }, "machine"],
    [{ is_system: false }, "unknown"],
    [{ bot: 0 }, "unknown"],
    // A machine's sign outweighs staff's, staff's a customer's.
    [{ is_bot: true, is_staff: true }, "machine"],
    [{ role: "customer", is_staff: true }, "staff"],
  ])("a person that is %j: %s", (person, author) => expect(read({ people: [person] }).author).toBe(author));

  test.each<[Fields, EntryAuthor]>([
    [{ author_role: "agent" }, "staff"],
    [{ comment_author_type: "system" }, "machine"],
    [{ current_user_role: "end-user" }, "reporter"],
    [{ role: "agent" }, "staff"],
    [{ updater_type: "agent" }, "staff"],
    [{ actor_kind: "bot" }, "machine"],
    // The type of a ticket and the roles of others are not the author's.
    [{ type: "support" }, "unknown"],
    [{ kind: "agent" }, "unknown"],
    [{ requester_role: "agent" }, "unknown"],
    [{ comment_requester_role: "end-user" }, "unknown"],
    [{ assignee_user_role: "agent" }, "unknown"],
    [{ is_agent: true }, "staff"],
  ])("a delivery with %j at its top: %s", (top, author) => {
    expect(read({ tops: [top] }).author).toBe(author);
    expect(read({ comments: [null, top] }).author).toBe(author);
  });
});

describe("whose words they are, by the way they came", () => {
  test.each<[unknown, EntryAuthor]>([
    ["rule", "machine"],
    ["Business rule", "machine"],
    ["automation", "machine"],
    ["system_user", "machine"],
    [{ channel: "trigger" }, "machine"],
    [{ channel: "web", source: { rel: "sla_target" } }, "machine"],
    [{ channel: "web", source: { rel: "web_widget" } }, "unknown"],
    [{ channel: "web" }, "unknown"],
    ["web rule", "unknown"],
    ["email", "unknown"],
    [undefined, "unknown"],
    [7, "unknown"],
  ])("%j: %s", (via, author) => {
    expect(read({ via: ["web", via] }).author).toBe(author);
    expect(read({ via: [via], people: [{ role: "agent" }] }).author).toBe(
      author === "machine" ? "machine" : "staff",
    );
  });
});

describe("whose words they are, by who is who", () => {
  test.each<[string, Partial<Evidence["identities"]>, EntryAuthor]>([
    ["the requester, by id", { authorId: 7, requesterId: "7" }, "reporter"],
    [
      "the requester, by address in other letters",
      { authorEmail: " Jo@X.example", requesterEmail: "jo@x.example" },
      "reporter",
    ],
    ["somebody else, by id", { authorId: "7", requesterId: "8" }, "other"],
    [
      "by id rather than address",
      { authorId: "7", requesterId: "7", authorEmail: "a@x", requesterEmail: "b@x" },
      "reporter",
    ],
    [
      "by address where an id is missing",
      { authorId: "7", authorEmail: "a@x", requesterEmail: "b@x" },
      "other",
    ],
    ["nobody knows", { authorId: "7", requesterEmail: "b@x" }, "unknown"],
    ["placeholders are nobody", { authorId: "{{author.id}}", requesterId: "{{author.id}}" }, "unknown"],
    [
      "a placeholder of the requester's is nobody",
      { authorId: "7", requesterId: "{{ticket.requester.id}}" },
      "unknown",
    ],
    ["objects are nobody", { authorId: { id: 1 }, requesterId: { id: 1 } }, "unknown"],
    ["the assignee is staff", { authorId: "7", assigneeId: 7 }, "staff"],
    [
      "the assignee is staff where they did not ask",
      { authorId: "7", assigneeId: "7", requesterId: "8" },
      "staff",
    ],
    [
      "who is assigned and asked is the reporter",
      { authorId: "7", assigneeId: "7", requesterId: "7" },
      "reporter",
    ],
    ["no author is no assignee", { authorId: "", assigneeId: "" }, "unknown"],
  ])("%s", (_, identities, author) =>
    expect(read({ identities: { ...NOBODY, ...identities } }).author).toBe(author),
  );

  test("the requester is the reporter whatever their role, and never a machine", () => {
    const identities = { ...NOBODY, authorId: "7", requesterId: "7" };
    expect(read({ identities, people: [{ role: "agent" }] }).author).toBe("reporter");
    expect(read({ identities, people: [{ role: "system" }] }).author).toBe("machine");
    const other = { ...NOBODY, authorId: "7", requesterId: "8" };
    expect(read({ identities: other, people: [{ role: "end-user" }] }).author).toBe("other");
    expect(read({ identities: other, people: [{ role: "agent" }] }).author).toBe("staff");
  });
});
