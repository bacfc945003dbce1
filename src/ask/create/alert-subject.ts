import type { FieldEntry } from '../data/fields/field.ts';
import { conditionText, isNameable } from '../questions/query/condition-text.ts';
import type { Condition, LogicalForm, Measure } from '../questions/query/logical-form.ts';
import { fill, phrasesFor } from '../questions/answers/phrases.ts';
import type { Language } from '../language/lexicon/lexicon.ts';
import { alertPhrasesFor } from './alert-phrases.ts';

/** What an alert compares, for its sentences and its name. */
export interface AlertSubject {
  readonly measure: Measure;
  readonly form: Pick<LogicalForm, 'where' | 'signal' | 'stream' | 'groupBy'>;
  readonly fields: readonly FieldEntry[];
  /** Compared by PromQL, and not record by record. */
  readonly isMetric?: boolean;
  /** Each record is looked at by itself, and none is counted. */
  readonly isEach?: boolean;
  /** Of a metric the value as it is, which the words call by the name of the metric alone. */
  readonly isPlain?: boolean;
}

/** The longest name that conditions may stand in. */
const LONGEST_NAME = 100;

const isOfLevel = (condition: Condition, fields: readonly FieldEntry[]) =>
  condition.kind === 'in' &&
  !condition.not &&
  fields.some(({ name, roles }) => name === condition.field && roles.includes('level'));

interface Noun {
  readonly noun: 'errors' | 'warnings' | 'spans' | 'records';
  /** Conditions that the noun does not say. */
  readonly others: readonly Condition[];
}

/** What records of some conditions are called: errors, warnings, or plain records. */
function nounOf(where: readonly Condition[], { form: { signal }, fields }: AlertSubject): Noun {
  const level = where.find((condition) => isOfLevel(condition, fields));
  const values = level?.kind === 'in' ? level.values.join(' ').toLowerCase() : '';
  const noun = /err|fatal|crit/.test(values) ? 'errors' : /warn/.test(values) ? 'warnings' : null;
  const others = where.filter((condition) => condition !== level || noun === null);
  return { noun: noun ?? (signal === 'traces' ? 'spans' : 'records'), others };
}

/** What stands before the place, and the conditions that it does not say. */
interface Told {
  readonly text: string;
  readonly others: readonly Condition[];
}

function told(subject: AlertSubject, language: Language): Told {
  const { measure, form } = subject;
  const phrases = phrasesFor(language);
  const own = alertPhrasesFor(language);
  const nounText = ({ noun, others }: Noun) =>
    `${own.nouns[noun]}${others.length > 0 ? ` ${withText(others, language)}` : ''}`;
  const { where, stream } = form;
  const isMetric = subject.isMetric === true;
  const counted = (sentence: string): Told => {
    const text = fill(sentence, { noun: nounText(nounOf(where, subject)) });
    return { text: language === 'fr' ? text.replace(/^nombre de (?=[aeé])/, 'nombre d’') : text, others: [] };
  };
  switch (measure.kind) {
    case 'count':
      return isMetric
        ? { text: fill(own.increase, { metric: stream }), others: where }
        : counted(subject.isEach ? '{noun}' : own.number);
    case 'rate':
      return isMetric
        ? { text: fill(own.perSecond, { noun: stream }), others: where }
        : counted(own.perSecond);
    case 'count per':
      return counted(`${fill(own.per, { of: '{noun}', field: measure.per })}`);
    case 'ratio': {
      const part = nounText(nounOf(measure.of, subject));
      const whole = measure.per && nounText(nounOf(measure.per, subject));
      return {
        text: whole ? fill(own.perHundred, { part, whole }) : fill(own.share, { noun: part }),
        others: where,
      };
    }
    case 'matching':
      return { text: fill(own.number, { noun: nounText(nounOf(measure.of, subject)) }), others: where };
    case 'current':
      return { text: stream, others: where };
    default: {
      const field = isMetric ? stream : measure.field;
      const share = measure.kind === 'percentile' ? String(Math.round(measure.share * 1000) / 10) : '';
      if (subject.isPlain) return { text: field, others: where };
      if (language === 'en') {
        const kind =
          measure.kind === 'percentile'
            ? `p${share}`
            : measure.kind === 'distinct'
              ? 'number of different values'
              : measure.kind;
        return { text: `${kind} of ${field}`, others: where };
      }
      // In the middle of a sentence; German has its nouns in capitals.
      const measured = fill(phrases.measures[measure.kind], { field, share });
      const text = language === 'de' ? measured : `${measured.slice(0, 1).toLowerCase()}${measured.slice(1)}`;
      return { text, others: where };
    }
  }
}

/** "with region = eu-west and status = 500". */
export const withText = (conditions: readonly Condition[], language: Language): string =>
  conditions.length === 0
    ? ''
    : fill(phrasesFor(language).where, {
        conditions: conditions.map(conditionText).join(` ${phrasesFor(language).and} `),
      });

/** What is compared, in English, without the stream: `p95 of duration_ms`. */
export const subjectName = (subject: AlertSubject): string =>
  told(subject, 'en').text.replace(/^number of (?!different)/, '');

/** The compared measure with its stream and conditions: "the p95 of duration_ms in payment_service with region = eu-west". */
export function subjectText(subject: AlertSubject, language: Language): string {
  const { stream, groupBy } = subject.form;
  const { text, others } = told(subject, language);
  const own = alertPhrasesFor(language);
  const lead = text.includes(stream) ? text : fill(phrasesFor(language).of, { measure: text, stream });
  const isCounted =
    language === 'en' &&
    /^(?:number|share|sum|average|min|max|median|stddev|p[\d.]+|increase) of /.test(lead);
  const conditions = withText(others, language);
  const grouped = groupBy
    .filter((field) => !(subject.measure.kind === 'count per' && subject.measure.per === field))
    .reduce(
      (of, field) => fill(own.per, { of, field }),
      `${lead}${conditions === '' ? '' : ` ${conditions}`}`,
    );
  return `${isCounted ? 'the ' : ''}${grouped}`;
}

const WORDS: ReadonlyArray<readonly [sign: RegExp, word: string]> = [
  [/≠|!=/g, 'not'],
  [/>=/g, 'at least'],
  [/<=/g, 'at most'],
  [/>/g, 'over'],
  [/</g, 'under'],
];

/** A name holds no signs, so that what they say stands in words: "region not eu-west". */
const inWords = (text: string) => WORDS.reduce((told, [sign, word]) => told.replace(sign, word), text);

/** The values of a condition that a name may hold. */
const valuesOf = (condition: Condition): string =>
  condition.kind === 'in' && !condition.not && condition.values.every(isNameable)
    ? condition.values.join(' or ')
    : conditionText(condition);

/** A name that says what an alert watches: `errors in payment_service over 10`. Conditions stand in it while it stays short. */
export function alertNameFor(subject: AlertSubject, limit: string): string {
  const { stream, groupBy } = subject.form;
  const { text, others } = told(subject, 'en');
  const place = text.includes(stream) ? '' : ` in ${stream}`;
  const per = groupBy.length === 0 ? '' : ` per ${groupBy.join(' and ')}`;
  const named = (conditions: string) =>
    `${text.replace(/^number of (?!different)/, '')}${per}${place}${conditions} ${limit}`.trim();
  const forms = [
    ...(others.length === 0
      ? []
      : [` ${withText(others, 'en')}`, ` with ${others.map(valuesOf).join(' and ')}`]),
    '',
  ];
  const names = forms.map((form) => inWords(named(form)));
  return names.find((name) => name.length <= LONGEST_NAME) ?? names.at(-1) ?? '';
}
