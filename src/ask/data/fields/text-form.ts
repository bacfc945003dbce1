import type { TextForm } from './field.ts';

const UUID = String.raw`[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}`;
/** Hexadecimal digits with at least one letter and one digit: otherwise they may be a word or a number. */
const HEX = String.raw`(?<![^\W_])(?=[\da-fA-F]*\d)(?=[\da-fA-F]*[a-fA-F])[\da-fA-F]{8,}(?![^\W_])`;
const PIECES = new RegExp(
  String.raw`(?<uuid>${UUID})|(?<hex>${HEX})|(?<digits>\d+)|(?<plain>\D+?(?=${UUID}|${HEX}|\d|$))`,
  'g',
);
const MOST_PIECES = 12;

interface Piece {
  readonly kind: string;
  readonly text: string;
}

const piecesOf = (value: string): Piece[] =>
  [...value.matchAll(PIECES)].map(({ groups = {} }) => {
    const [kind = '', text = ''] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [];
    return { kind, text };
  });

const span = (lengths: readonly number[]) => {
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  return least === most ? `{${least}}` : `{${least},${most}}`;
};

function patternOf(pieces: readonly Piece[]): string {
  const lengths = pieces.map(({ text }) => text.length);
  const [{ kind, text } = { kind: '', text: '' }] = pieces;
  if (kind === 'uuid') return UUID;
  if (kind === 'hex') return `[\\da-fA-F]${span(lengths)}`;
  return kind === 'digits' ? `\\d${span(lengths)}` : text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The form that texts have in common, such as `^ord-\d{6}$`; undefined where they have none, or only words. */
export function textForm(values: readonly string[]): TextForm | undefined {
  const [example] = values;
  if (example === undefined) return undefined;
  const cut = values.map(piecesOf);
  const [first = []] = cut;
  if (first.length > MOST_PIECES || first.every(({ kind }) => kind === 'plain')) return undefined;
  const isAlike = cut.every(
    (pieces) =>
      pieces.length === first.length &&
      pieces.every(({ kind, text }, at) => {
        const as = first[at];
        return as?.kind === kind && (kind !== 'plain' || as.text === text);
      }),
  );
  if (!isAlike) return undefined;
  const patterns = first.map((_, at) => patternOf(cut.flatMap((pieces) => pieces[at] ?? [])));
  return { pattern: `^${patterns.join('')}$`, example };
}
