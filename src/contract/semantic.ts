/** Concepts by the stems of what is said, joined by spaces: made once, when the contract is read. */
export type Phrases = Readonly<Record<string, readonly string[]>>;

/** What the contract says of an operation for plain words. */
export interface OperationWords {
  readonly entity: string;
  readonly action: string;
  /** The question for each argument that a person is asked for when it is not said. */
  readonly asks: Readonly<Record<string, string>>;
}

/** What words mean, and what each operation is about, by operationId. */
export interface SemanticWords {
  /** What phrases mean. */
  readonly phrases: Phrases;
  readonly operations: Readonly<Record<string, OperationWords>>;
}

/** Where the features of requests lie in the model: words by name, letters and pairs by hash. */
export interface FeatureSpace {
  readonly words: readonly string[];
  /** Places for groups of letters, and for pairs of words or concepts. */
  readonly letterPlaces: number;
  readonly pairPlaces: number;
}

/** What the learned network is like: features to a small hidden layer to labels. */
export interface ModelShape extends Omit<FeatureSpace, 'words'> {
  readonly labels: readonly string[];
  /** So many of the words are frequent; they come first. */
  readonly frequent: number;
  readonly width: number;
  readonly wordBytes: number;
  readonly inStep: number;
  readonly outStep: number;
  readonly bias: readonly number[];
}
