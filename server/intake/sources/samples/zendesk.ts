import type { EntryAuthor, EntryVisibility } from "@/contracts/intake";

/** Deliveries after the shapes that Zendesk documents, with what each must become. Written for this project. */
export type ZendeskSample = {
  name: string;
  contentType: string;
  body: string;
  expected:
    | {
        title: string | null;
        text: string;
        email?: string;
        externalId?: string;
        author?: EntryAuthor;
        visibility?: EntryVisibility;
      }
    | { reason: RegExp };
};

const json = "application/json";

export const zendeskSamples: readonly ZendeskSample[] = [
  {
    name: "event subscription, ticket created with its text",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:ticket.created",
      account_id: 71820,
      id: "01HVT3N6Y8",
      time: "2026-11-02T08:14:03.120488Z",
      zendesk_event_version: "2022-11-06",
      subject: "zen:ticket:4711",
      detail: {
        id: "4711",
        subject: "Card refused twice",
        description: "<p>My card was refused,<br>then charged &euro;40 anyway.</p>",
        status: "NEW",
        priority: "HIGH",
        requester_id: "360001",
        tags: ["checkout", "vip"],
        via: { channel: "web" },
        created_at: "2026-11-02T08:14:02Z",
      },
      event: {},
    }),
    expected: {
      title: "Card refused twice",
      text: "My card was refused,\nthen charged €40 anyway.",
      externalId: "360001",
    },
  },
  {
    name: "event subscription, ticket created without its text",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:ticket.created",
      account_id: 71820,
      id: "01HVT3N6Y9",
      time: "2026-11-02T08:20:00Z",
      subject: "zen:ticket:4712",
      detail: { id: "4712", status: "Open" },
      event: { current: { status: "Open" } },
    }),
    expected: { title: null, text: "Ticket 4712 was sent without its text." },
  },
  {
    name: "event subscription, a comment by the requester",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:ticket.comment_added",
      id: "01HVT3N6YA",
      time: "2026-11-02T09:00:00Z",
      detail: { id: "4711", subject: "Card refused twice" },
      event: {
        comment: {
          body: "It happened again just now.",
          is_public: true,
          author: { id: "360001", name: "Rosa Lindqvist" },
        },
      },
    }),
    expected: { title: "Card refused twice", text: "It happened again just now.", externalId: "360001" },
  },
  {
    name: "event subscription, an internal note",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:ticket.comment_added",
      id: "01HVT3N6YB",
      detail: { id: "4711" },
      event: { comment: { body: "Looks like ours.", is_public: false } },
    }),
    expected: { title: null, text: "Looks like ours.", author: "unknown", visibility: "private" },
  },
  {
    name: "event subscription, a bot's greeting",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:messaging_ticket.message_added",
      id: "01HVT3N6YC",
      detail: { id: "99" },
      event: { actor: { type: "system", name: "Bot" }, message: { body: "How can I help?" } },
    }),
    expected: { title: null, text: "How can I help?", author: "machine", visibility: "public" },
  },
  {
    name: "event subscription, a change of status",
    contentType: json,
    body: JSON.stringify({
      type: "zen:event-type:ticket.status_changed",
      id: "01HVT3N6YD",
      detail: { id: "4711" },
      event: { current: "SOLVED", previous: "OPEN" },
    }),
    expected: { reason: /carry no report/ },
  },
  {
    name: "trigger with the published body",
    contentType: json,
    body: JSON.stringify({
      ticket_id: "815",
      title: "Rechnung doppelt",
      description: "Wir haben die Rechnung R-12 zweimal erhalten.",
      url: "acme.zendesk.com/agent/tickets/815",
      priority: "Urgent",
      tags: "rechnung grosskunde",
      requester_name: "Jonas Weber",
      requester_email: "Jonas.Weber@Kunde.example",
    }),
    expected: {
      title: "Rechnung doppelt",
      text: "Wir haben die Rechnung R-12 zweimal erhalten.",
      email: "jonas.weber@kunde.example",
    },
  },
  {
    name: "trigger sent as form fields",
    contentType: "application/x-www-form-urlencoded",
    body: new URLSearchParams({
      ticket_id: "816",
      title: "Slow",
      description: "Search takes a minute.",
    }).toString(),
    expected: { title: "Slow", text: "Search takes a minute." },
  },
  {
    name: "trigger with only an id",
    contentType: json,
    body: '{"ticket_id":"42"}',
    expected: { title: null, text: "Ticket 42 was sent without its text." },
  },
];
