/** Who is who among reporters, and which of the facts they gave are shown. Pure. */

/** What a source says of who wrote a report. Ids are given by signed and keyed sources only; an address may have been typed by anybody. */
export type Writer = {
  readonly externalId: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly accountKey: string | null;
  /** As `readPhone` (contracts/contact.ts) writes it. A number tells nobody apart: a family or a company shares one. */
  readonly phone?: string | null;
};

export type FactName = "name" | "email" | "account" | "phone";
/** A fact, how good it is (2: with a verified id, 1: by the person themselves, 0: written down by an agent) and when it was given. */
export type Fact = { readonly value: string; readonly rank: number; readonly at: string };
export type Facts = Readonly<Partial<Record<FactName, Fact>>>;

const FACT_NAMES: readonly FactName[] = ["name", "email", "account", "phone"];

/** Whether a fact is to be shown rather than another: the better one, of equally good ones the later; a tie has one winner, too. */
function isBetter(a: Fact, b: Fact): boolean {
  if (a.rank !== b.rank) return a.rank > b.rank;
  if (a.at !== b.at) return a.at > b.at;
  return a.value > b.value;
}

/** The facts of one person out of two sets; the same whichever comes first, and however they are put together. */
export function mergeFacts(one: Facts, other: Facts): Facts {
  const merged: Partial<Record<FactName, Fact>> = {};
  for (const name of FACT_NAMES) {
    const [a, b] = [one[name], other[name]];
    const best = a && b ? (isBetter(b, a) ? b : a) : (a ?? b);
    if (best) merged[name] = best;
  }
  return merged;
}

/** What one report says of its writer, as facts. */
export function factsOf(writer: Writer, isLoggedByAgent: boolean, at: Date): Facts {
  const rank = isLoggedByAgent ? 0 : writer.externalId === null ? 1 : 2;
  const fact = (value: string | null | undefined) =>
    value ? { value, rank, at: at.toISOString() } : undefined;
  const [name, email, account] = [fact(writer.name), fact(writer.email), fact(writer.accountKey)];
  const phone = fact(writer.phone);
  return {
    ...(name && { name }),
    ...(email && { email }),
    ...(account && { account }),
    ...(phone && { phone }),
  };
}

/** What a person is told apart by within one source. */
export type Identity = {
  readonly sourceId: string;
  readonly kind: "external" | "email";
  readonly value: string;
};
export type KnownIdentity = Identity & { readonly reporterId: string };

/** A report's writer, to be found among people. `ref` is the caller's. */
export type Claim = {
  readonly ref: string;
  readonly sourceId: string;
  readonly externalId: string | null;
  readonly email: string | null;
};

export type PeoplePlan = {
  /** The person of each claim, by its `ref`; claims without an identity are left out. */
  readonly personOf: ReadonlyMap<string, string>;
  /** People who are new. */
  readonly made: readonly string[];
  /** Identities as they are now; those that changed hands or are new. */
  readonly identities: readonly KnownIdentity[];
  /** People who turned out to be somebody who is known: they become one. */
  readonly joins: readonly { readonly from: string; readonly to: string }[];
};

const nameOf = ({ sourceId, kind, value }: Identity): string => `${sourceId} ${kind} ${value}`;

/** An address as it is compared: without regard to capitals. What stands behind a plus sign is part of it. */
export const addressKey = (email: string): string => email.trim().normalize("NFC").toLowerCase();

function identitiesOf({ sourceId, externalId, email }: Claim): Identity[] {
  return [
    ...(externalId ? [{ sourceId, kind: "external" as const, value: externalId }] : []),
    ...(email ? [{ sourceId, kind: "email" as const, value: addressKey(email) }] : []),
  ];
}

/** Every identity that these claims name. */
export const claimedIdentities = (claims: readonly Claim[]): Identity[] => [
  ...new Map(claims.flatMap(identitiesOf).map((identity) => [nameOf(identity), identity])).values(),
];

/**
 * Says who wrote each report. Within a source the same id is the same person, and so is the same address; an id and an address that come
 * together are one person's. Two ids stay two people whatever address they share: an address is somebody's word only.
 * @param known identities that the claims name, and all others of the people these belong to
 * @param newId makes a person
 */
export function planPeople(
  claims: readonly Claim[],
  known: readonly KnownIdentity[],
  newId: () => string,
): PeoplePlan {
  const owners = new Map(known.map((identity) => [nameOf(identity), identity]));
  const made: string[] = [];
  const joins: { from: string; to: string }[] = [];
  const changed = new Map<string, KnownIdentity>();
  const own = (identity: Identity, reporterId: string): void => {
    const owned = { ...identity, reporterId };
    owners.set(nameOf(identity), owned);
    changed.set(nameOf(identity), owned);
  };
  const hasId = (reporterId: string): boolean =>
    [...owners.values()].some((o) => o.reporterId === reporterId && o.kind === "external");
  const personOfRef = new Map<string, string>();

  for (const claim of claims) {
    const identities = identitiesOf(claim);
    if (identities.length === 0) continue;
    const found = identities.map((identity) => owners.get(nameOf(identity))?.reporterId ?? null);
    let person = found.find((id) => id !== null) ?? null;
    if (person !== null && claim.externalId !== null && found[0] === null && hasId(person)) person = null;
    if (person === null) {
      person = newId();
      made.push(person);
    }
    for (const [index, identity] of identities.entries()) {
      const owner = found[index] ?? null;
      if (owner === null) own(identity, person);
      else if (owner !== person && !hasId(owner)) {
        joins.push({ from: owner, to: person });
        for (const other of [...owners.values()].filter((o) => o.reporterId === owner)) own(other, person);
        for (const [ref, id] of personOfRef) if (id === owner) personOfRef.set(ref, person);
      }
    }
    personOfRef.set(claim.ref, person);
  }
  return { personOf: personOfRef, made, identities: [...changed.values()], joins };
}
