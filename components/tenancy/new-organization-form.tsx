"use client";
import { CreateOrganization } from "@/contracts/account";
import { useTRPCClient } from "@/components/trpc/client";
import { AuthForm, TextField } from "./form-parts";
import { useForm } from "./use-form";

/** A further organization, whose owner the person is. */
export function NewOrganizationForm() {
  const client = useTRPCClient();
  const form = useForm(CreateOrganization, async (given) => {
    const { slug } = await client.account.createOrganization.mutate(given);
    window.location.assign(`/${slug}`);
  });
  return (
    <AuthForm form={form} action="Create organization">
      <TextField form={form} name="name" label="Name" autoComplete="organization" />
    </AuthForm>
  );
}
