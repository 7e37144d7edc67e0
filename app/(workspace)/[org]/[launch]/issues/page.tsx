import { redirect } from "next/navigation";

/** Issues are listed on the board. */
export default async function IssuesPage({ params }: { params: Promise<{ org: string; launch: string }> }) {
  const { org, launch } = await params;
  redirect(`/${org}/${launch}/board`);
}
