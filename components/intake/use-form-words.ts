import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { z } from "zod";
import { dropDraft, keepDraft, readDraft } from "@/components/drafts/kept-draft";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC, type RouterOutputs } from "@/components/trpc/client";
import { toastError, toastUndo } from "@/components/ui/toaster";
import {
  FORM_WORDS,
  ownWords,
  SavedWords,
  withSavedWords,
  type FormConfig,
  type FormWord,
  type FormWords,
} from "@/contracts/form-words";
import { LANGUAGES, type Language } from "@/contracts/languages";

type Source = RouterOutputs["intake"]["source"];

/** Words that are typed and not saved, by language; as they were typed, so also too long. */
const Edits = z.partialRecord(z.enum(LANGUAGES), z.record(z.enum(FORM_WORDS), z.string()));
type Edits = z.infer<typeof Edits>;

const areSame = (some: FormWords, others: FormWords): boolean =>
  FORM_WORDS.every((word) => some[word] === others[word]);

const languagesOf = (edits: Edits | SavedWords): Language[] =>
  LANGUAGES.filter((language) => edits[language] !== undefined);

/**
 * The words of a form while a member edits them. What is not saved is kept in this browser, in all languages, until it is saved or
 * discarded; what is saved shows at once, and can be taken back.
 * @param isInBrowser whether what the browser keeps may be looked into: not yet while a page that came from the server is taken over
 */
export function useFormWords(source: Source, config: FormConfig, isInBrowser: boolean) {
  const t = useTranslations("app.formWords");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { membership } = useMember();
  const name = `form-words.${membership.id}.${source.id}`;
  const key = trpc.intake.source.queryKey({ id: source.id });
  const [kept] = useState(() => (isInBrowser ? readDraft(name, Edits, Date.now()) : null));
  const [edits, setEdits] = useState<Edits>(kept ?? {});
  const edited = languagesOf(edits);
  useEffect(() => {
    if (!isInBrowser) return;
    if (languagesOf(edits).length === 0) dropDraft(name);
    else keepDraft(name, edits, Date.now());
  }, [name, edits, isInBrowser]);

  const mutation = useMutation(
    trpc.intake.changeSource.mutationOptions({
      onMutate: async ({ texts = {} }) => {
        await client.cancelQueries({ queryKey: key });
        const before = client.getQueryData(key);
        client.setQueryData(key, (known) =>
          known?.form ? { ...known, form: withSavedWords(known.form, texts) } : known,
        );
        return before;
      },
      onSuccess: ({ version }) => client.setQueryData(key, (known) => known && { ...known, version }),
      onError: (error, { texts = {} }, before) => {
        client.setQueryData(key, before);
        // What was typed meanwhile is newer.
        setEdits((since) => ({ ...texts, ...since }));
        toastError(t("notSaved"), messageOf(error));
      },
      onSettled: () => client.invalidateQueries({ queryKey: trpc.intake.pathKey() }),
    }),
  );
  const send = (texts: SavedWords, onSaved: () => void) => {
    const { version } = client.getQueryData(key) ?? source;
    mutation.mutate({ id: source.id, version, texts }, { onSuccess: onSaved });
  };

  return {
    /** The languages with words that are not saved. */
    edited,
    /** Whether unsaved words of an earlier visit were found. */
    wasBegun: kept !== null && edited.length > 0,
    isSaving: mutation.isPending,
    wordsIn: (language: Language): FormWords => edits[language] ?? ownWords(config, language),
    change: (language: Language, word: FormWord, text: string) =>
      setEdits(({ [language]: typed, ...others }) => {
        const saved = ownWords(config, language);
        const next = { ...(typed ?? saved), [word]: text };
        return areSame(next, saved) ? others : { ...others, [language]: next };
      }),
    discard: () => setEdits({}),
    /** Saves all edited languages. @returns false when nothing was sent, because something is too long */
    save: (): boolean => {
      const saved = SavedWords.safeParse(edits);
      if (!saved.success) return false;
      const before = Object.fromEntries(edited.map((language) => [language, ownWords(config, language)]));
      setEdits({});
      send(saved.data, () => toastUndo(t("saved"), () => send(before, () => {})));
      return true;
    },
  };
}
