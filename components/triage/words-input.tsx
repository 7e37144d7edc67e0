"use client";
import { useState } from "react";
import { Input } from "@/components/ui/input";

/** A list of words in one field, separated by commas. */
export function WordsInput({
  value,
  onChange,
  ...rest
}: {
  value: readonly string[];
  onChange: (words: string[]) => void;
  placeholder: string;
  "aria-label"?: string;
}) {
  const [text, setText] = useState(value.join(", "));
  return (
    <Input
      {...rest}
      size="sm"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onChange(
          event.target.value
            .split(",")
            .map((w) => w.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
