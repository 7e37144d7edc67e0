/** Everything the story's people write about. */
import type { Problem } from "./problem";
import { API_PROBLEMS } from "./problems/public-api";
import { BASKET_PROBLEMS } from "./problems/baskets";
import { CATALOGUE_PROBLEMS } from "./problems/catalogue";
import { CHECKOUT_PROBLEMS } from "./problems/checkout";
import { DELIVERY_PROBLEMS } from "./problems/deliveries";
import { INVOICE_PROBLEMS } from "./problems/invoices";
import { MOBILE_PROBLEMS } from "./problems/mobile-app";
import { OUTAGE_PROBLEMS } from "./problems/outage";
import { PRAISE } from "./problems/praise";
import { QUESTIONS } from "./problems/questions";
import { SIGN_IN_PROBLEMS } from "./problems/sign-in";
import { WISHES } from "./problems/wishes";

/** The recorded four days. */
export const PROBLEMS: readonly Problem[] = [
  ...CHECKOUT_PROBLEMS,
  ...OUTAGE_PROBLEMS,
  ...SIGN_IN_PROBLEMS,
  ...BASKET_PROBLEMS,
  ...CATALOGUE_PROBLEMS,
  ...DELIVERY_PROBLEMS,
  ...INVOICE_PROBLEMS,
  ...MOBILE_PROBLEMS,
  ...API_PROBLEMS,
  ...QUESTIONS,
  ...WISHES,
  ...PRAISE,
];

export const problemById = (id: string): Problem | undefined => PROBLEMS.find((problem) => problem.id === id);
