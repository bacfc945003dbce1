import type { StreamEntry } from '../../data/dictionary.ts';
import type { FieldEntry } from '../../data/fields/field.ts';
import { type LevelClass, levelClasses } from '../../data/fields/levels.ts';
import { fold, stemOf } from '../../language/word-forms.ts';
import type { Condition } from '../query/logical-form.ts';
import { valueParts } from './value-parts.ts';

/** How something went, as people say it. */
export type State = 'error' | 'failure' | 'success' | 'warning' | 'critical' | 'info' | 'debug';

const WORDS: Readonly<Record<State, string>> = {
  error: 'error errors exception exceptions erroneous erroring errored',
  failure:
    'fail fails failed failing failure failures unsuccessful unsuccessfully broken crash crashed crashes crashing bad wrong problem problems issues unhealthy trouble errored',
  success:
    'success successful successfully succeeded succeed succeeds ok healthy fine completed worked okay good',
  warning: 'warning warnings warn warns',
  critical: 'critical criticals fatal fatals panic panics emergency',
  info: 'info informational',
  debug: 'debug',
};

const STATES: ReadonlyMap<string, State> = new Map(
  (Object.entries(WORDS) as [State, string][]).flatMap(([state, words]) =>
    words.split(' ').map((word) => [word, state] as const),
  ),
);

/** The state that a word names; null for none. */
export const stateOf = (word: string): State | null => STATES.get(word) ?? null;

const FAILED = new Set(
  'fail failed failure failing error errored fehler fehlgeschlagen ko nok denied deny declined reject rejected refused aborted abort timeout timed_out invalid unsuccessful fault faulted crashed exception unauthorized abgelehnt echec echoue fallido rechazado falha recusado bounced lost dead false no n 0 err'
    .split(' ')
    .map(stemOf),
);
const SUCCEEDED = new Set(
  'success successful succeeded succeed ok okay passed pass completed complete done approved accepted granted allowed allow authorized delivered valid captured settled erfolgreich erfolg succes exito exitoso sucesso true yes y 1 finished paid received sent genehmigt'
    .split(' ')
    .map(stemOf),
);

/** How something went by the words of a value: `payment.paid` well, `payment.failed` not; null where none of them tells, or they disagree. */
export function stateOfValue(value: string): 'success' | 'failure' | null {
  const stems = valueParts(value).map(stemOf);
  const isFailed = stems.some((stem) => FAILED.has(stem));
  const isDone = stems.some((stem) => SUCCEEDED.has(stem));
  return isFailed === isDone ? null : isDone ? 'success' : 'failure';
}

const LEVELS: Readonly<Record<State, readonly LevelClass[]>> = {
  error: ['error', 'fatal'],
  failure: ['error', 'fatal'],
  success: [],
  warning: ['warn'],
  critical: ['fatal'],
  info: ['info'],
  debug: ['debug', 'trace'],
};

/** A condition that expresses a state in a stream, and how sure that is, 0 to 1. */
export interface StateMeaning {
  readonly condition: Condition;
  readonly score: number;
}

const withRole = (fields: readonly FieldEntry[], ...roles: string[]) =>
  fields.filter((field) => field.roles.slice(0, 2).some((role) => roles.includes(role)));

const oneOf = (field: FieldEntry, values: readonly string[]): Condition => ({
  kind: 'in',
  field: field.name,
  values: [...values].sort(),
  not: false,
});

function byLevel(state: State, fields: readonly FieldEntry[], score: number): StateMeaning | null {
  const wanted = LEVELS[state];
  if (wanted.length === 0) return null;
  const levelled = withRole(fields, 'level').map((field) => ({ field, classes: levelClasses(field) }));
  const best = levelled
    .filter(({ classes }) => classes.size > 0)
    .sort((a, b) => b.classes.size - a.classes.size)[0];
  if (!best) {
    const [field] = withRole(fields, 'level').filter(
      ({ type, values }) => type === 'text' && !values?.length,
    );
    return field
      ? { condition: { kind: 'in', field: field.name, values: [state], not: false }, score: score - 0.2 }
      : null;
  }
  const values = [...best.classes].filter(([, level]) => wanted.includes(level)).map(([value]) => value);
  if (values.length > 0) return { condition: oneOf(best.field, values), score };
  // The level exists, and no record has it so far: a true zero.
  return {
    condition: { kind: 'in', field: best.field.name, values: [wanted[0] as string], not: false },
    score: score - 0.1,
  };
}

const isHttpStatus = (field: FieldEntry) =>
  field.roles.includes('status') &&
  (field.values ?? []).length > 0 &&
  (field.values ?? []).every(({ value }) => /^[1-5]\d\d$|^0$|^-?$/.test(value));

function byHttpStatus(state: State, fields: readonly FieldEntry[]): StateMeaning | null {
  const field = fields.find(
    (each) =>
      isHttpStatus(each) &&
      each.words.some((word) => ['http', 'status', 'response', 'code', 'sc'].includes(word)),
  );
  if (!field) return null;
  const isNumber = field.type !== 'text';
  if (state === 'error' || state === 'failure')
    return {
      condition: { kind: 'status class', field: field.name, from: 5, to: 5, isNumber, not: false },
      score: 0.8,
    };
  return state === 'success'
    ? {
        condition: { kind: 'status class', field: field.name, from: 2, to: 3, isNumber, not: false },
        score: 0.75,
      }
    : null;
}

const RETURN_CODES = new Set(['rc', 'exit', 'return', 'returncode', 'exitcode', 'errno', 'retcode']);

/** The code that a program or a host returns: zero is success, all else is none. */
const isReturnCode = ({ words, values = [] }: FieldEntry) =>
  words.some((word) => RETURN_CODES.has(word)) &&
  values.some(({ value }) => value === '0') &&
  values.every(({ value }) => /^-?\d+$/.test(value));

/** Words that are an outcome by themselves, and in longer values a part of something else: `no_seat`. */
const FLAGS: ReadonlySet<string> = new Set(['no', 'n', '0', 'false', 'yes', 'y', '1', 'true']);

const valueStems = (value: string) => {
  const stems = valueParts(value).map(stemOf);
  return stems.length > 1 ? stems.filter((stem) => !FLAGS.has(stem)) : stems;
};

const MOST_OUTCOMES = 8;
/** How sure an outcome is of a field that is not called so. */
const GUESSED_OUTCOME = 0.67;

/** Whether a field holds words for both outcomes, such as `Access-Accept` and `Access-Reject`, whatever it is called. */
function tellsOutcome({ type, valuesComplete, values = [], roles }: FieldEntry): boolean {
  if (type !== 'text' || !valuesComplete || values.length < 2 || values.length > MOST_OUTCOMES) return false;
  if (['level', 'message', 'reason', 'error type'].includes(roles[0] ?? '')) return false;
  const has = (wanted: ReadonlySet<string>) =>
    values.some(({ value }) => valueStems(value).some((stem) => wanted.has(stem)));
  return (
    has(SUCCEEDED) &&
    has(FAILED) &&
    values.every(({ value }) => /^[\p{L}_ -]{2,}$/u.test(value) && !/^(?:true|false|yes|no)$/i.test(value))
  );
}

/** How sure it is that all other outcomes than the good one are failures. */
const REST_OF_OUTCOME = 0.78;
/** Outcomes of what is not over, or went neither way. */
const UNDECIDED =
  /^(?:pending|open|new|unknown|none|null|skip(?:ped)?|running|started|queued|waiting|progress|partial|undecided|draw|void|other)$/;

/** Where an outcome is `ok` or one of several reasons against it, all but `ok` failed; null where a value says so by itself. */
function allButSuccess({ name, roles, valuesComplete, values = [] }: FieldEntry): Condition | null {
  if (roles[0] !== 'outcome' || !valuesComplete || values.length < 3) return null;
  const parts = values.map(({ value }) => ({ value, stems: valueStems(value) }));
  const good = parts.filter(({ stems }) => stems.length === 1 && SUCCEEDED.has(stems[0] ?? ''));
  const isTold = parts.some(
    (each) =>
      !good.includes(each) &&
      (each.stems.some((stem) => FAILED.has(stem) || SUCCEEDED.has(stem)) ||
        valueParts(each.value).some((part) => UNDECIDED.test(part))),
  );
  const [only] = good;
  return only && good.length === 1 && !isTold
    ? { kind: 'in', field: name, values: [only.value], not: true }
    : null;
}

function byOutcome(state: State, fields: readonly FieldEntry[]): StateMeaning | null {
  const wanted = state === 'success' ? SUCCEEDED : state === 'failure' || state === 'error' ? FAILED : null;
  if (!wanted) return null;
  const ranked = ['outcome', 'status', 'event', 'action'];
  const rankOf = ({ roles }: FieldEntry) =>
    Math.min(
      ...roles.slice(0, 2).map((role) => (ranked.includes(role) ? ranked.indexOf(role) : ranked.length)),
    );
  const outcomes = withRole(fields, ...ranked)
    .filter((field) => !isHttpStatus(field))
    .sort((a, b) => rankOf(a) - rankOf(b));
  const code = withRole(fields, 'outcome', 'status', 'error code').find(isReturnCode);
  if (code)
    return {
      condition: { kind: 'in', field: code.name, values: ['0'], not: state !== 'success' },
      score: 0.85,
    };
  const others = fields.filter((field) => !outcomes.includes(field) && tellsOutcome(field));
  for (const field of [...outcomes, ...others].filter((each) => !isReturnCode(each))) {
    if (
      field.type === 'boolean' ||
      (field.values ?? []).every(({ value }) => /^(true|false|0|1|yes|no|y|n|j)$/i.test(value))
    ) {
      if (!field.roles.includes('outcome') || !field.values?.length) continue;
      const isFailed = field.words.some((word) => FAILED.has(stemOf(word)));
      const yes = (field.values ?? [])
        .map(({ value }) => value)
        .filter((value) => /^(true|1|yes|y|j)$/i.test(value));
      const no = (field.values ?? [])
        .map(({ value }) => value)
        .filter((value) => /^(false|0|no|n)$/i.test(value));
      const values = (state === 'success') === isFailed ? no : yes;
      if (values.length > 0) return { condition: oneOf(field, values), score: 0.9 };
      continue;
    }
    const rest = state === 'success' ? null : allButSuccess(field);
    if (rest) return { condition: rest, score: REST_OF_OUTCOME };
    const values = (field.values ?? []).map(({ value }) => value);
    const exact = values.filter((value) => {
      const stems = valueStems(value);
      return (
        stems.length <= 3 &&
        stems.some((stem) => wanted.has(stem)) &&
        !(state === 'success' && stems.some((stem) => FAILED.has(stem)))
      );
    });
    if (exact.length > 0 && exact.length < values.length) {
      const isNamed = exact.some(
        (value) => STATES.get(fold(value)) === state || STATES.get(fold(value)) !== undefined,
      );
      return {
        condition: oneOf(field, exact),
        score: others.includes(field)
          ? GUESSED_OUTCOME
          : (isNamed ? 0.95 : 0.8) - (field.roles[0] === 'outcome' || field.roles[0] === 'status' ? 0 : 0.1),
      };
    }
  }
  return null;
}

function byErrorField(state: State, fields: readonly FieldEntry[]): StateMeaning | null {
  if (state !== 'error' && state !== 'failure') return null;
  const [field] = withRole(fields, 'error type', 'error code').filter(
    ({ name, filled }) => filled === null || filled < 0.9 || /err|exc|fail/i.test(name),
  );
  return field && (field.filled ?? 0) < 0.9
    ? { condition: { kind: 'exists', field: field.name, not: false }, score: 0.65 }
    : null;
}

const MOST_TEXTS = 20;
/** Surer than the status of a response: what was sent in vain is refused with any status. */
const SAYS_FAILED = 0.81;

/** Texts such as "delivery failed" beside others that are known as well. */
function byMessage(state: State, fields: readonly FieldEntry[]): StateMeaning | null {
  const field = fields.find(({ roles }) => roles[0] === 'message');
  const texts = field?.valuesComplete ? (field.values ?? []).map(({ value }) => value) : [];
  if (state !== 'failure' || !field || texts.length > MOST_TEXTS) return null;
  const failed = texts.filter((text) => /\bfailed\b/i.test(text));
  return failed.length > 0 && failed.length < texts.length
    ? { condition: { kind: 'contains', field: field.name, text: 'failed', not: false }, score: SAYS_FAILED }
    : null;
}

/** What a state means in a stream; null where the stream cannot tell. A crash is no response with a status, and no message that something failed. */
export function meaningOfState(
  state: State,
  { type, fields = [] }: StreamEntry,
  isCrash = false,
): StateMeaning | null {
  if (type === 'traces') {
    const status = fields.find(({ name }) => name === 'span_status');
    if (status && (state === 'error' || state === 'failure' || state === 'critical'))
      return { condition: oneOf(status, ['ERROR']), score: 0.95 };
    if (status && state === 'success')
      return { condition: { ...oneOf(status, ['ERROR']), not: true } as Condition, score: 0.9 };
    return null;
  }
  const level = byLevel(state, fields, state === 'failure' ? 0.72 : 0.97);
  const outcome = byOutcome(state, fields);
  const status = isCrash ? null : byHttpStatus(state, fields);
  // A field for how things went says more than some texts do.
  const isTold = outcome !== null && outcome.score >= REST_OF_OUTCOME;
  const message = isCrash || isTold ? null : byMessage(state, fields);
  const error = byErrorField(state, fields);
  const all = [
    level,
    outcome ? { ...outcome, score: state === 'error' ? outcome.score - 0.12 : outcome.score } : null,
    status,
    message,
    error,
  ].filter((each) => each !== null);
  return all.sort((a, b) => b.score - a.score)[0] ?? null;
}

/** States that people name by what happened, and mean no other end of it. */
const EXACT: ReadonlySet<string> = new Set(['completed', 'crashed', 'crash', 'crashes']);

/** Of `completed` and `sent`, which both went well, the one that a word says. */
export function asSaid(word: string, condition: Condition): Condition {
  if (condition.kind !== 'in' || condition.values.length < 2 || !EXACT.has(word)) return condition;
  const values = condition.values.filter((value) =>
    valueParts(value).some((part) => stemOf(part) === stemOf(word)),
  );
  return values.length > 0 ? { ...condition, values } : condition;
}
