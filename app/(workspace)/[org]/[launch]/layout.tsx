import type { Metadata } from "next";
import type { ReactNode } from "react";
import { readLaunchOf } from "@/server/api/page-address";
import { isolate } from "@/contracts/isolate";

type Props = { params: Promise<{ org: string; launch: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, launch } = await params;
  // Who may not read it is told so, or sent to sign in, by the layout; until then the page needs a title too.
  const name = await readLaunchOf(org, launch).then(
    (found) => found.name,
    () => null,
  );
  return name === null
    ? { title: "Not found" }
    : { title: { default: isolate(name), template: `%s · ${isolate(name)} · Steady` } };
}

/** A launch's screens; whoever asks for one that is not here is told so. */
export default async function LaunchLayout({ params, children }: Props) {
  const { org, launch } = await params;
  await readLaunchOf(org, launch);
  return children;
}
