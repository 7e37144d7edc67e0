import type { Problem } from "../problem";

export const PRAISE: readonly Problem[] = [];
