/** The two organizations of the run, each with a launch, a member who is signed in, and an API key. */
import { signInOverHttp } from "@/scripts/http-client";
import { setPassword } from "@/server/testing/accounts";
import { makeMember, makeWorld, type World } from "@/server/testing/factories";
import { asAdmin } from "@/server/testing/queries";
import { makeKey } from "../faults/clients";
import { seedEmptyOrganizations, seedIssues } from "./seed";

const PASSWORD = "corner shop lanterns 42";
/** As many as one member's searches need to find much. */
const ISSUES_OF_THE_NOISY = 15_000;
const ISSUES_OF_THE_NEIGHBOUR = 2_000;
/** An account may ask for five passwords an hour; each of these is asked for one or two. */
const MEMBERS = 60;

/** How an organization is reached from outside. Plain values: they are sent to another process. */
export type Party = {
  url: string;
  slug: string;
  launchId: string;
  launchSlug: string;
  apiKey: string;
  /** The Cookie header of its owner's session. */
  cookie: string;
  formKey: string;
  /** An issue that is there from the beginning. */
  issueId: string;
};

export type Parties = { noisy: Party; noisyWorld: World; neighbour: Party; memberEmails: string[] };

async function settle(url: string, issues: number): Promise<{ party: Party; world: World }> {
  const world = await makeWorld();
  await setPassword(world.accountId, PASSWORD);
  await seedIssues({ ...world, sourceId: world.apiSourceId }, issues);
  const party: Party = {
    url,
    slug: world.slug,
    launchId: world.launchId,
    launchSlug: world.launchSlug,
    apiKey: await makeKey(world),
    cookie: await signInOverHttp(url, { email: world.email, password: PASSWORD }),
    formKey: world.formKey,
    issueId: `iss_0seed_${world.orgId}_00000007`,
  };
  return { party, world };
}

/** Fills the database: the two organizations with what they have triaged so far, B's members, and organizations without any work. */
export async function openParties(url: string): Promise<Parties> {
  await seedEmptyOrganizations();
  const noisy = await settle(url, ISSUES_OF_THE_NOISY);
  const neighbour = await settle(url, ISSUES_OF_THE_NEIGHBOUR);
  const memberEmails: string[] = [];
  for (let n = 0; n < MEMBERS; n++) memberEmails.push((await makeMember(neighbour.world, "lead")).email);
  await asAdmin("vacuum analyze");
  return { noisy: noisy.party, noisyWorld: noisy.world, neighbour: neighbour.party, memberEmails };
}
