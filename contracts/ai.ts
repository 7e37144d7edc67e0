/** Providers of models, and the calls that were made to them. */
import { Cursor } from "./paging";
import { z } from "zod";

export const AddProvider = z.strictObject({
  name: z.string().trim().min(1, "Give it a name.").max(80),
  baseUrl: z
    .url({ protocol: /^https?$/, error: "Give the address of the API, such as https://api.example.com/v1." })
    .max(300),
  model: z.string().trim().min(1, "Name the model.").max(120),
  apiKey: z.string().trim().max(500).optional(),
});
export type AddProvider = z.infer<typeof AddProvider>;

export const SwitchProvider = z.strictObject({ id: z.string().max(64), isEnabled: z.boolean() });
export const SetProviderKey = z.strictObject({
  id: z.string().max(64),
  apiKey: z.string().trim().min(1, "Give the key.").max(500),
});
export const OneProvider = z.strictObject({ id: z.string().max(64) });
export const ListCalls = z.object({
  cursor: Cursor,
  limit: z.int().min(1).max(100).default(50),
});
