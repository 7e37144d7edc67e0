import { initTRPC } from "@trpc/server";
import type { Permission, ProcedurePermission } from "@/contracts/tenancy";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { recordRefusal } from "@/server/tenancy/refusals.commands";
import type { Context } from "./context";
import { describeRefusal, toTrpcError } from "./errors";
import { guardedTransformer } from "./input-guard";

export type Meta = { permission: ProcedurePermission };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: guardedTransformer,
    errorFormatter: ({ shape, error }) => {
      const refusal = describeRefusal(error);
      return {
        code: shape.code,
        message: refusal.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, refusal },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Every procedure: refusals translated once, and no change asked for by another site's page. */
const base = t.procedure.use(async ({ ctx, type, next }) => {
  if (type === "mutation" && !ctx.isSameOrigin)
    throw toTrpcError(
      new AppError("FORBIDDEN", "This request did not come from a page of this site.", { reason: "origin" }),
    );
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

/** For people who are not signed in, or need not be. */
export const publicProcedure = base.meta({ permission: "public" });

/** For a signed-in person's own account; says nothing about any organization. */
export const accountProcedure = base.meta({ permission: "account" }).use(async ({ ctx, next }) => {
  const session = await ctx.session();
  if (!session) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
  return next({ ctx: { session } });
});

/**
 * For members of the organization named in the request whose role has the permission. Both are proved before the input is looked at,
 * so that a stranger learns nothing from how it is refused.
 * @param options.carriesKeys whether it reads keys of sources or the like: such an answer is never compressed (decision 0051)
 */
export const can = (permission: Permission, { carriesKeys = false } = {}) =>
  accountProcedure.meta({ permission }).use(async ({ ctx, next }) => {
    if (!ctx.organizationSlug)
      throw new AppError("BAD_REQUEST", "The request does not name an organization.", {
        header: "x-steady-org",
      });
    const { scope, membership, organization } = await ctx.member(ctx.session, ctx.organizationSlug);
    if (!scope.permissions.has(permission) && !(WITH_FAULTS && isGuardOff("permission"))) {
      await recordRefusal(scope, { permission });
      throw new AppError(
        "FORBIDDEN",
        `Your role, ${membership.role.replace("_", " ")}, does not allow this.`,
        { permission },
      );
    }
    if (carriesKeys) ctx.answer.carriesKeys = true;
    return next({ ctx: { scope, membership, organization } });
  });
