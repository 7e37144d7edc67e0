/** What people write to a machine that reads for them, in the product's languages. */

/** Folded (lower case, no accents). Each names what it tries. */
export const INJECTION_TRIES: readonly [RegExp, string][] = [
  [
    /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|these|any)\b.{0,30}\b(?:instruction|prompt|rule|guideline|context|direction)/,
    "asks to ignore instructions",
  ],
  [
    /\b(?:ignorier|vergiss|missachte)\w*\b.{0,40}\b(?:anweisung|regel|vorgabe|instruktion)/,
    "asks to ignore instructions",
  ],
  [/\b(?:ignore[rz]?|oublie[rz]?)\b.{0,40}\b(?:instruction|consigne|regle)/, "asks to ignore instructions"],
  [/\b(?:ignora|olvida)\w*\b.{0,40}\b(?:instruccion|regla|orden)/, "asks to ignore instructions"],
  [
    /\b(?:system prompt|developer message|hidden prompt|initial instructions)\b/,
    "asks for the system's instructions",
  ],
  [/(?:^|\n)[^\S\n]*(?:system|assistant|developer)\s*:\s*\S/, "pretends to be the system"],
  [
    /<\/?(?:system|assistant|im_start|im_end|instructions?)\b|<\|[a-z_]{2,20}\|>|\[\/?inst\]/,
    "carries a model's control marks",
  ],
  [
    /\b(?:set|change|mark|classify|treat|rate)\b.{0,40}\b(?:severity|priority|type|label|ticket|this|it)\b.{0,20}\b(?:to|as|=)\s*["'“]?(?:cosmetic|minor|low|praise|wish|spam|resolved|closed|critical)\b/,
    "tries to set its own label",
  ],
  [/["']?severity["']?\s*[:=]\s*["']?(?:cosmetic|minor|low|none|critical)/, "tries to set its own label"],
  [
    /\b(?:export|list|show|send|reveal|dump|forward)\b.{0,40}\b(?:all|other|every)\b.{0,30}\b(?:customers?|tenants?|organi[sz]ations?|reports|tickets|users|e-?mails|api keys?|secrets?)\b/,
    "asks for other people's data",
  ],
  [
    /\byou are (?:now )?(?:an?|the) (?:ai|assistant|language model|chatbot|admin|developer|root)\b|\bact as (?:an?|the) (?:ai|admin|developer|system|root)\b|\bas an ai\b/,
    "tries to give the machine a role",
  ],
];
