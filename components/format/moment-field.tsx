"use client";
import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readZonedField } from "@/contracts/moment";
import { describeInZones } from "./zone-words";
import { useReaderZone } from "./zoned-time";

/**
 * A date and a time to fill in: the one field for moments. It says at the field whose clock it is, and what the other one shows then:
 * "14:21 Europe/Berlin · 08:21 for you". What it holds is read with `momentInZone`.
 */
export function MomentField({
  value,
  onValueChange,
  timeZone,
  typedIn = "launch",
  error,
  ...field
}: Omit<ComponentProps<typeof Field>, "children" | "hint"> & {
  /** As the browser's field holds it: `2026-11-24T09:30`, or empty. */
  value: string;
  onValueChange: (value: string) => void;
  /** The launch's zone. */
  timeZone: string;
  /** By whose clock it is filled in. */
  typedIn?: "launch" | "reader";
}) {
  const readerZone = useReaderZone() ?? timeZone;
  const fieldZone = typedIn === "launch" ? timeZone : readerZone;
  const read = readZonedField(value, fieldZone);
  const hint =
    read.kind === "read"
      ? describeInZones(read.at, timeZone, readerZone, typedIn) +
        (read.isTwice ? "; clocks go back, the first of the two is meant" : "")
      : `Time in ${fieldZone}`;
  const problem =
    read.kind === "skipped" ? `Clocks in ${fieldZone} skip this time on that day. Choose another.` : error;
  return (
    <Field {...field} hint={hint} error={problem}>
      <Input type="datetime-local" value={value} onChange={(event) => onValueChange(event.target.value)} />
    </Field>
  );
}
