import type { Problem } from "../problem";

export const WISHES: readonly Problem[] = [];
