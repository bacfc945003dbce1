import type { FieldEntry } from '../../data/fields/field.ts';
import { BYTES_PER, US_PER } from '../../data/fields/unit-sizes.ts';
import { unitIn } from '../../language/tagged-words.ts';
import { isMeasure } from '../link/fields.ts';
import { currencyOf } from '../parse/quantities.ts';
import { bestScore, type DraftReading, fieldsOf, isUnused, markUsed } from './draft-reading.ts';

type Dimension = 'bytes' | 'money' | 'time' | 'energy' | 'power' | 'distance' | 'weight';

const NAMES: Readonly<Record<Dimension, RegExp>> = {
  bytes: /^(?:[kmgt]i?b|(?:kilo|mega|giga|tera)?bytes?|octets?|[mgt]o)$/,
  money: /^(?:€+|\$+|£+|euros?|eur|usd|dollars?|bucks|gbp|pounds?|quid|cents?|dolares)$/,
  time: /^(?:ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days|sekunden|minuten|stunden|tagen|secondes|heures|segundos|minutos|horas)$/,
  energy: /^(?:[km]?wh|(?:kilo|mega)?watt-?hours?|kilowattstunden)$/,
  power: /^(?:[km]?w|(?:kilo|mega)?watts?)$/,
  distance:
    /^(?:km|kilomet(?:er|re)s?|met(?:er|re)s|miles|kilometern?|metern?|kilometros|quilometros|metros)$/,
  weight: /^(?:kg|kilos?|kilograms?|tons|tonnes)$/,
};

const hasWord = ({ words }: FieldEntry, ...wanted: string[]) => words.some((word) => wanted.includes(word));

/** Whether a field counts in a unit of a dimension. */
function isOf(field: FieldEntry, dimension: Dimension): boolean {
  const { unit, roles } = field;
  switch (dimension) {
    case 'bytes':
      return roles[0] === 'bytes' || (unit !== null && unit in BYTES_PER);
    case 'money':
      return roles[0] === 'amount' || unit === 'cents' || unit === 'currency';
    case 'time':
      return roles[0] === 'duration' || (unit !== null && unit in US_PER);
    case 'energy':
      return (
        unit === 'kWh' || unit === 'Wh' || unit === 'MWh' || hasWord(field, 'wh', 'kwh', 'mwh', 'energy')
      );
    case 'power':
      return unit === 'W' || unit === 'kW' || unit === 'MW' || hasWord(field, 'power', 'mw', 'megawatts');
    case 'distance':
      return unit === 'km' || unit === 'm' || hasWord(field, 'distance', 'mileage', 'kilometers', 'meters');
    default:
      return unit === 'kg' || unit === 'g' || hasWord(field, 'weight', 'mass');
  }
}

const dimensionOf = (word: string): Dimension | null =>
  (Object.entries(NAMES) as [Dimension, RegExp][]).find(([, form]) => form.test(word))?.[0] ??
  (currencyOf(word).currency === undefined ? null : 'money');

/** Units that stand alone in the words: "GB sent by country", "in kWh". */
function dimensionsIn({ parsed, spans }: DraftReading): Dimension[] {
  const words = [
    ...(parsed.answerUnit === null ? [] : [parsed.answerUnit]),
    ...spans.flatMap(({ words: own }) => (own.length === 1 ? [own[0]?.folded ?? ''] : [])),
    // "by total minutes"
    ...parsed.words.flatMap((word, at) =>
      !parsed.taken.has(at) &&
      unitIn(word) !== null &&
      word.kind === 'word' &&
      parsed.words[at - 1]?.kind !== 'number'
        ? [word.folded]
        : [],
    ),
  ];
  return words.map(dimensionOf).filter((found) => found !== null);
}

/** The number that counts in a unit that the words name; null where none does, or several do. */
export function unitField(draft: DraftReading): FieldEntry | null {
  for (const dimension of dimensionsIn(draft)) {
    const found = fieldsOf(draft).filter((field) => isMeasure(field) && isOf(field, dimension));
    const named = dimension === 'time' ? found.find((field) => hasWord(field, 'duration')) : undefined;
    if (named) return named;
    if (found[0] && (found.length === 1 || dimension === 'bytes' || dimension === 'money')) return found[0];
  }
  return null;
}

/** Words for the unit of the number that is measured add nothing to it. */
export function markUnits(draft: DraftReading, measured: FieldEntry | null): void {
  if (!measured) return;
  for (const span of draft.spans) {
    const [word] = span.words;
    if (!word || span.words.length > 1 || !isUnused(draft, span) || bestScore(span) > 0.9) continue;
    const dimension = dimensionOf(word.folded);
    if (dimension !== null && isOf(measured, dimension)) markUsed(draft, span, 0.85);
  }
}
