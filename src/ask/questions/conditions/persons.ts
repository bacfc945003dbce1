import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure, withRole } from '../link/fields.ts';

/** What the fields of persons are called besides users. */
const PERSONS: ReadonlySet<string> = new Set(
  'adjuster handler reviewer approver analyst supervisor inspector picker packer worker staff technician operator driver doctor physician nurse agent employee assignee owner author moderator cashier clerk engineer courier rider student teacher player customer user username uid member subscriber passenger guest patient caller buyer visitor who wer'.split(
    ' ',
  ),
);
/** Words for any of them. */
const PEOPLE =
  /^(?:people|persons?|humans?|leute|personen|menschen|gens|personnes?|personas?|gente|pessoas?|人|人数)$/;

/** The field with the persons of a stream; undefined for none. */
export const personField = (fields: readonly FieldEntry[]): FieldEntry | undefined =>
  fields.find(
    (field) =>
      !isMeasure(field) &&
      field.roles[0] !== 'user agent' &&
      (field.words.some((word) => PERSONS.has(word)) || field.words.at(-1) === 'by'),
  ) ??
  withRole(fields, 'user') ??
  withRole(fields, 'customer');

/** Whether a word means persons of any kind. */
export const isPeopleWord = (word: string): boolean => PEOPLE.test(word);
