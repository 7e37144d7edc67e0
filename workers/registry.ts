import { acknowledgeItem, sendMessage, sendSecurityMessage } from "@/server/communication/jobs";
import type { JobDefinition } from "@/server/jobs/define-job";
import { runPipeline } from "@/server/jobs/run-pipeline";
import { goOnRetaining, rescoreItems, runPipelineWithModel } from "@/server/pipeline/jobs";
import { noteSignInFailures, sendInvitation, sendPasswordReset } from "@/server/tenancy/jobs";
import { handleAcknowledgeItem, handleSendMessage } from "./handlers/communication";
import {
  handleGoOnRetaining,
  handleRescoreItems,
  handleRunPipeline,
  handleRunPipelineWithModel,
} from "./handlers/pipeline";
import { handleNoteSignInFailures, handleSendInvitation, handleSendPasswordReset } from "./handlers/tenancy";
import type { Handler } from "./runtime";

/** Every kind of work there is. */
const definitions = {
  runPipeline,
  runPipelineWithModel,
  rescoreItems,
  sendMessage,
  sendSecurityMessage,
  acknowledgeItem,
  sendInvitation,
  sendPasswordReset,
  noteSignInFailures,
  goOnRetaining,
};

/** Who does it; a kind of work without a handler does not compile. */
const handlers: Record<keyof typeof definitions, Handler> = {
  runPipeline: handleRunPipeline,
  runPipelineWithModel: handleRunPipelineWithModel,
  rescoreItems: handleRescoreItems,
  sendMessage: handleSendMessage,
  sendSecurityMessage: handleSendMessage,
  acknowledgeItem: handleAcknowledgeItem,
  sendInvitation: handleSendInvitation,
  sendPasswordReset: handleSendPasswordReset,
  noteSignInFailures: handleNoteSignInFailures,
  goOnRetaining: handleGoOnRetaining,
};

/** Definitions and handlers by outbox topic. */
export const work: ReadonlyMap<string, { definition: JobDefinition; handle: Handler }> = new Map(
  Object.entries(definitions).map(([name, definition]) => [
    definition.topic,
    { definition, handle: handlers[name as keyof typeof handlers] },
  ]),
);
