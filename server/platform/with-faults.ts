declare global {
  /**
   * Whether this build can leave out a guard or fail on purpose, which tests need to prove that they notice. True from source and in
   * `dist-faults`; what goes into production is built with the name replaced by `false`, and everything behind it falls away
   * (scripts/build.mjs, next.config.ts; scripts/boot-check.mjs looks for what is left).
   */
  var WITH_FAULTS: boolean;
}

if (typeof WITH_FAULTS === "undefined") globalThis.WITH_FAULTS = true;

export {};
