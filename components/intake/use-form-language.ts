import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import type { Language } from "@/contracts/languages";

/** A form's standard words and the messages of its pages in one language; they change with the version of this installation alone. */
export function useFormLanguage(language: Language) {
  return useQuery({ ...useTRPC().intake.formLanguage.queryOptions({ language }), staleTime: Infinity });
}
