/**
 * Brings the sessions of one look together: whoever is a primary emits a message and says where it ended, the others
 * wait for that before they say what they have. A member that cannot be asked still reports, so nobody waits for it.
 */
export class Probe {
  readonly #expected: number;
  #reports = 0;
  #settle!: (lsn: string | null) => void;
  readonly #settled: Promise<string | null>;

  constructor(members: number) {
    this.#expected = members;
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Once per member: the end of the message it emitted, or null. */
  report(lsn: string | null): void {
    this.#reports += 1;
    if (lsn !== null) this.#settle(lsn);
    else if (this.#reports >= this.#expected) this.#settle(null);
  }

  /** The end of the first message, or null when nobody emitted one. */
  async emitted(): Promise<string | null> {
    return this.#settled;
  }
}
