"use client";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isTimeZone } from "@/contracts/zones";

/** The zone of a launch, typed or chosen from those that the browser knows. */
export function ZoneField({
  value,
  onValueChange,
  error,
  isTouched,
  className,
}: {
  value: string;
  onValueChange: (value: string) => void;
  error?: string | undefined;
  isTouched: boolean;
  className?: string;
}) {
  const listId = useId();
  return (
    <Field
      label="Time zone of the launch"
      hint="Its dates and the days of its charts go by these clocks."
      error={
        isTouched && !isTimeZone(value.trim()) ? "That is not a time zone such as Europe/Berlin." : error
      }
      {...(className === undefined ? {} : { className })}
    >
      <Input
        value={value}
        maxLength={60}
        list={listId}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onValueChange(event.target.value)}
      />
      <datalist id={listId}>
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Field>
  );
}
