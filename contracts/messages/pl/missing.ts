import type { Messages } from "../messages";

export const missing: Messages["missing"] = {
  title: "Nie znaleziono strony",
  description:
    "Być może brakuje części linku albo został on zastąpiony nowym. Skopiuj cały link lub poproś o niego osobę, która go przekazała.",
};
