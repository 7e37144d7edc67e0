import { missing } from "./es/missing";
import type { Messages } from "./messages";

export const es: Messages = { missing };
