"use client";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { LaunchSizing } from "@/contracts/launches";

const QUESTIONS: readonly {
  key: keyof LaunchSizing;
  question: string;
  answers: readonly [string, string, string];
}[] = [
  { key: "criticality", question: "What depends on it?", answers: ["Little", "Daily work", "The business"] },
  { key: "complexity", question: "How complex is it?", answers: ["Simple", "Fairly", "Very"] },
  { key: "userBase", question: "How many people use it?", answers: ["Few", "Many", "Very many"] },
  { key: "riskTolerance", question: "How much risk is tolerated?", answers: ["Little", "Some", "Much"] },
  {
    key: "deploymentStyle",
    question: "How is it rolled out?",
    answers: ["Gradually", "In waves", "All at once"],
  },
];

/** A launch of middling size, to begin with. */
export const USUAL_SIZING: LaunchSizing = {
  complexity: 2,
  criticality: 2,
  userBase: 2,
  riskTolerance: 2,
  deploymentStyle: 2,
};

/** The five answers from which the recommended length follows. */
export function SizingFields({
  value,
  onChange,
}: {
  value: LaunchSizing;
  onChange: (value: LaunchSizing) => void;
}) {
  return (
    <div className="flex flex-col divide-y divide-border rounded-md border border-border">
      {QUESTIONS.map(({ key, question, answers }) => (
        <div key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
          <span>{question}</span>
          <SegmentedControl
            label={question}
            size="sm"
            value={String(value[key])}
            onValueChange={(next) => onChange({ ...value, [key]: Number(next) })}
            segments={answers.map((label, index) => ({ value: String(index + 1), label }))}
          />
        </div>
      ))}
    </div>
  );
}
