import type { StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import type { Condition, LogicalForm } from '../query/logical-form.ts';

/** One way to read a request over one stream. */
export interface Reading {
  readonly form: LogicalForm;
  readonly entry: StreamEntry;
  /** Share of the content that became part of the query, each word by how sure its meaning is; 0 to 1. */
  readonly coverage: number;
  /** What readings are ordered by: coverage, and how plausible the query is. */
  readonly score: number;
  /** Words that the query does not express. */
  readonly unused: readonly string[];
  /** Words whose meaning is a guess. */
  readonly guessed: ReadonlyArray<{ readonly words: string; readonly as: string }>;
  /** Words of conditions that are likelier misread where the query finds nothing. */
  readonly weak: ReadonlyArray<{ readonly words: string; readonly as: string }>;
  /** Conditions that the words do not state. */
  readonly implied: readonly Condition[];
  /** The field that holds no such state as the words ask for; null where they ask for none. */
  readonly unknown: FieldEntry | null;
  /** What was taken for granted, in English. */
  readonly assumed: readonly string[];
  /** The words that name the stream, and where they stand in the request; null where there are none. */
  readonly noun: { readonly text: string; readonly from: number; readonly to: number } | null;
  /** The words name this stream, or something that only it has. */
  readonly isNamed: boolean;
  /** How well the words name the stream itself, 0 to 1. */
  readonly named: number;
}
