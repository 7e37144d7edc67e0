import type { Language } from "../languages";
import type { app } from "./app";
import type { en } from "./en";

// What `useTranslations`, `getTranslations` and `createTranslator` know: a key or an argument that is missing is a type error.
declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: typeof en & { app: typeof app };
  }
}
