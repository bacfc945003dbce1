import { parseDurationUs } from '../../call/arguments/lengths.ts';
import type { Arguments } from '../../contract/tool.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { StatedRequest } from '../prepared.ts';
import { fill } from '../questions/answers/phrases.ts';
import type { MissingArgument } from '../types.ts';
import { alertPhrasesFor } from './alert-phrases.ts';
import { readAlertWords } from './alert-words.ts';
import { type AlertNumber, changePhrasesFor } from './change-phrases.ts';
import { destinationNames } from './destination.ts';
import type { Make, MakeInput } from './maker.ts';
import { directionAt, isOpposite, onlyDirection } from './stated-direction.ts';

const THRESHOLD = 'threshold' as const;
const SPEAKS_OF_IT = /\bthreshold\b/i;
const NUMBER =
  '(-?\\d{1,3}(?:,\\d{3})+|-?\\d+(?:\\.\\d+)?)(k)?(?![\\w.]|\\s*(?:min|h(?:ou)?r|s(?:ec)?|d(?:ay)?)\\w*)';
const STATED = new RegExp(`(?:\\b(?:to|at|of|be|is|with)|=)\\s*${NUMBER}`, 'gi');
const CROSSED = new RegExp(`\\b(?:raise|lower|increase|decrease|bump|reduce)\\b.*\\bto\\s*${NUMBER}`, 'i');
/** The one comparison that decides: the number after HAVING. */
const HAVING = /\bHAVING\b(?:(?!\b(?:AND|OR)\b)[^<>=!])*(?:>=|<=|!=|<>|>|<|=)\s*(-?\d+(?:\.\d+)?)(?=\s*$)/i;

/** An alert's condition with another threshold. */
interface Changed {
  readonly before: number;
  readonly fields: Readonly<Arguments>;
}

/** The threshold that words state; null for none. */
function statedThreshold(words: string): number | null {
  const found = SPEAKS_OF_IT.test(words) ? [...words.matchAll(STATED)].at(-1) : CROSSED.exec(words);
  if (!found) return null;
  const [, amount = '', thousands] = found;
  return Number(amount.replaceAll(',', '')) * (thousands === undefined ? 1 : 1000);
}

/** The condition as it is, with another threshold; null where not one number alone decides. */
function withThreshold(alert: Arguments, threshold: number): Changed | null {
  const query = (alert.query_condition ?? {}) as Arguments;
  const trigger = (alert.trigger_condition ?? {}) as Arguments;
  if (alert.is_real_time === true) return null;
  if (query.type === 'promql') {
    const compared = query.promql_condition as Arguments | null;
    if (typeof compared?.value !== 'number') return null;
    const changed = { ...query, promql_condition: { ...compared, value: threshold } };
    return { before: compared.value, fields: { query_condition: changed } };
  }
  if (query.type === 'sql' && /\bHAVING\b/i.test(String(query.sql))) {
    const sql = String(query.sql);
    const found = HAVING.exec(sql);
    if (!found) return null;
    const [whole, before = ''] = found;
    const changed = `${sql.slice(0, found.index)}${whole.slice(0, -before.length)}${threshold}`;
    return { before: Number(before), fields: { query_condition: { ...query, sql: changed } } };
  }
  const aggregation = query.aggregation as { readonly having?: Arguments } | null;
  if (query.type === 'custom' && typeof aggregation?.having?.value === 'number') {
    const having = { ...aggregation.having, value: threshold };
    const changed = { ...query, aggregation: { ...aggregation, having } };
    return { before: aggregation.having.value, fields: { query_condition: changed } };
  }
  if (typeof trigger.threshold !== 'number' || !Number.isInteger(threshold)) return null;
  return { before: trigger.threshold, fields: { trigger_condition: { ...trigger, threshold } } };
}

/** What a schedule has, as words call it. All are minutes. */
const SCHEDULE = [
  ['period', 'period|window|time ?frame'],
  ['frequency', 'frequency|check interval'],
  ['silence', 'silence|cool-?down|quiet time'],
] as const;
const LENGTH = '(\\d+(?:\\.\\d+)?\\s*(?:m|mins?|minutes?|h|hrs?|hours?|d|days?)|an?\\s+(?:hour|day))\\b';
const STATED_SCHEDULE = SCHEDULE.map(
  ([name, words]) =>
    [
      name,
      new RegExp(
        `\\b(?:${words})\\b(?:(?!\\b(?:period|window|frequency|silence)\\b)[^,.])*?\\b(?:to|at|is|be|=)\\s*${LENGTH}`,
        'i',
      ),
    ] as const,
);

/** The parts of a schedule that words state, in minutes. */
function statedSchedule(words: string): Readonly<Record<string, number>> {
  // "Check it every 3 minutes and stay silent for an hour", as new alerts have it.
  const { frequencyMinutes: frequency, silenceMinutes: silence } = readAlertWords(words);
  const said = Object.entries({ frequency, silence }).flatMap(([name, minutes]) =>
    minutes === null ? [] : [[name, minutes] as const],
  );
  const named = Object.fromEntries(
    STATED_SCHEDULE.flatMap(([name, form]) => {
      const us = parseDurationUs(form.exec(words)?.[1] ?? '');
      return us === null ? [] : [[name, Math.max(1, Math.round(us / 60e6))]];
    }),
  );
  return { ...Object.fromEntries(said), ...named };
}

/** One number of an alert, as it is and as it would be. */
interface NumberChange {
  readonly what: AlertNumber;
  readonly before: number | null;
  readonly after: number;
}

/** The answer to the question whether a number is to go the other way than the words say. */
const OPPOSITE = 'opposite';

/** Where words speak of a number; their end where they only give it. */
function placeIn(words: string, what: AlertNumber): number {
  const names = what === 'threshold' ? THRESHOLD : SCHEDULE.find(([name]) => name === what)?.[1];
  const at = words.search(new RegExp(`\\b(?:${names})\\b`, 'i'));
  return at < 0 ? words.length : at;
}

/** Asks about numbers that go the other way than the words say. "More often" is a smaller number, so a frequency may do both. */
function oppositeQuestion(
  changes: readonly NumberChange[],
  name: string,
  { words, written = '', language }: StatedRequest,
): MissingArgument | null {
  const phrases = changePhrasesFor(language);
  const questions = changes.flatMap(({ what, before, after }) => {
    const isInterval = what === 'frequency' && !/\binterval\b/i.test(words);
    const direction = directionAt(words, placeIn(words, what)) ?? onlyDirection(written);
    if (isInterval || before === null || direction === null || !isOpposite(direction, before, after))
      return [];
    return [fill(phrases.opposite[direction], { what: phrases.numbers[what], name, before, after })];
  });
  return questions.length === 0
    ? null
    : { name: OPPOSITE, question: questions.join(' '), choices: ['yes', 'no'] };
}

/** "Send it to ops instead", "make it send to ops": where an alert is to send to from now on. */
const SENDS_TO =
  /\b(?:send|rout|post|deliver|mail|notif|pag|ping)\w*\s(?:[^,;]*\s)?to\s+(?:the\s+|our\s+|my\s+)?(?:destination\s+|channel\s+)?["']?([\w.#@-]*\w)["']?(?:\s+(?:destination|channel))?(?:,?\s+(?:instead|please|now|from now on))*[\s.!]*$/i;
const DESTINATIONS = 'destinations';

/** Asks where an alert is to send to, where words name what is no destination. */
async function destinationMissing(
  input: MakeInput,
  stated: readonly string[],
): Promise<MissingArgument | null> {
  if (stated.length === 0) return null;
  const there = await destinationNames(input);
  const absent = stated.find((name) => !there.includes(name));
  if (absent === undefined) return null;
  const { ask } = alertPhrasesFor(input.said.language ?? 'en');
  const question = `${fill(ask.noDestination, { name: absent })} ${ask.destination}`;
  return { name: DESTINATIONS, question, ...(there.length > 0 ? { choices: there } : {}) };
}

/** A change of an alert from words. The threshold is put where this alert has it: in its SQL, its PromQL or its trigger. */
export const makeAlertChange: Make = async (input) => {
  const { said, execute, using, context, row, config, plain } = input;
  const { [THRESHOLD]: answered, [OPPOSITE]: isMeant, [DESTINATIONS]: sendTo, ...others } = said.arguments;
  const phrases = changePhrasesFor(said.language);
  const named = SENDS_TO.exec(said.words)?.[1];
  const destinations = [sendTo ?? named ?? []].flat().map(String);
  const given = destinations.length > 0 ? { ...others, [DESTINATIONS]: destinations } : others;
  const completed = await plain({ ...said, arguments: given });
  const unknown = await destinationMissing(input, destinations);
  const base =
    unknown === null ? completed : { ...completed, missing: [...completed.missing, unknown], known: others };
  const schedule = statedSchedule(said.words);
  const isScheduled = Object.keys(schedule).length > 0;
  const stated = answered === undefined ? statedThreshold(said.words) : Number(answered);
  const isAsked = SPEAKS_OF_IT.test(said.words) || (stated !== null && !isScheduled);
  const { query_condition, trigger_condition, ...rest } = given as Arguments;
  const reader = context.view.rows.find(({ operationId }) => operationId === using.alert);
  if ((!isAsked && !isScheduled) || base.missing.length > 0 || !reader) return base;
  const { alert_id: id, org_id: org } = base.arguments;
  const args = org === undefined ? { alert_id: id } : { alert_id: id, org_id: org };
  const { value } = await execute({ name: reader.name, arguments: args }, context);
  const alert = (value ?? {}) as Arguments;
  const changed = isAsked ? withThreshold(alert, stated ?? 0) : null;
  const trigger = {
    ...(alert.trigger_condition as Arguments),
    ...(changed?.fields.trigger_condition as Arguments),
  };
  const fields: Arguments = {
    ...changed?.fields,
    ...(isScheduled ? { trigger_condition: { ...trigger, ...schedule } } : {}),
  };
  // A condition that came along is told as the words have it only where it is the one that they make.
  const isOther = (name: string, value: unknown) =>
    value !== undefined && stringifyExact(value) !== stringifyExact(fields[name]);
  if (isOther('query_condition', query_condition) || isOther('trigger_condition', trigger_condition))
    return base;
  if (isAsked && changed === null) {
    const question = `The alert ${alert.name} has not one threshold that could be changed alone. What should its whole query_condition be?`;
    return { ...base, missing: [{ name: 'query_condition', question }], known: said.arguments };
  }
  if (changed !== null && (stated === null || !Number.isFinite(stated))) {
    const question = fill(phrases.which, { name: String(alert.name), before: changed.before });
    return { ...base, missing: [{ name: THRESHOLD, question }], known: said.arguments };
  }
  const changes: NumberChange[] = [
    ...(changed === null ? [] : [{ what: THRESHOLD, before: changed.before, after: stated ?? 0 } as const]),
    ...Object.entries(schedule).map(([name, after]) => ({
      what: name as AlertNumber,
      before: typeof trigger[name] === 'number' ? trigger[name] : null,
      after,
    })),
  ];
  const name = String(alert.name);
  const opposite = oppositeQuestion(changes, name, said);
  if (opposite !== null && isMeant !== 'yes') {
    if (isMeant !== 'no') return { ...base, missing: [opposite], known: said.arguments };
    const { [OPPOSITE]: _, [THRESHOLD]: __, ...known } = said.arguments;
    const question = fill(phrases.which, { name, before: changed?.before ?? '' });
    return changed === null
      ? { ...base, missing: [{ name: 'trigger_condition', question: opposite.question }], known }
      : { ...base, missing: [{ name: THRESHOLD, question }], known };
  }
  /** "The threshold of x would be 25; it is 40." */
  function told(sentence: string, { what, before, after }: NumberChange): string {
    const unit = (value: number | null) =>
      what === THRESHOLD || value === null
        ? String(value ?? '?')
        : value === 1
          ? alertPhrasesFor(said.language ?? 'en').minute
          : fill(phrases.minutes, { n: value });
    const form = before === after ? phrases.already : sentence;
    const often = before !== null && after > before ? phrases.lessOften : phrases.moreOften;
    return [
      fill(form, { what: phrases.numbers[what], name, before: unit(before), after: unit(after) }),
      ...(what === 'frequency' && before !== null && before !== after && sentence === phrases.would
        ? [often]
        : []),
    ].join(' ');
  }
  // Sentences about numbers tell nothing else that is changed with them.
  const isAlone = Object.keys(rest).every((name) => /^(?:alert_id|org_id|folder)$/.test(name));
  const isStale = changed !== null && String(alert.description ?? '').includes(String(changed.before));
  return {
    arguments: {
      ...base.arguments,
      ...fields,
    },
    missing: [],
    covers: [
      name,
      ...(changed === null ? [] : [THRESHOLD, changed.before, stated]),
      ...SCHEDULE.flatMap(([name, words]) => (name in schedule ? words.split('|') : [])),
      ...Object.values(schedule).map((minutes) => `${minutes} ${minutes * 60}`),
    ].join(' '),
    kept: ['query_condition', 'trigger_condition'],
    ...(isAlone ? { preview: changes.map((each) => told(phrases.would, each)).join(' ') } : {}),
    tell: (outcome) => ({
      ...describeOutcome(outcome, config),
      answer: [
        `${row.title}: ${changes.map((each) => told(phrases.isNow, each).replace(/\.$/, '')).join('; ')}.`,
        isStale ? ` Its description still says "${alert.description}".` : '',
      ].join(''),
    }),
  };
};
