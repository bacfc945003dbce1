import type { FieldEntry, Role } from '../../data/fields/field.ts';
import { BYTES_PER, SIZE_OF, US_PER } from '../../data/fields/unit-sizes.ts';
import type { Quantity } from '../parse/quantities.ts';

/** Whether a field holds numbers. */
export const isNumeric = ({ type }: FieldEntry) => type === 'whole' || type === 'decimal';

const IDS: ReadonlySet<Role> = new Set([
  'trace id',
  'span id',
  'parent span id',
  'request id',
  'order id',
  'session id',
  'user',
  'customer',
  'device',
  'site',
  'product',
]);
const HAPPENED: ReadonlySet<Role | undefined> = new Set<Role>([
  'event',
  'action',
  'status',
  'outcome',
  'message',
]);
/** Whether the values of a field tell what happened, or how it went. */
export const tellsWhatHappened = ({ roles }: FieldEntry): boolean => HAPPENED.has(roles[0]);
/** The same by a name for it, and not by a text about it. */
export const namesWhatHappened = (field: FieldEntry): boolean =>
  tellsWhatHappened(field) && field.roles[0] !== 'message';

/** What the fields of persons are called besides users. */
const PERSONS: ReadonlySet<string> = new Set(
  'adjuster handler reviewer approver analyst supervisor inspector picker packer worker staff technician operator driver doctor physician nurse agent employee assignee owner author moderator cashier clerk engineer courier rider student teacher player customer user username uid member subscriber passenger guest patient caller buyer visitor who wer'.split(
    ' ',
  ),
);
/** Whether the name of a field says that its values are persons. */
export const namesPersons = ({ words }: FieldEntry): boolean => words.some((word) => PERSONS.has(word));

const CODES: ReadonlySet<Role> = new Set(['level', 'status', 'error code', 'span kind', 'time', 'thread']);
const MEASURED: ReadonlySet<Role> = new Set([
  'duration',
  'amount',
  'quantity',
  'bytes',
  'temperature',
  'percentage',
]);

/** Names of whole numbers that are added up or averaged, however few there are. */
const COUNTED: ReadonlySet<string> = new Set(
  'score points rating stars age progress marks grade guests passengers nights seats rooms participants attendees votes likes views clicks floors laps goals kills deaths rounds steps kilometers mileage occupancy stock tokens'.split(
    ' ',
  ),
);
/** Whole numbers without a role are codes where there are no more different ones. */
const MOST_CODES = 15;

/** A number that measures something, so that it can be summed or averaged. */
export function isMeasure(field: FieldEntry): boolean {
  if (!isNumeric(field)) return false;
  const [first] = field.roles;
  if (field.unit?.startsWith('epoch')) return false;
  // The time of a query is how long it took.
  const isLength = first === 'time' && field.roles.includes('duration') && (field.unit ?? '') in US_PER;
  if (isLength) return true;
  if (first !== undefined && CODES.has(first)) return false;
  if (first !== undefined && MEASURED.has(first)) return true;
  if (field.words.some((word) => word === 'id' || word === 'port' || word === 'pid' || word === 'code'))
    return false;
  if (first !== undefined && IDS.has(first) && field.type === 'whole' && field.unit === null) return false;
  return (
    field.type === 'decimal' ||
    field.unit !== null ||
    field.values === undefined ||
    field.roles.some((role) => MEASURED.has(role)) ||
    field.words.some((word) => COUNTED.has(word) || COUNTED.has(`${word}s`)) ||
    (first === undefined && (!field.valuesComplete || field.values.length > MOST_CODES))
  );
}

/** A field that rows can be grouped by. */
export const isCategory = (field: FieldEntry) => !isMeasure(field);

/** Whether a field identifies records or things, such as an ID or an email address. */
export const isIdentity = ({ roles, words }: FieldEntry) =>
  words.includes('id') ||
  roles.slice(0, 1).some((role) => IDS.has(role)) ||
  words.some((word) => ['number', 'uuid', 'email'].includes(word));

/** Share of the values of an ID that one record has, where it is of single records. */
const ALONE = 0.9;

/** Whether nearly every record has another value of an ID. */
export const isNearlyOneEach = ({ words, valuesComplete, values = [] }: FieldEntry) =>
  words.includes('id') &&
  !valuesComplete &&
  values.length > 0 &&
  values.filter(({ count }) => count <= 1).length >= ALONE * values.length;

/** Whether the unit of a field and of a quantity measure the same thing: Wh and kWh both measure energy. */
export const countsSuch = ({ unit }: FieldEntry, { size }: Quantity): boolean =>
  size !== undefined && unit !== null && SIZE_OF[unit]?.[0] === size[0];

/** A quantity in the unit of a field; null where the field does not count such things. */
export function toFieldUnit({ unit, roles }: FieldEntry, { of, value, size }: Quantity): number | null {
  const exact = (converted: number) => Number(converted.toPrecision(12));
  if (of === 'time') {
    const per = unit === null ? (roles.includes('duration') ? 1e3 : undefined) : US_PER[unit];
    return per === undefined ? null : exact(value / per);
  }
  if (of === 'bytes') {
    const per = unit === null ? (roles.includes('bytes') ? 1 : undefined) : BYTES_PER[unit];
    return per === undefined ? null : exact(value / per);
  }
  if (of === 'percent') return unit === 'fraction' ? exact(value / 100) : value;
  if (of === 'money') return unit === 'cents' ? exact(value * 100) : value;
  const own = unit === null ? undefined : SIZE_OF[unit];
  return size && own?.[0] === size[0] ? exact((value * size[1]) / own[1]) : value;
}

/** Whether a field can hold a quantity at all. */
export function canHold(field: FieldEntry, { of }: Quantity): boolean {
  const { unit, roles } = field;
  if (!isNumeric(field)) return false;
  switch (of) {
    case 'time':
      return (unit !== null && unit in US_PER) || (unit === null && roles.includes('duration'));
    case 'bytes':
      return (unit !== null && unit in BYTES_PER) || roles.includes('bytes');
    case 'percent':
      return unit === 'percent' || unit === 'fraction' || roles.includes('percentage') || unit === null;
    case 'money':
      return roles.includes('amount') || unit === 'currency' || unit === 'cents' || unit === null;
    case 'degrees':
      return unit === 'celsius' || unit === 'fahrenheit' || roles.includes('temperature') || unit === null;
    default:
      return true;
  }
}

/** The field that a role describes best; undefined for none. */
export function withRole(fields: readonly FieldEntry[], role: Role): FieldEntry | undefined {
  for (const at of [0, 1, 2]) {
    const found = fields.find((field) => field.roles[at] === role);
    if (found) return found;
  }
  return undefined;
}
