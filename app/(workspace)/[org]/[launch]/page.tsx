import { redirect } from "next/navigation";

/** A launch opens in its war room. */
export default async function LaunchPage({ params }: { params: Promise<{ org: string; launch: string }> }) {
  const { org, launch } = await params;
  redirect(`/${org}/${launch}/war-room`);
}
