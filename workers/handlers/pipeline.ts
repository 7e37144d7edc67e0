import { rescore } from "@/server/pipeline/rescore.commands";
import { runInPortions } from "@/server/pipeline/stages";
import type { Handler } from "@/workers/runtime";

/** Takes reports from raw event to board. */
export const handleRunPipeline: Handler = ({ scope, rows }) => runInPortions(scope, rows);

/** Reads degraded items again. */
export const handleRescoreItems: Handler = ({ scope, rows }) => rescore(scope, rows);
