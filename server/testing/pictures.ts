import sharp from "sharp";

/** A HEIC picture of 128 × 96, as telephones of one maker write them: its left half is red, its right half blue. */
export const HEIC_PICTURE = Buffer.from(
  [
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAkZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAA",
    "AAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAJqAAEAAAAAAAAASwACAAAAAAK1AAEAAAAAAAAAFwAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAA",
    "AAEAAGh2YzEAAAAAFWluZmUCAAAAAAIAAGh2YzEAAAABhWlwcnAAAAFgaXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGE",
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoBAgYWW6kkprm4EBAwIAAAMAAgAAAwACECIAAQAHRAHBcrAi",
    "QAAAABRpc3BlAAAAAAAAAIAAAABgAAAAEHBpeGkAAAAAAwgICAAAAHNodmNDAQQIAAAAAAAAAAAAHvAA/Pz4+AAADwMgAAEAF0ABDAH//wQIAA",
    "ADAJ/4AAADAAAeugJAIQABACdCAQEECAAAAwCf+AAAAwAAHsBAgYWW6kkprmwIAAADAAgAAAMACEAiAAEAB0QBwXKwIkAAAAAUaXNwZQAAAAAA",
    "AACAAAAAYAAAAA5waXhpAAAAAAEIAAAAJ2F1eEMAAAAAdXJuOm1wZWc6aGV2YzoyMDE1OmF1eGlkOjEAAAAAHWlwbWEAAAAAAAAAAgABA4ECgw",
    "ACBIQFhocAAAAaaXJlZgAAAAAAAAAOYXV4bAACAAEAAQAAAGptZGF0AAAARygBr1j5DpJf//Od3/+VHpD7EXTGxl+n/+Kr1X9RO0/8X+pSSf/T",
    "okVgS9bqE4F6S9LAq3B3PvL/gcHGkePUKeMKlySasDrgAAAAEygBrrDvErD0H7yyQ4EGVpCVS4A=",
  ].join(""),
  "base64",
);

/**
 * A photo as a camera makes it: so much noise that it is as large as those are, turned by its metadata alone.
 * @param orientation EXIF, 1 to 8
 */
export async function noisyPhoto(width: number, height: number, orientation = 1): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888888",
      noise: { type: "gaussian", mean: 128, sigma: 50 },
    },
  })
    .withMetadata({ orientation })
    .jpeg({ quality: 93 })
    .toBuffer();
}
