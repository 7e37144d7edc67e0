"use client";
import { ListFilter, X } from "lucide-react";
import { useId, useMemo, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { cn } from "./cn";
import {
  parseTokens,
  suggestTokens,
  TEXT_KEY,
  type FilterField,
  type FilterSuggestion,
  type FilterToken,
} from "./filter-tokens";
import { menuStyle } from "./menu-style";
import { isolate } from "@/contracts/isolate";

/**
 * The filter bar: conditions as removable tokens, typed or picked. `severity:critical⏎` adds a token, free text searches,
 * backspace in the empty box takes the last token back into it.
 */
export function TokenFilterInput({
  value,
  onChange,
  suggestions,
  placeholder = "Filter or search",
  label = "Filter",
  inputRef,
  end,
  className,
}: {
  value: readonly FilterToken[];
  onChange: (tokens: FilterToken[]) => void;
  /** The keys that can be filtered by and their values. */
  suggestions: readonly FilterField[];
  placeholder?: string;
  label?: string;
  /** For a shortcut that focuses the bar. */
  inputRef?: Ref<HTMLInputElement>;
  /** At the right end: a count, saved views. */
  end?: React.ReactNode;
  className?: string;
}) {
  const [draft, setDraft] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const keys = useMemo(() => suggestions.map((field) => field.key), [suggestions]);
  const offered = useMemo(() => suggestTokens(draft, suggestions, value), [draft, suggestions, value]);
  const current = offered[Math.min(active, offered.length - 1)];
  const isListOpen = isOpen && offered.length > 0;

  const type = (text: string) => {
    setDraft(text);
    setActive(0);
    setIsOpen(true);
  };
  const add = (tokens: readonly FilterToken[]) => {
    const fresh = tokens.filter(
      (token) => !value.some((other) => other.key === token.key && other.value === token.value),
    );
    if (fresh.length > 0) onChange([...value, ...fresh]);
    type("");
  };
  const pick = (suggestion: FilterSuggestion) =>
    suggestion.kind === "key" ? type(`${suggestion.field.key}:`) : add([suggestion.token]);
  const remove = (index: number) => onChange(value.filter((_, at) => at !== index));

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isListOpen) return setIsOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (Math.min(at, offered.length - 1) + step + offered.length) % offered.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const written = parseTokens(draft, keys).filter((token) => token.key !== TEXT_KEY);
      const hasManyTokens = written.length > 1;
      if (hasManyTokens) add(parseTokens(draft, keys));
      else if (current && isListOpen && (draft !== "" || active > 0)) pick(current);
    } else if (event.key === "Tab" && isListOpen && draft !== "" && current?.kind === "key") {
      event.preventDefault();
      pick(current);
    } else if (event.key === "Escape" && (isOpen || draft !== "")) {
      event.preventDefault();
      event.stopPropagation();
      if (isListOpen && draft === "") setIsOpen(false);
      type("");
      setIsOpen(false);
    } else if (event.key === "Backspace" && draft === "" && value.length > 0) {
      const last = value[value.length - 1];
      remove(value.length - 1);
      if (last) type(last.key === TEXT_KEY ? last.value : `${last.key}:`);
      event.preventDefault();
    }
  };

  return (
    <div
      ref={box}
      className={cn("relative min-w-0", className)}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <div
        className={cn(
          "flex min-h-8 w-full flex-wrap items-center gap-1 rounded-md border border-border-strong",
          "bg-surface py-[3px] pr-2 pl-8 transition-colors focus-within:border-ring focus-within:outline-2",
          "focus-within:outline-offset-[-1px] focus-within:outline-ring hover:border-muted-foreground",
        )}
      >
        <ListFilter
          aria-hidden
          className="pointer-events-none absolute top-[9px] left-2.5 size-3.5 text-muted-foreground"
        />
        {value.map((token, index) => (
          <span
            key={`${token.key}:${token.value}`}
            className="inline-flex h-6 max-w-full min-w-0 items-center rounded-sm bg-neutral-soft pl-1.5 text-meta"
          >
            {token.key !== TEXT_KEY && <span className="text-muted-foreground">{token.key}:</span>}
            <span className="truncate font-medium">{labelOf(token, suggestions)}</span>
            <button
              type="button"
              aria-label={`Remove ${token.key}: ${isolate(labelOf(token, suggestions))}`}
              onClick={() => remove(index)}
              className={cn(
                "ml-0.5 grid size-6 shrink-0 place-items-center rounded-sm text-muted-foreground",
                "hover:text-foreground focus-visible:outline-offset-[-2px]",
              )}
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <input
          ref={inputRef}
          role="combobox"
          aria-label={label}
          aria-expanded={isListOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isListOpen && current ? `${listId}-${current.id}` : undefined}
          value={draft}
          onChange={(event) => type(event.target.value)}
          onFocus={() => setIsOpen(true)}
          onKeyDown={onKeyDown}
          placeholder={value.length === 0 ? placeholder : ""}
          autoComplete="off"
          spellCheck={false}
          className="h-6 min-w-32 flex-1 bg-transparent text-body outline-none"
        />
        {value.length > 0 && (
          <button
            type="button"
            onClick={() => onChange([])}
            className="h-6 rounded-sm px-1.5 text-meta text-muted-foreground hover:bg-hover hover:text-foreground"
          >
            Clear
          </button>
        )}
        {end}
      </div>
      <ul
        id={listId}
        role="listbox"
        aria-label={`${label} suggestions`}
        hidden={!isListOpen}
        className={cn(menuStyle.content, "absolute top-full left-0 mt-1 max-h-80 w-80 max-w-full")}
      >
        {isListOpen &&
          offered.map((suggestion, index) => (
            // The box above holds the focus and answers the keys.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={suggestion.id}
              id={`${listId}-${suggestion.id}`}
              role="option"
              aria-selected={suggestion === current}
              data-highlighted={suggestion === current ? "" : undefined}
              onPointerMove={() => setActive(index)}
              // The box keeps its focus while the list is pressed.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(suggestion)}
              className={menuStyle.item}
            >
              {suggestion.kind === "key" ? (
                <>
                  <span className="font-medium">{suggestion.field.key}:</span>
                  <span className="truncate text-muted-foreground">
                    {suggestion.field.hint ?? suggestion.field.label}
                  </span>
                </>
              ) : (
                <>
                  {suggestion.icon}
                  <span className="min-w-0 flex-1 truncate">
                    {suggestion.token.key !== TEXT_KEY && (
                      <span className="text-muted-foreground">{suggestion.token.key}:</span>
                    )}
                    <bdi>{suggestion.label}</bdi>
                  </span>
                  {suggestion.count !== undefined && (
                    <span className="text-meta text-faint-foreground figures">{suggestion.count}</span>
                  )}
                </>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}

function labelOf(token: FilterToken, fields: readonly FilterField[]): string {
  return (
    fields.find((field) => field.key === token.key)?.values?.find((value) => value.value === token.value)
      ?.label ?? token.value
  );
}
