/** The contract cannot be turned into tools. The message has one line for each problem. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** Collects what is wrong, so that an author sees all of it at once. */
export class Problems {
  readonly #lines = new Set<string>();
  readonly #sentences = new Set<string>();

  /** `where`: the operation, component or file. `sentence`: what is wrong and what to do, without the final full stop. */
  add(where: string, sentence: string): void {
    this.#lines.add(`${where}: ${sentence}.`);
    this.#sentences.add(sentence);
  }

  /** What was added, without where. */
  get sentences(): readonly string[] {
    return [...this.#sentences];
  }

  get count(): number {
    return this.#lines.size;
  }

  /** @throws {ContractError} when anything was added */
  throwIfAny(): void {
    if (this.#lines.size > 0) throw new ContractError([...this.#lines].sort().join('\n'));
  }
}
