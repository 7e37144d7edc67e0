/**
 * Opens the demo's organization through the product's own commands, as its people would have done in the days before the launch: sign-up,
 * invitations, teams, the launch with its criteria, rules, views, sources and an API key. Runs once, before web and worker.
 *
 * `node dist/demo-seed.js <state file> <until, ms>`
 */
import { randomBytes } from "node:crypto";
import { createBuiltInSourcesIn, createSource } from "@/server/intake/sources.commands";
import { createView } from "@/server/feedback/views.commands";
import { createCriterion } from "@/server/launches/criteria.commands";
import { createLaunch, planPhase } from "@/server/launches/launches.commands";
import { createTeam } from "@/server/launches/people.commands";
import { listComponents } from "@/server/launches/components.queries";
import { closeDatabase } from "@/server/db/client";
import { endSessions } from "@/server/db/account-doors";
import { linkToken } from "@/server/platform/crypto";
import { networkOf } from "@/server/platform/network";
import type { Scope } from "@/server/platform/scope";
import { createApiKey } from "@/server/tenancy/api-keys.commands";
import { acceptInvitationAsNew, invite } from "@/server/tenancy/invitations.commands";
import { listMembers } from "@/server/tenancy/members.queries";
import { signUp } from "@/server/tenancy/organizations.commands";
import { scopeForMember } from "@/server/tenancy/scope.commands";
import { signIn } from "@/server/tenancy/sessions.commands";
import { createRule } from "@/server/triage/rules.commands";
import { COMPONENTS } from "./story/components";
import { CRITERIA, DAY_MS, HOUR_MS, LAUNCH, launchAtMs, SAVED_VIEWS } from "./story/launch";
import { ORGANIZATION, PEOPLE, TEAMS, type PersonKey, type TeamKey } from "./story/organization";
import { ROUTING_RULES } from "./story/routing-rules";
import { writeState } from "./state";

const SEED = "larderline";
const ORIGIN = {
  address: "127.0.0.1",
  network: networkOf("127.0.0.1"),
  via: null,
  device: null,
  userAgent: "demo",
  requestId: "req_demo",
};

/** An organization with everybody in it; answers with the owner's scope and the members' ids. */
async function openOrganization(
  password: string,
): Promise<{ slug: string; scope: Scope; members: Record<PersonKey, string> }> {
  const [owner, ...others] = PEOPLE;
  if (!owner) throw new Error("the story has no people");
  const { slug } = await signUp(
    { name: owner.name, email: owner.email, password, organizationName: ORGANIZATION.name },
    ORIGIN,
    createBuiltInSourcesIn,
  );
  const { sessionId } = await signIn({ email: owner.email, password }, ORIGIN);
  const { scope } = await scopeForMember({ id: sessionId }, slug, ORIGIN.requestId);
  await endSessions(sessionId, sessionId);
  for (const person of others) {
    const { invitationId } = await invite(scope, { email: person.email, role: person.role, language: "en" });
    await acceptInvitationAsNew(
      { token: linkToken("invitation", invitationId), name: person.name, password },
      ORIGIN,
    );
  }
  const { members: found } = await listMembers(scope, { limit: 50, search: "" });
  const members = Object.fromEntries(
    PEOPLE.map(({ key, email }) => [key, found.find((member) => member.email === email)?.id ?? ""]),
  ) as Record<PersonKey, string>;
  return { slug, scope, members };
}

async function openTeams(scope: Scope): Promise<Record<TeamKey, string>> {
  const teams: Partial<Record<TeamKey, string>> = {};
  for (const { key, name } of TEAMS) teams[key] = (await createTeam(scope, { name })).id;
  return teams as Record<TeamKey, string>;
}

async function openLaunch(
  scope: Scope,
  liveAtMs: number,
  teams: Record<TeamKey, string>,
  members: Record<PersonKey, string>,
): Promise<{ id: string; slug: string; components: Record<string, string> }> {
  const criterionOf = ({
    kind,
    title,
    target,
    targetMinutes,
    holdHours,
    owner,
  }: (typeof CRITERIA)[number]) => ({
    kind,
    title,
    target,
    targetMinutes,
    holdHours,
    ownerId: members[owner],
  });
  const { id, slug } = await createLaunch(scope, {
    name: LAUNCH.name,
    slug: LAUNCH.slug,
    scope: LAUNCH.scope,
    liveAt: new Date(liveAtMs),
    endsAt: new Date(liveAtMs + LAUNCH.planDays * DAY_MS),
    timeZone: LAUNCH.timeZone,
    sizing: LAUNCH.sizing,
    components: COMPONENTS.map((c) => ({
      slug: c.slug,
      name: c.name,
      keywords: [...c.keywords],
      routePatterns: [...c.routePatterns],
      ownerTeamId: teams[c.ownerTeam],
    })),
    criteria: CRITERIA.filter((c) => !c.component).map(criterionOf),
    members: PEOPLE.map((p) => ({
      membershipId: members[p.key],
      duty: p.title,
      teamId: p.team ? teams[p.team] : null,
    })),
  });
  for (const [at, phase] of LAUNCH.phases.entries()) {
    const next = LAUNCH.phases[at + 1];
    await planPhase(scope, {
      launchId: id,
      phase: phase.phase,
      startsAt: new Date(liveAtMs + phase.startsAfterHours * HOUR_MS),
      endsAt: next ? new Date(liveAtMs + next.startsAfterHours * HOUR_MS) : null,
    });
  }
  const components = Object.fromEntries((await listComponents(scope, id)).map((c) => [c.slug, c.id]));
  for (const criterion of CRITERIA.filter((c) => c.component))
    await createCriterion(scope, {
      launchId: id,
      ...criterionOf(criterion),
      componentId: components[criterion.component ?? ""] ?? null,
    });
  return { id, slug, components };
}

async function openRulesAndViews(
  scope: Scope,
  launchId: string,
  teams: Record<TeamKey, string>,
): Promise<void> {
  for (const {
    name,
    conditions,
    effects: { ownerTeam, labels, urgency },
  } of ROUTING_RULES) {
    const effects = {
      ...(ownerTeam && { teamId: teams[ownerTeam] }),
      ...(labels && { labels: [...labels] }),
      ...(urgency && { urgency }),
    };
    await createRule(scope, {
      launchId,
      isEnabled: true,
      rule: { name, conditions: structuredClone(conditions) as never, effects },
    });
  }
  for (const { name, layout, filter } of SAVED_VIEWS)
    await createView(scope, { launchId, name, layout, filter, sort: null, isShared: true });
}

async function main(): Promise<void> {
  const [file, until] = process.argv.slice(2);
  if (!file || !until) throw new Error("usage: demo-seed <state file> <until, ms>");
  const untilMs = Number(until);
  const liveAtMs = launchAtMs(untilMs);
  // Twelve letters and digits, in groups that are easy to type; never part of a name.
  const password = Array.from({ length: 3 }, () => randomBytes(2).toString("hex")).join("-");
  const { slug, scope, members } = await openOrganization(password);
  const teams = await openTeams(scope);
  const launch = await openLaunch(scope, liveAtMs, teams, members);
  await openRulesAndViews(scope, launch.id, teams);
  const form = await createSource(scope, {
    launchId: launch.id,
    kind: "form",
    name: "Help page form",
    config: {
      intro: "Something not right since the new shop? Tell us in a sentence or two; you need no login.",
      readers: "The Larderline launch team",
    },
  });
  const zendesk = await createSource(scope, { launchId: launch.id, kind: "zendesk", name: "Zendesk" });
  const logs = await createSource(scope, { launchId: launch.id, kind: "gateway_logs", name: "Kong gateway" });
  const { secret: apiKey } = await createApiKey(scope, {
    name: "Shop back end",
    scopes: ["items:write", "releases:write"],
    lifetimeDays: null,
  });
  if (!zendesk.secret) throw new Error("the helpdesk's source was made without a secret");
  writeState(file, {
    seed: SEED,
    launchAtMs: liveAtMs,
    untilMs,
    password,
    people: PEOPLE.map(({ key, name, email, role, title }) => ({ key, name, email, role, title })),
    organization: { slug, name: ORGANIZATION.name },
    launch: { id: launch.id, slug: launch.slug, name: LAUNCH.name },
    components: launch.components,
    teams,
    members,
    apiKey,
    formKey: form.key,
    zendesk: { key: zendesk.key, secret: zendesk.secret },
    logsKey: logs.key,
    isPlayed: false,
    trickled: 0,
  });
}

main().then(
  async () => {
    await closeDatabase();
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
