import { readAttachment } from "@/server/intake/attachments.queries";
import { AppError } from "@/server/platform/errors";
import { isGuardOff } from "@/server/platform/fault";
import { scopeForMember } from "@/server/tenancy/scope.commands";
import { readSession } from "@/server/tenancy/sessions.queries";
import { SECURITY_HEADERS } from "./reply";
import type { Route } from "./route";

/** A report's screenshot, for members only; even opened on its own it can run and load nothing. */
export const attachmentsRoute: Route = {
  path: "/api/v1/attachments/:id",
  access: "member with item:read",
  methods: {
    GET: async (request, { params, requestId }) => {
      const session = await readSession(request.headers.get("cookie"));
      if (!session) throw new AppError("UNAUTHENTICATED", "You are signed out. Sign in and try again.");
      const { scope } = await scopeForMember(
        session,
        new URL(request.url).searchParams.get("org") ?? "",
        requestId,
      );
      if (!scope.permissions.has("item:read") && !(WITH_FAULTS && isGuardOff("permission")))
        throw new AppError("FORBIDDEN", "Your role does not allow this.", { permission: "item:read" });
      const { id, contentType, bytes } = await readAttachment(scope, params["id"] ?? "");
      return new Response(new Uint8Array(bytes), {
        headers: {
          ...SECURITY_HEADERS,
          "content-security-policy": "sandbox; default-src 'none'",
          "cache-control": "private, no-store",
          "content-type": contentType,
          "content-disposition": `inline; filename="${id}.webp"`,
        },
      });
    },
  },
};
