import { redirect } from "next/navigation";
import { readViewer } from "@/server/api/rsc";

/** The front door: to one's organizations, or to the way in. */
export default async function StartPage() {
  redirect((await readViewer()) ? "/organizations" : "/sign-in");
}
