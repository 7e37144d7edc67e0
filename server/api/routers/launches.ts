import {
  ComponentRef,
  CreateComponent,
  CreateLaunch,
  EditComponent,
  EditLaunch,
  LaunchBySlug,
  LaunchMemberRef,
  LaunchRef,
  LaunchSizing,
  MovePhase,
  PlanPhase,
  RenameTeam,
  SetLaunchMember,
  TeamInput,
} from "@/contracts/launches";
import { listLaunchesWithHealth, readLaunchWithHealth } from "@/server/analysis/launch-health.queries";
import { archiveComponent, createComponent, editComponent } from "@/server/launches/components.commands";
import { listComponents } from "@/server/launches/components.queries";
import { createLaunch, editLaunch, movePhase, planPhase } from "@/server/launches/launches.commands";
import { listLaunchNames } from "@/server/launches/launches.queries";
import {
  createTeam,
  removeLaunchMember,
  renameTeam,
  setLaunchMember,
} from "@/server/launches/people.commands";
import { listLaunchMembers, listTeams } from "@/server/launches/people.queries";
import { recommendLength } from "@/server/launches/recommended-length";
import { evaluateSoon } from "@/server/pipeline/evaluate-criteria";
import { now } from "@/server/platform/clock";
import { workerScope } from "@/server/tenancy/scope.commands";
import { can, router } from "../trpc";

/** Launches and what they are made of. */
export const launchesRouter = router({
  list: can("launch:read").query(({ ctx }) => listLaunchesWithHealth(ctx.scope, now())),
  names: can("launch:read").query(({ ctx }) => listLaunchNames(ctx.scope)),
  bySlug: can("launch:read")
    .input(LaunchBySlug)
    .query(({ ctx, input }) => readLaunchWithHealth(ctx.scope, { slug: input.slug }, now())),
  recommend: can("launch:read")
    .input(LaunchSizing)
    .query(({ input }) => recommendLength(input)),
  create: can("launch:write")
    .input(CreateLaunch)
    .mutation(async ({ ctx, input }) => {
      const created = await createLaunch(ctx.scope, input);
      await evaluateSoon(workerScope(ctx.scope.orgId), created.id);
      return created;
    }),
  edit: can("launch:write")
    .input(EditLaunch)
    .mutation(({ ctx, input }) => editLaunch(ctx.scope, input)),
  movePhase: can("launch:write")
    .input(MovePhase)
    .mutation(({ ctx, input }) => movePhase(ctx.scope, input)),
  planPhase: can("launch:write")
    .input(PlanPhase)
    .mutation(({ ctx, input }) => planPhase(ctx.scope, input)),

  components: can("launch:read")
    .input(LaunchRef)
    .query(({ ctx, input }) => listComponents(ctx.scope, input.launchId)),
  createComponent: can("launch:write")
    .input(CreateComponent)
    .mutation(({ ctx, input }) => createComponent(ctx.scope, input)),
  editComponent: can("launch:write")
    .input(EditComponent)
    .mutation(({ ctx, input }) => editComponent(ctx.scope, input)),
  archiveComponent: can("launch:write")
    .input(ComponentRef)
    .mutation(({ ctx, input }) => archiveComponent(ctx.scope, input)),

  teams: can("launch:read").query(({ ctx }) => listTeams(ctx.scope)),
  createTeam: can("launch:write")
    .input(TeamInput)
    .mutation(({ ctx, input }) => createTeam(ctx.scope, input)),
  renameTeam: can("launch:write")
    .input(RenameTeam)
    .mutation(({ ctx, input }) => renameTeam(ctx.scope, input)),
  members: can("launch:read")
    .input(LaunchRef)
    .query(({ ctx, input }) => listLaunchMembers(ctx.scope, input.launchId)),
  setMember: can("launch:write")
    .input(SetLaunchMember)
    .mutation(({ ctx, input }) => setLaunchMember(ctx.scope, input)),
  removeMember: can("launch:write")
    .input(LaunchMemberRef)
    .mutation(({ ctx, input }) => removeLaunchMember(ctx.scope, input)),
});
