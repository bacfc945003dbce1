import type { FieldEntry } from '../../data/fields/field.ts';
import { isMeasure, namesPersons, withRole } from '../link/fields.ts';

/** Words for any of them. */
const PEOPLE =
  /^(?:people|persons?|humans?|leute|personen|menschen|gens|personnes?|personas?|gente|pessoas?|人|人数)$/;

/** The field with the persons of a stream; undefined for none. */
export const personField = (fields: readonly FieldEntry[]): FieldEntry | undefined =>
  fields.find(
    (field) =>
      !isMeasure(field) &&
      field.roles[0] !== 'user agent' &&
      (namesPersons(field) || field.words.at(-1) === 'by'),
  ) ??
  withRole(fields, 'user') ??
  withRole(fields, 'customer');

/** Whether a word means persons of any kind. */
export const isPeopleWord = (word: string): boolean => PEOPLE.test(word);
