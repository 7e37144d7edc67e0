import type { Problem } from "../problem";

export const QUESTIONS: readonly Problem[] = [];
