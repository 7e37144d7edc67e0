/** Why somebody could not wait: the places were taken, or were given to somebody with a better standing. */
export class NoPlaceToWait extends Error {
  override readonly name = "NoPlaceToWait";
}

type Waiting = { who: string | null; rank: number; leave: (refusal: NoPlaceToWait) => void };

/**
 * Lets callers wait for a time before they go on, so many at once and no more, so that what they do stays slow however many they are.
 * One of a kind (`who`, when given) has one place for each key. When all places of a key are taken, whoever has the better standing (a
 * lower number) gets the place of the worst one.
 */
export class WaitingPlaces {
  private readonly byKey = new Map<string, Waiting[]>();
  private total = 0;

  /** @param perKey places for one key @param together places for all keys */
  constructor(
    private readonly perKey: number,
    private readonly together: number,
  ) {}

  /** @throws NoPlaceToWait at once, or later when the place was given away */
  wait(key: string, who: string | null, rank: number, ms: number): Promise<void> {
    const here = this.byKey.get(key) ?? [];
    if (who !== null && here.some((waiter) => waiter.who === who)) return Promise.reject(new NoPlaceToWait());
    if (here.length >= this.perKey) {
      const worst = here.reduce((a, b) => (b.rank > a.rank ? b : a));
      if (worst.rank <= rank) return Promise.reject(new NoPlaceToWait());
      worst.leave(new NoPlaceToWait());
    } else if (this.total >= this.together) return Promise.reject(new NoPlaceToWait());
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        who,
        rank,
        leave: (refusal) => {
          clearTimeout(timer);
          this.remove(key, waiting);
          reject(refusal);
        },
      };
      const timer = setTimeout(() => {
        this.remove(key, waiting);
        resolve();
      }, ms);
      this.byKey.set(key, [...(this.byKey.get(key) ?? []), waiting]);
      this.total += 1;
    });
  }

  private remove(key: string, waiting: Waiting): void {
    const left = (this.byKey.get(key) ?? []).filter((waiter) => waiter !== waiting);
    if (left.length > 0) this.byKey.set(key, left);
    else this.byKey.delete(key);
    this.total -= 1;
  }
}
