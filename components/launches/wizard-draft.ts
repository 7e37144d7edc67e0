import { useEffect, useState } from "react";
import { z } from "zod";
import { dropDraft, keepDraft, readDraft } from "@/components/drafts/kept-draft";
import { useMember } from "@/components/tenancy/member-context";
import { CriterionKind } from "@/contracts/exit";
import { LaunchSizing } from "@/contracts/launches";
import { draftOf } from "./criterion-draft";
import { firstDraft, STEPS, type LaunchDraft } from "./launch-draft";

/** What is kept of a launch that is being set up. Criteria are read leniently: what an older draft lacks is as it is offered. */
const KeptWizard = z.object({
  reached: z
    .int()
    .min(0)
    .max(STEPS.length - 1),
  draft: z.object({
    name: z.string(),
    scope: z.string(),
    timeZone: z.string(),
    dates: z.object({
      liveAt: z.string(),
      endsAt: z.string(),
      isEndTyped: z.boolean(),
      sizing: LaunchSizing,
    }),
    components: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        slug: z.string(),
        isSlugTyped: z.boolean(),
        keywords: z.string(),
        routePatterns: z.string(),
        ownerTeamId: z.string().nullable(),
      }),
    ),
    members: z.array(z.object({ membershipId: z.string(), duty: z.string(), teamId: z.string().nullable() })),
    criteria: z.array(
      z
        .looseObject({ key: z.string(), isOn: z.boolean(), kind: CriterionKind, title: z.string() })
        .transform((kept) => ({ ...draftOf(kept.kind), ...kept })),
    ),
    formName: z.string(),
    hasForm: z.boolean(),
  }),
});

type Wizard = { draft: LaunchDraft; reached: number };

const begin = (): Wizard => ({
  draft: firstDraft(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone),
  reached: 0,
});

/**
 * A member's launch as it is being set up, with the step that was reached: kept in this browser until it is made or discarded, so that
 * neither Back nor a reload costs a word. Only for browsers: it reads what they keep.
 */
export function useWizardDraft() {
  const { membership } = useMember();
  const name = `launch.${membership.id}`;
  const [kept] = useState(() => readDraft(name, KeptWizard, Date.now()));
  const [wizard, setWizard] = useState<Wizard>(() => kept ?? begin());
  const [wasBegun, setWasBegun] = useState(kept !== null);
  const [isTyped, setIsTyped] = useState(kept !== null);
  const [isMade, setIsMade] = useState(false);
  useEffect(() => {
    if (isTyped && !isMade) keepDraft(name, wizard, Date.now());
  }, [name, wizard, isTyped, isMade]);
  return {
    ...wizard,
    wasBegun,
    change: (next: Partial<LaunchDraft>) => {
      setIsTyped(true);
      setWizard((before) => ({ ...before, draft: { ...before.draft, ...next } }));
    },
    reach: (step: number) => {
      setIsTyped(true);
      setWizard((before) => ({ ...before, reached: Math.max(before.reached, step) }));
    },
    /** Forgets what was typed. */
    startOver: () => {
      dropDraft(name);
      setIsTyped(false);
      setWasBegun(false);
      setWizard(begin());
    },
    /** Forgets the draft because the launch is made; what is on the screen stays until it is left. */
    finish: () => {
      setIsMade(true);
      dropDraft(name);
    },
  };
}
