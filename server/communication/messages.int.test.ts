import { expect, test } from "vitest";
import { withScope } from "@/server/db/client";
import { makeWorld } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { sendMessage } from "./jobs";
import { enqueueIn } from "@/server/jobs/outbox";
import { newId } from "@/server/platform/ids";
import { deliverMessage } from "./messages.commands";

test.each(["pending", "sending"])(
  "a mail that is %s where there is no mail server, as in a copy of an installation, is kept and its work done",
  async (state) => {
    const { scope, orgId } = await makeWorld();
    const messageId = newId("message");
    await withScope(scope, async (tx) => {
      await tx.message.create({
        data: {
          orgId,
          id: messageId,
          kind: "acknowledgement",
          dedupeKey: messageId,
          recipient: "reporter@example.test",
          subject: "s",
          bodyText: "b",
          state,
        },
      });
      await enqueueIn(tx, scope, sendMessage, [messageId]);
    });
    const [row] = await asAdmin<{ id: string; ref: string; attempts: number }>(
      "select id, ref, attempts from outbox where org_id = $1 and ref = $2",
      [orgId, messageId],
    );
    await deliverMessage(scope, row!);
    expect(await asAdmin("select state, attempts, sent_at from message where id = $1", [messageId])).toEqual([
      { state: "kept", attempts: 0, sent_at: null },
    ]);
    expect(await asAdmin("select state from outbox where id = $1", [row!.id])).toEqual([{ state: "done" }]);
  },
);
