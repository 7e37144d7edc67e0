import type { Classification } from "@/contracts/triage";
import type { Completion } from "@/server/ai/prompt";
import { classifyOffline } from "@/server/reading/classify-offline";
import type { ClassifyItem } from "@/server/triage/classify-prompt";
import type { LaunchFacts } from "./facts-launch";
import { incomingOf, type Arrival, type Incoming } from "./incoming";
import {
  labelReport,
  routeEarly,
  type EarlyRouting,
  type LabelInput,
  type LabelledReport,
} from "./label-report";
import { classifyIncoming, type Reading } from "./reading";

/**
 * What is done with strangers' text, one report at a time. All of it is pure, and all of it may cost whatever a stranger thought of: it
 * runs in a thread of its own, where one report that takes too long can be ended alone (readers.ts).
 */

/** What all reports of one call share. `bursting`: components that answer with errors right now. */
export type Shared = { launch: LaunchFacts; bursting: ReadonlySet<string> };

/** A report as it was read, with what the early rules and the built-in classifier say of it. */
export type ReadReport = { incoming: Incoming; early: EarlyRouting; builtin: Classification };

/** Each operation takes what is shared and one report. */
export const OPERATIONS = {
  /** From bytes to a report, with everything that can be said of it without a model. */
  read: ({ launch }: Shared, arrival: Arrival): ReadReport => {
    const incoming = incomingOf(arrival);
    return {
      incoming,
      early: routeEarly(incoming, launch),
      builtin: classifyOffline({ ...incoming, components: launch.components }),
    };
  },
  /** The same of a report whose text was put together from several entries. */
  reread: ({ launch }: Shared, incoming: Incoming): ReadReport => ({
    incoming,
    early: routeEarly(incoming, launch),
    builtin: classifyOffline({ ...incoming, components: launch.components }),
  }),
  /** Everything that will be recorded of it, once it is classified. */
  classifyIncoming: (
    { launch, bursting }: Shared,
    input: { incoming: Incoming; early: EarlyRouting; completion: Completion<Classification> },
  ): Reading => classifyIncoming(input.incoming, launch, input.early, input.completion, bursting),
  /** What the built-in classifier says of an item that is on the board already. */
  classify: ({ launch }: Shared, item: ClassifyItem): Classification =>
    classifyOffline({ ...item, components: launch.components }),
  /** The labels of such an item, decided as they would be if it arrived now; `bursting` is what was seen when it did. */
  relabel: (
    { launch }: Shared,
    input: { report: LabelInput; completion: Completion<Classification>; bursting: readonly string[] },
  ): LabelledReport =>
    labelReport(
      input.report,
      launch,
      new Set(input.bursting),
      routeEarly(input.report, launch),
      input.completion,
    ),
};
export type Operations = typeof OPERATIONS;
export type Operation = keyof Operations;
export type InputOf<O extends Operation> = Parameters<Operations[O]>[1];
export type OutputOf<O extends Operation> = ReturnType<Operations[O]>;

/** A portion of reports for a thread. `progress` is shared memory: its one number says which of the inputs is being read. */
export type Portion<O extends Operation = Operation> = {
  operation: O;
  shared: Shared;
  inputs: readonly InputOf<O>[];
  progress: Int32Array;
};

/** What became of one report of a portion; `error` is the name of what was thrown. */
export type PortionResult<O extends Operation = Operation> =
  { ok: true; value: OutputOf<O> } | { ok: false; error: string };

/** Makes the function that a thread runs: reads a portion report by report and says in `progress` which one it is at. */
export function makeReader(operations: Operations): (portion: Portion) => PortionResult[] {
  return ({ operation, shared, inputs, progress }) =>
    inputs.map((input, index): PortionResult => {
      Atomics.store(progress, 0, index);
      try {
        const read = operations[operation] as (shared: Shared, input: unknown) => OutputOf<Operation>;
        return { ok: true, value: read(shared, input) };
      } catch (error) {
        return { ok: false, error: error instanceof Error ? error.name : "unknown" };
      }
    });
}
