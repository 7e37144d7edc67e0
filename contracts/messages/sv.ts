import { missing } from "./sv/missing";
import type { Messages } from "./messages";

export const sv: Messages = { missing };
