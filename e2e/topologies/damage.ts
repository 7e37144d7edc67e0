/** What a part of the run notes. */
export class Notes {
  readonly damage: string[] = [];
  constructor(private readonly part: string) {}

  log(line: string): void {
    console.log(`${this.part}: ${line}`);
  }

  /** Something that must hold; what is wrong is kept and told at the end. */
  check(what: string, holds: boolean, detail = ""): void {
    const line = `${what}${detail && `: ${detail}`}`;
    this.log(`${holds ? "ok" : "DAMAGE"}  ${line}`);
    if (!holds) this.damage.push(`${this.part}: ${line}`);
  }
}
