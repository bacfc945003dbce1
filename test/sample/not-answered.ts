/** A recorded exchange that the sample does not answer as the real server did. `title` is matched against `operation: title`. */
export interface NotAnswered {
  readonly file: string;
  readonly title: RegExp;
  readonly reason: string;
}

export const NOT_ANSWERED: readonly NotAnswered[] = [];
