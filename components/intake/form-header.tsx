import { PublicHeader } from "@/components/layout/public-page";
import type { FormWords } from "@/contracts/form-words";

/** The head of a form, in the words that its reader is shown: what it is for, the organization's note, who reads the reports. */
export function FormHeader({ texts }: { texts: FormWords }) {
  return (
    <PublicHeader title={<span className="reported">{texts.title}</span>}>
      {texts.intro !== "" && <p className="mb-2 reported">{texts.intro}</p>}
      <p className="reported">{texts.introduction}</p>
    </PublicHeader>
  );
}
