import { FormConfig } from "@/contracts/intake";
import { asAppError } from "@/server/platform/errors";
import { findSource, type KnownSource } from "./source-lookup.queries";

/** What a hosted form says to whoever opens it. */
export type FormFace = {
  key: string;
  organization: string;
  launch: string;
  intro: string;
  /** Who reads the reports. */
  readers: string;
  isPaused: boolean;
};

/** A source of kind form as visitors see it. */
export function faceOf(source: KnownSource, key: string): FormFace {
  const { intro, readers } = FormConfig.catch({ intro: "", readers: "" }).parse(source.config);
  return {
    key,
    organization: source.orgName,
    launch: source.launchName ?? source.name,
    intro,
    readers,
    isPaused: source.state !== "active",
  };
}

/** The form behind a public key; null when there is none. */
export async function findForm(key: string): Promise<FormFace | null> {
  try {
    return faceOf(await findSource(key, "form"), key);
  } catch (error) {
    if (asAppError(error)?.code === "NOT_FOUND") return null;
    throw error;
  }
}
