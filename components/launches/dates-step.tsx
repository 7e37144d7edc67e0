"use client";
import { useState } from "react";
import { isTimeZone } from "@/contracts/zones";
import { DatesFields } from "./dates-fields";
import type { StepProps } from "./launch-draft";
import { ZoneField } from "./zone-field";

/** When the launch goes live and ends, and by whose clocks. What was typed stays as it is when another zone is chosen. */
export function DatesStep({ draft, change, isTouched }: StepProps) {
  const typed = draft.timeZone.trim();
  // While a zone is being typed the dates are read by the last one that was one.
  const [last, setLast] = useState(() =>
    isTimeZone(typed) ? typed : Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  return (
    <div className="flex flex-col gap-4">
      <ZoneField
        value={draft.timeZone}
        onValueChange={(timeZone) => {
          change({ timeZone });
          if (isTimeZone(timeZone.trim())) setLast(timeZone.trim());
        }}
        isTouched={isTouched}
        className="max-w-72"
      />
      <DatesFields
        value={draft.dates}
        timeZone={isTimeZone(typed) ? typed : last}
        onChange={(dates) => change({ dates })}
        isTouched={isTouched}
      />
    </div>
  );
}
