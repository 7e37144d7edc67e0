import {
  scoreOfSentiment,
  type Classification,
  type ItemType,
  type Provenance,
  type Sentiment,
  type Severity,
} from "@/contracts/triage";
import { moreSevere } from "@/server/reading/severity";

/** A value with who set it, how sure they were, and why. */
export type Labelled<T> = { readonly value: T; readonly provenance: Provenance };

/** What a person set of a report's labels; what is left out nobody set. */
export type PersonLabels = {
  readonly type?: Labelled<ItemType>;
  readonly severity?: Labelled<Severity>;
  readonly sentiment?: Labelled<Sentiment>;
};

/** A severity that a routing rule or a floor demands at least. */
export type SeverityBound = {
  readonly by: "rule" | "floor";
  readonly severity: Severity;
  readonly reason: string;
  /** 0–1. */
  readonly confidence: number;
};

/** What a classifier answered, and which one it was. */
export type LabelAnswer = {
  readonly answer: Pick<
    Classification,
    | "type"
    | "typeConfidence"
    | "severity"
    | "severityConfidence"
    | "sentiment"
    | "sentimentScore"
    | "sentimentConfidence"
    | "reason"
  >;
  readonly model?: string | undefined;
  readonly version?: string | undefined;
};

export type LabelEvidence = {
  readonly person: PersonLabels;
  readonly bounds: readonly SeverityBound[];
  /** Severity so far, which a further entry of the reporter may raise and never lowers; left out for a report that is read as a whole. */
  readonly previous?: Labelled<Severity> | undefined;
} & (
  | { readonly model: LabelAnswer; readonly builtin: LabelAnswer | null }
  | { readonly model: null; readonly builtin: LabelAnswer }
);

export type Labels = {
  readonly type: ItemType;
  readonly severity: Severity;
  readonly sentiment: Sentiment;
  /** −1 (negative) to 1 (positive). */
  readonly sentimentScore: number;
  readonly provenance: Readonly<Record<"type" | "severity" | "sentiment", Provenance>>;
};

/**
 * Who decides a report's labels, in this order: a person; the bounds of rules and floors; the model; the built-in classifier when no model
 * answered. A bound is a bound and not a value: it lifts what a classifier answered and never holds it down. Of equal severities the
 * classifier's own word is kept, then the earlier bound.
 */
export function decideLabels({ person, bounds, previous, model, builtin }: LabelEvidence): Labels {
  const by = model ?? builtin;
  const answered = <T>(value: T, confidence: number): Labelled<T> => ({
    value,
    provenance: {
      by: "model",
      confidence,
      reason: by.answer.reason,
      ...(by.model === undefined ? {} : { model: by.model }),
      ...(by.version === undefined ? {} : { version: by.version }),
    },
  });
  const { answer } = by;
  const type = person.type ?? answered(answer.type, answer.typeConfidence);
  const severity =
    person.severity ??
    mostSevere([
      ...(previous ? [previous] : []),
      answered(answer.severity, answer.severityConfidence),
      ...bounds.map(labelOfBound),
    ]);
  const sentiment = person.sentiment ?? answered(answer.sentiment, answer.sentimentConfidence);
  return {
    type: type.value,
    severity: severity.value,
    sentiment: sentiment.value,
    sentimentScore: scoreOfSentiment(sentiment.value, answer),
    provenance: {
      type: type.provenance,
      severity: severity.provenance,
      sentiment: sentiment.provenance,
    },
  };
}

const labelOfBound = ({ by, severity, reason, confidence }: SeverityBound): Labelled<Severity> => ({
  value: severity,
  provenance: { by, confidence, reason },
});

/** The most severe of some, at least one; the first of those that are equal. */
const mostSevere = (labels: readonly Labelled<Severity>[]): Labelled<Severity> =>
  labels.reduce((most, label) => (moreSevere(most.value, label.value) === most.value ? most : label));

/** The labels of a stored report that a person set. */
export function personLabelsOf(item: {
  readonly type: ItemType;
  readonly severity: Severity;
  readonly sentiment: Sentiment;
  readonly provenance: Readonly<Record<string, Provenance>>;
}): PersonLabels {
  const setByPerson = (field: string): Provenance | null => {
    const provenance = item.provenance[field];
    return provenance?.by === "person" ? provenance : null;
  };
  const [type, severity, sentiment] = [
    setByPerson("type"),
    setByPerson("severity"),
    setByPerson("sentiment"),
  ];
  return {
    ...(type ? { type: { value: item.type, provenance: type } } : {}),
    ...(severity ? { severity: { value: item.severity, provenance: severity } } : {}),
    ...(sentiment ? { sentiment: { value: item.sentiment, provenance: sentiment } } : {}),
  };
}
