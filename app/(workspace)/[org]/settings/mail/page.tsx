import type { Metadata } from "next";
import { MailScreen } from "@/components/screens/settings-mail";
import { FirstData } from "@/components/trpc/first-data";
import { mailsInput } from "@/contracts/first-lists";
import { readFirst } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Outgoing mail" };

/** The mails of the organization, newest first. */
export default async function Page({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const state = await readFirst(org, ({ queryClient, trpc, may }) => [
    ...(may("message:read")
      ? [
          queryClient.infiniteQuery(
            trpc.communication.messages.infiniteQueryOptions(mailsInput(null), {
              getNextPageParam: (last) => last.nextCursor,
            }),
          ),
        ]
      : []),
  ]);
  return (
    <FirstData state={state}>
      <MailScreen />
    </FirstData>
  );
}
