import type { FieldType, Role, Unit } from './field.ts';

const NAMES: Readonly<Record<Unit, string>> = {
  ns: 'ns nanos nanosec nanoseconds nanosecond nsec',
  us: 'us micros microsec microseconds microsecond usec',
  ms: 'ms millis millisec milliseconds millisecond msec msecs',
  s: 's sec secs second seconds sekunden segundos secondes',
  min: 'minute minutes minuten minutos mins',
  h: 'h hr hrs hour hours stunden horas heures',
  d: 'days tage dias jours',
  bytes: 'bytes byte octets octet',
  KB: 'kb kib kilobytes kbytes',
  MB: 'mb mib megabytes mbytes',
  GB: 'gb gib gigabytes',
  percent: 'percent pct prozent pourcent percentage perc',
  fraction: 'ratio fraction',
  cents: 'cents cent centimes centavos pence',
  currency: 'eur usd gbp chf euro euros dollar dollars jpy brl sek nok',
  celsius: 'celsius degc',
  fahrenheit: 'fahrenheit degf',
  km: 'km kilometers kilometer',
  m: 'meters meter metres',
  'm/s': 'mps',
  'km/h': 'kmh kph',
  kg: 'kg kilograms kilogramm',
  g: 'g grams gram gramm grammes gramos',
  W: 'w watts watt',
  kW: 'kw kilowatts',
  MW: 'mw megawatts megawatt',
  Wh: 'watthour watthours',
  kWh: 'kwh',
  MWh: 'mwh',
  V: 'v volts volt',
  A: 'a amps ampere',
  Hz: 'hz hertz',
  rpm: 'rpm',
  dBm: 'dbm',
  degrees: 'deg degrees grad',
  'epoch s': '',
  'epoch ms': '',
  'epoch us': '',
  'epoch ns': '',
};

const UNIT_OF: ReadonlyMap<string, Unit> = new Map(
  (Object.entries(NAMES) as [Unit, string][]).flatMap(([unit, names]) =>
    names
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => [name, unit] as const),
  ),
);

const SPEEDS: ReadonlySet<string> = new Set([
  'speed',
  'spd',
  'velocity',
  'wind',
  'vitesse',
  'velocidad',
  'geschwindigkeit',
]);

/** What is counted in watt-hours, whose short form is that of a warehouse. */
const ENERGIES: ReadonlySet<string> = new Set(
  'energy power charge consumption consumed delivered import imported export exported solar battery meter charged charging grid'.split(
    ' ',
  ),
);

/** Parts that are a unit only at the end of a name, after what is measured. */
const ONLY_LAST = new Set(['ns', 'us', 's', 'h', 'g', 'min', 'w', 'v', 'a']);

/** Whether a part says in what a number counts, not what it counts. */
export const isUnitWord = (word: string) =>
  (UNIT_OF.has(word) && word !== 'a') || word === 'min' || word === 'c';

/** The unit that a name states: `lat_ms`, `bytes_sent`, `http_request_duration_seconds_bucket`. */
export function unitOfName(parts: readonly string[]): Unit | null {
  const last = parts.at(-1);
  // Metres per second are written like milliseconds.
  if (last === 'ms' && parts.some((part) => SPEEDS.has(part))) return 'm/s';
  if (last === 'wh' && parts.some((part) => ENERGIES.has(part))) return 'Wh';
  if (last !== undefined && parts.length > 1 && UNIT_OF.has(last)) return UNIT_OF.get(last) ?? null;
  const anywhere = parts.find((part) => UNIT_OF.has(part) && !ONLY_LAST.has(part));
  return anywhere === undefined ? null : (UNIT_OF.get(anywhere) ?? null);
}

/** The unit that OpenObserve or OpenTelemetry give for a metric, such as `seconds`, `By` or `1`. */
export function unitOfMetadata(text: string): Unit | null {
  const short: Readonly<Record<string, Unit>> = {
    By: 'bytes',
    KiBy: 'KB',
    MiBy: 'MB',
    '%': 'percent',
    Cel: 'celsius',
  };
  return short[text] ?? UNIT_OF.get(text.toLowerCase()) ?? null;
}

const EPOCHS: ReadonlyArray<readonly [least: number, most: number, unit: Unit]> = [
  [1e9, 5e9, 'epoch s'],
  [1e12, 5e12, 'epoch ms'],
  [1e15, 5e15, 'epoch us'],
  [1e18, 5e18, 'epoch ns'],
];

/** The unit that the size of the numbers tells, where the name tells what is measured but not in what. */
export function unitOfMagnitude(
  roles: readonly Role[],
  type: FieldType,
  least: number,
  greatest: number,
): Unit | null {
  const epoch = EPOCHS.find(([from, to]) => least >= from && greatest <= to);
  if (epoch && !roles.includes('amount')) return epoch[2];
  if (roles.includes('duration')) {
    if (type === 'decimal') return greatest < 120 ? 's' : 'ms';
    return greatest >= 1e9 ? 'ns' : greatest >= 3e6 ? 'us' : 'ms';
  }
  if (roles.includes('bytes')) return 'bytes';
  if (roles.includes('percentage')) return greatest <= 1 ? 'fraction' : greatest <= 100 ? 'percent' : null;
  if (roles.includes('amount')) return 'currency';
  if (roles.includes('temperature')) return 'celsius';
  return null;
}
