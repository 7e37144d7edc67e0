"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { firstLanguageOf, LANGUAGE_NAMES, LANGUAGES, type Language } from "@/contracts/languages";
import type { Role } from "@/contracts/tenancy";
import { useMember } from "@/components/tenancy/member-context";
import { messageOf, useTRPC } from "@/components/trpc/client";
import { toastFailed } from "@/components/trpc/toast-failed";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toaster";
import { INVITATIONS_INPUT } from "@/contracts/first-lists";
import { InvitationLinkDialog, type InvitationLink } from "./invitation-link-dialog";
import { roleOptions } from "./role-options";

const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

/** A button, and the form behind it, that invite somebody: by mail, or by a link to copy where no mail is sent. */
export function InviteDialog({
  onDone,
  variant = "primary",
}: {
  onDone: () => Promise<void>;
  variant?: "primary" | "secondary";
}) {
  const trpc = useTRPC();
  const { membership } = useMember();
  const [isOpen, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("support");
  const [language, setLanguage] = useState<Language | null>(null);
  /** What the inviter's browser prefers, until they choose. */
  const mailLanguage = () => language ?? firstLanguageOf(navigator.languages);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const invitations = useInfiniteQuery(
    trpc.tenancy.invitations.infiniteQueryOptions(INVITATIONS_INPUT, {
      getNextPageParam: (last) => last.nextCursor,
      enabled: isOpen,
    }),
  );
  const isMailSent = invitations.data?.pages[0]?.isMailSent ?? true;
  const showLink = useMutation(
    trpc.tenancy.invitationLink.mutationOptions({
      onError: (error) => toastFailed("The link could not be shown", error),
      onSuccess: setLink,
    }),
  );
  const invite = useMutation(
    trpc.tenancy.invite.mutationOptions({
      onSuccess: async ({ invitationId, isMailSent }) => {
        setOpen(false);
        setEmail("");
        if (isMailSent) toastDone("The invitation is being sent", "Its link works once, for seven days.");
        else showLink.mutate({ invitationId });
        await onDone();
      },
    }),
  );
  return (
    <>
      <Button variant={variant} icon={<UserPlus />} onClick={() => setOpen(true)}>
        Invite
      </Button>
      <FormDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Invite somebody"
        description="They join with a link that works once, for seven days."
        size="sm"
        submitLabel="Invite"
        onSubmit={() => invite.mutate({ email, role, language: mailLanguage() })}
        isBusy={invite.isPending}
        error={invite.isError && messageOf(invite.error)}
      >
        <Field label="E-mail address" isRequired>
          <Input
            type="email"
            autoComplete="off"
            value={email}
            onChange={(e) => setEmail(e.target.value)}
            required
          />
        </Field>
        <Field label="Role">
          <Select value={role} onValueChange={setRole} options={roleOptions(membership.role)} />
        </Field>
        {isOpen && isMailSent && (
          <Field label="Language of the e-mail">
            <Select value={mailLanguage()} onValueChange={setLanguage} options={LANGUAGE_OPTIONS} />
          </Field>
        )}
      </FormDialog>
      <InvitationLinkDialog invitation={link} onClose={() => setLink(null)} />
    </>
  );
}
