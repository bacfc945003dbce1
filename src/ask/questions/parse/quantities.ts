import type { Dimension } from '../../data/fields/unit-sizes.ts';
import type { TimeUnit } from '../../language/lexicon/lexicon.ts';
import { hasTag, numberIn, type TaggedWord, unitIn } from '../../language/tagged-words.ts';
import { UNIT_US, unitOnNumber } from '../../language/time/time-units.ts';
import { ownMember } from '../../../json/own-member.ts';

/** A number with what it counts, brought to a base: µs, bytes, percent, or as it stands. */
export interface Quantity {
  readonly value: number;
  readonly of: 'time' | 'bytes' | 'percent' | 'money' | 'degrees' | 'plain';
  /** As written, for answers. */
  readonly text: string;
  /** Words that it takes. */
  readonly length: number;
  /** The code of a currency that is named. */
  readonly currency?: string;
  /** A unit that is neither of these, such as `kw`: the words that fields with it may have. */
  readonly unitWords?: readonly string[];
  /** What that unit counts, and how many of the smallest unit of that one of it is. */
  readonly size?: readonly [of: Dimension, size: number];
}

const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  kib: 1024,
  kilobyte: 1e3,
  kilobytes: 1e3,
  mb: 1e6,
  mib: 1_048_576,
  megabyte: 1e6,
  megabytes: 1e6,
  gb: 1e9,
  gib: 1_073_741_824,
  gigabyte: 1e9,
  gigabytes: 1e9,
  tb: 1e12,
  octets: 1,
  ko: 1e3,
  mo: 1e6,
  go: 1e9,
};
const MONEY = new Set(
  '$ € £ ¥ eur usd gbp chf euro euros dollar dollars pounds pound quid bucks francs yen real reais pesos 欧元 美元 元 英镑 日元 人民币 瑞士法郎 libras franken dolares brl jpy cad nok sek dkk kroner kronor pln zloty czk huf inr rupees aud cny yuan mxn'.split(
    ' ',
  ),
);
const PERCENT = new Set(['%', 'percent', 'pct', 'prozent', 'pourcent', 'porciento', '百分']);
const DEGREES = new Set('°c °f degrees degree grad celsius fahrenheit c 度 grados graus degres'.split(' '));
/** Units that say what a number counts without changing it. */
const UNIT_WORDS: Readonly<Record<string, readonly string[]>> = {
  kw: ['kw', 'power'],
  mw: ['mw', 'power'],
  watts: ['power', 'watt', 'w'],
  watt: ['power', 'watt', 'w'],
  kilowatts: ['kw', 'power'],
  megawatts: ['mw', 'power'],
  kwh: ['kwh', 'energy', 'consumption'],
  wh: ['wh', 'energy', 'consumption'],
  mwh: ['mwh', 'energy', 'consumption'],
  v: ['voltage', 'volt', 'v'],
  volts: ['voltage', 'volt', 'v'],
  volt: ['voltage', 'volt', 'v'],
  amps: ['current', 'ampere', 'amp', 'a'],
  amp: ['current', 'ampere', 'a'],
  'm/s': ['speed', 'windspeed', 'velocity'],
  'km/h': ['speed', 'velocity', 'kmh'],
  mph: ['speed', 'velocity'],
  knots: ['speed', 'kn'],
  rpm: ['rpm', 'rotation', 'speed'],
  bar: ['pressure', 'bar'],
  mbar: ['pressure'],
  hpa: ['pressure', 'hpa'],
  psi: ['pressure', 'psi'],
  kg: ['weight', 'kg', 'mass'],
  kilos: ['weight', 'kg', 'mass'],
  g: ['weight', 'g', 'mass'],
  grams: ['weight', 'g', 'mass'],
  tons: ['weight', 'tons', 'tonnage', 't'],
  tonnes: ['weight', 'tonnes', 't'],
  km: ['distance', 'km', 'mileage'],
  ppm: ['ppm', 'co2', 'concentration'],
  db: ['noise', 'signal', 'rssi', 'db', 'dbm'],
  points: ['score', 'points', 'rating'],
  items: ['quantity', 'items', 'item', 'qty', 'pieces', 'units'],
  pieces: ['quantity', 'pieces', 'items', 'qty', 'units'],
  stück: ['quantity', 'pieces', 'items', 'qty', 'units'],
  stuck: ['quantity', 'pieces', 'items', 'qty', 'units'],
  kbps: ['kbps', 'kbit', 'bitrate'],
  mbps: ['mbps', 'mbit', 'bandwidth'],
  gbps: ['gbps', 'gbit'],
  fps: ['fps', 'framerate', 'frames'],
  hz: ['frequency', 'hz'],
  bpm: ['pulse', 'heart', 'bpm'],
  dbm: ['signal', 'rssi', 'dbm'],
};
const SIZES: Readonly<Record<string, readonly [of: Dimension, size: number]>> = {
  kw: ['power', 1e3],
  kilowatts: ['power', 1e3],
  mw: ['power', 1e6],
  megawatts: ['power', 1e6],
  watts: ['power', 1],
  watt: ['power', 1],
  wh: ['energy', 1],
  kwh: ['energy', 1e3],
  mwh: ['energy', 1e6],
  'm/s': ['speed', 1],
  'km/h': ['speed', 1 / 3.6],
  mph: ['speed', 0.44704],
  knots: ['speed', 0.514444],
  g: ['weight', 1],
  grams: ['weight', 1],
  kg: ['weight', 1e3],
  kilos: ['weight', 1e3],
  tons: ['weight', 1e6],
  tonnes: ['weight', 1e6],
  km: ['distance', 1e3],
};
const PLAIN = new Set(
  'kg km m cm mm tons tonnes t kwh kw mw w v volts watts bar mbar hpa psi rpm teu ppm db knots points'.split(
    ' ',
  ),
);

/** `half a second`, `two minutes`, `a second`: only with a unit of time. */
function spokenAt(words: readonly TaggedWord[], at: number): Quantity | null {
  const isHalf = hasTag(words[at], 't:half');
  const count = isHalf ? 0.5 : numberIn(words[at]);
  if (count === null) return null;
  let next = (words[at]?.phrase[1] ?? at) + 1;
  if (isHalf && numberIn(words[next]) === 1) next += 1;
  const unit = unitIn(words[next]);
  if (unit === null || (words[next]?.folded.length ?? 0) < 2) return null;
  return {
    value: count * UNIT_US[unit],
    of: 'time',
    text: words
      .slice(at, next + 1)
      .map(({ text }) => text)
      .join(' '),
    length: next + 1 - at,
  };
}

const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pounds: 'GBP',
  pound: 'GBP',
  quid: 'GBP',
  chf: 'CHF',
  francs: 'CHF',
  yen: 'JPY',
  nok: 'NOK',
  kroner: 'NOK',
  sek: 'SEK',
  kronor: 'SEK',
  dkk: 'DKK',
  pln: 'PLN',
  zloty: 'PLN',
  czk: 'CZK',
  huf: 'HUF',
  inr: 'INR',
  rupees: 'INR',
  jpy: 'JPY',
  cad: 'CAD',
  aud: 'AUD',
  cny: 'CNY',
  yuan: 'CNY',
  mxn: 'MXN',
  '¥': 'JPY',
  brl: 'BRL',
  real: 'BRL',
  reais: 'BRL',
  欧元: 'EUR',
  美元: 'USD',
  美金: 'USD',
  英镑: 'GBP',
  日元: 'JPY',
  人民币: 'CNY',
  瑞士法郎: 'CHF',
  libras: 'GBP',
  franken: 'CHF',
  dolares: 'USD',
};

/** The code of a currency by its name or sign. */
export const currencyOf = (word: string): { readonly currency?: string } => {
  const currency = ownMember(CURRENCIES, word.replace(/^([$€£¥])\1+$/, '$1'));
  return currency === undefined ? {} : { currency };
};

/** The number at a word with its unit; null where there is none. */
export function quantityAt(words: readonly TaggedWord[], at: number): Quantity | null {
  const word = words[at];
  if (word?.kind !== 'number' || word.value === undefined) return spokenAt(words, at);
  const next = words[at + 1];
  const own = word.unit;
  const unit = own ?? next?.folded;
  const length = own === undefined ? 2 : 1;
  const text = own === undefined ? `${word.text} ${next?.text ?? ''}`.trim() : word.text;
  const time: TimeUnit | null = own === undefined ? unitIn(next) : unitOnNumber(own);
  if (own === 'us' || own === 'µs') return { value: word.value, of: 'time', text, length };
  if (time !== null && !(own === undefined && next?.folded === 'm'))
    return { value: word.value * UNIT_US[time], of: 'time', text, length };
  if (unit !== undefined && Object.hasOwn(BYTES, unit) && (own !== undefined || unit.length > 1))
    return { value: word.value * (BYTES[unit] as number), of: 'bytes', text, length };
  if (unit !== undefined && PERCENT.has(unit)) return { value: word.value, of: 'percent', text, length };
  if (unit !== undefined && MONEY.has(unit))
    return { value: word.value, of: 'money', text, length, ...currencyOf(unit) };
  if (unit !== undefined && DEGREES.has(unit) && (own !== undefined || unit.length > 1))
    return { value: word.value, of: 'degrees', text, length };
  const unitWords = unit === undefined ? undefined : ownMember(UNIT_WORDS, unit);
  const size = unit === undefined ? undefined : ownMember(SIZES, unit);
  if (unitWords)
    return {
      value: word.value,
      of: 'plain',
      text,
      length,
      unitWords,
      ...(size === undefined ? {} : { size }),
    };
  if (own === undefined && unit !== undefined && PLAIN.has(unit))
    return { value: word.value, of: 'plain', text, length };
  return { value: word.value, of: 'plain', text: word.text, length: 1 };
}
