import type { Config } from '../../config/options.ts';
import type { ContractWords, MakerName } from '../../contract/words.ts';
import type { CallContext, Execute } from '../../call/execute.ts';
import type { JsonSchema, ToolRow, Arguments } from '../../contract/tool.ts';
import { makeAlert } from '../create/alert.ts';
import { makePanel } from '../create/add-panel.ts';
import { makeAlertChange } from '../create/alert-change.ts';
import { makeDashboard } from '../create/dashboard.ts';
import { makeDestination } from '../create/destination.ts';
import { changePhrasesFor } from '../create/change-phrases.ts';
import type { Make } from '../create/maker.ts';
import { directionAt, isOpposite, onlyDirection } from '../create/stated-direction.ts';
import type { DataFor } from '../data/data-for.ts';
import { resolveNames } from '../data/object-names.ts';
import type { Prepared, StatedRequest } from '../prepared.ts';
import { firstPassword } from '../first-password.ts';
import type { MaskedOutcome } from '../../result/masked-outcome.ts';
import { changeText } from './tell-change.ts';
import { didYouMean } from '../../names/nearest.ts';
import { textOf } from '../../json/exact-json.ts';
import { listAt, valueAt } from '../../openobserve/answer.ts';
import type { Operations } from '../../openobserve/operations.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import { listedNames } from '../understand/orders/listed-names.ts';
import { kindOf, withArticle } from '../understand/orders/ordered-call.ts';
import { statedName } from '../create/stated-name.ts';
import { nameText } from '../object-text.ts';
import { describeOutcome, type OutcomeText } from '../outcome-text.ts';
import { fill } from '../questions/answers/phrases.ts';
import { maskSecrets } from '../../redact/patterns.ts';
import type { MissingArgument, Router } from '../types.ts';

/** Complete a call from what was said and from what is there. It only reads. */
export type Prepare = (row: ToolRow, said: StatedRequest, context: CallContext) => Promise<Prepared>;

interface PrepareOptions {
  readonly loadRouter: () => Promise<Router>;
  readonly execute: Execute;
  readonly dataFor: DataFor;
  readonly config: Config;
  readonly words: ContractWords;
  readonly requireArguments: Operations['requireArguments'];
  readonly nowMs: () => number;
}

const MAKERS: Readonly<Record<MakerName, Make>> = {
  dashboard: makeDashboard,
  alert: makeAlert,
  'alert change': makeAlertChange,
  panel: makePanel,
  destination: makeDestination,
};

/** The answer to the question whether a secret may be shown where a model reads it. */
const SHOW_SECRET = 'show_secret';
const WANTS_SECRET =
  /\b(?:show|give|tell|return|print|display|reveal|with|including|and)\b[^.]{0,30}\b(?:tokens?|passwords?|secrets?)\b/i;

function secretQuestion(names: readonly string[]): MissingArgument {
  const what = names.join(' and ');
  return {
    name: SHOW_SECRET,
    question: `The ${what} can be seen only once, and here a language model may read it. Show it in the answer?`,
    choices: ['yes', 'no'],
  };
}

/** Values of these keys in an answer, at any depth. */
function revealedIn(value: unknown, keys: readonly string[]): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const found = Object.entries(value).flatMap(([key, item]): [string, string][] =>
    keys.includes(key) && typeof item === 'string' && item !== ''
      ? [[key, item]]
      : Object.entries(revealedIn(item, keys)),
  );
  return Object.fromEntries(found);
}

/** Arguments that hold the name of what is made. */
const NAMES = ['name', 'title', 'view_name'];

/** Asked where words speak of a retention without a clear number of days: "12 hours", "a week or two". */
const SPEAKS_OF_RETENTION = /\bretention\b/i;
const RETENTION: MissingArgument = {
  name: 'data_retention',
  question: 'For how many days should the data be kept? A retention is a whole number of days.',
};

/** Asked where words speak of what somebody may do without the role that it comes with. */
const SPEAKS_OF_ROLE = /\b(?:roles?|access|rights|permissions?|privileges?)\b/i;
const ROLE: MissingArgument = {
  name: 'role',
  question:
    'Which role should they have? An admin may do everything, an editor may change things, a viewer only reads; the open edition of OpenObserve has admins only.',
  choices: ['admin', 'editor', 'viewer'],
};

/** The answer to the question whether a retention is to go the other way than the words say. */
const OPPOSITE = 'opposite';

/** Arguments that have parts of their own, which no words give. */
const isStructured = (name: string, { inputSchema }: ToolRow) =>
  ['array', 'object'].includes(
    String(((inputSchema.properties ?? {}) as Record<string, JsonSchema>)[name]?.type ?? ''),
  );

/** Says of all such arguments at once that words do not give them. */
function structuredQuestion(names: readonly string[], row: ToolRow): string {
  const kind = kindOf(row);
  const what = names.map((name) => name.replaceAll('_', ' ')).join(' and ');
  const of = kind === null ? '' : ` of ${withArticle(kind)}`;
  return `The ${what}${of} cannot be read from plain words. Make it in the web interface of OpenObserve, or give them as JSON: describe_tool shows the form for ${row.name}.`;
}

function questionFor(name: string, row: ToolRow): MissingArgument {
  const { description } = (((row.inputSchema.properties ?? {}) as Record<string, JsonSchema>)[name] ??
    {}) as { description?: string };
  const meaning = description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;
  return { name, question: `What is the ${name.replaceAll('_', ' ')}${meaning}?` };
}

/** The name that stands right after the only noun of a kind, as one thing: "the function a_b". */
function nameOfOne(spoken: string, kind: string): string[] {
  const nouns = nounsIn(spoken).filter((noun) => noun.kind === kind);
  const [noun] = nouns;
  if (!noun || nouns.length > 1 || /s$/i.test(spoken.slice(noun.start, noun.end))) return [];
  return listedNames(spoken.slice(noun.start))
    .filter((name) => /[\p{Lu}\d_]/u.test(name))
    .slice(0, 1);
}

/** Reads a request without a model: the tool, its arguments, and what is missing. */
export function createPrepare({
  loadRouter,
  execute,
  dataFor,
  config,
  words,
  requireArguments,
  nowMs,
}: PrepareOptions): Prepare {
  /** Asks for what the operation requires and nobody has said. */
  async function missingOf(
    row: ToolRow,
    said: StatedRequest,
    args: Prepared['arguments'],
  ): Promise<MissingArgument[]> {
    const router = await loadRouter();
    const asked = new Map(router.fill(said.words, row).missing.map((each) => [each.name, each]));
    const required = ((row.inputSchema.required ?? []) as readonly string[]).filter(
      (name) => name !== 'org_id',
    );
    if (RETENTION.name in row.places && SPEAKS_OF_RETENTION.test(said.words))
      asked.set(RETENTION.name, RETENTION);
    const mayHaveRole = row.access !== 'read' && ROLE.name in row.places && !required.includes(ROLE.name);
    if (mayHaveRole && !asked.has(ROLE.name) && SPEAKS_OF_ROLE.test(said.words)) asked.set(ROLE.name, ROLE);
    const open = [...new Set([...required, ...asked.keys()])].filter((name) => args[name] === undefined);
    const structured = open.filter((name) => !asked.has(name) && isStructured(name, row));
    return open
      .toSorted((a, b) => Number(structured.includes(a)) - Number(structured.includes(b)))
      .map((name) =>
        structured.includes(name)
          ? { name, question: structuredQuestion(structured, row) }
          : (asked.get(name) ?? questionFor(name, row)),
      );
  }

  /** Secrets that nobody stated are made up: a person must not be asked for one in a form. */
  function withSecrets(
    row: ToolRow,
    args: Readonly<Arguments>,
  ): { args: Arguments; made: Readonly<Arguments> } {
    const wanted = (words.secrets[row.operationId] ?? []).filter((name) => args[name] === undefined);
    const made = Object.fromEntries(wanted.map((name) => [name, firstPassword()]));
    return { args: { ...args, ...made }, made };
  }

  /** Asks about a retention that goes the other way than the words say: "raise it to 3 days" where it is 14. */
  async function oppositeRetention(
    { words: stated, written = '', language }: StatedRequest,
    { [RETENTION.name]: after, stream_name: name, org_id: org }: Readonly<Arguments>,
    context: CallContext,
  ): Promise<MissingArgument[]> {
    const direction = directionAt(stated, stated.length) ?? onlyDirection(written);
    if (direction === null || typeof after !== 'number') return [];
    const { dictionary } = dataFor({ ...context, approved: () => false }, org);
    const streams = await dictionary.streams().catch(() => []);
    const before = streams.find((each) => each.name === name)?.retentionDays ?? null;
    if (before === null || !isOpposite(direction, before, after)) return [];
    const phrases = changePhrasesFor(language);
    const values = { what: phrases.numbers.retention, name: String(name), before, after };
    return [{ name: OPPOSITE, question: fill(phrases.opposite[direction], values), choices: ['yes', 'no'] }];
  }

  /** Names of one thing in words, which a list does not have, with those that are near. */
  function absentFrom(outcome: MaskedOutcome, spoken: string): string {
    const { row, value, truncated, args } = outcome;
    const kind = kindOf(row);
    if (row.names === null || kind === null || truncated) return '';
    const there = (listAt(value, row.rows ?? '') ?? []).map((each) =>
      textOf(valueAt(each, row.names?.label ?? '')),
    );
    const held = Object.values(args).map(textOf);
    return nameOfOne(spoken, kind)
      .filter((name) => ![...there, ...held].some((each) => each.toLowerCase() === name.toLowerCase()))
      .map((name) => `There is no ${kind.replaceAll('_', ' ')} "${name}" here.${didYouMean(name, there)} `)
      .join('');
  }

  /** A call that no maker completes: names become identifiers, and what is required is asked. */
  async function plain(row: ToolRow, said: StatedRequest, context: CallContext): Promise<Prepared> {
    const lookups = words.names[row.operationId] ?? [];
    const { [SHOW_SECRET]: showSecret, [OPPOSITE]: isMeant, ...given }: Arguments = { ...said.arguments };
    const own = NAMES.find(
      (name) => name in row.places && !lookups.some(({ argument }) => argument === name),
    );
    const isNew = own !== undefined && ((row.inputSchema.required ?? []) as readonly string[]).includes(own);
    if (isNew && given[own] === undefined) given[own] = statedName(said.words) ?? undefined;
    const resolved = await resolveNames(row, { ...said, arguments: given }, lookups, execute, context);
    const asked = new Set(resolved.missing.map(({ name }) => name));
    const { args, made } = withSecrets(row, resolved.arguments);
    const others = (await missingOf(row, said, args)).filter(({ name }) => !asked.has(name));
    const secrets = [...Object.keys(made), ...row.reveals];
    const isShown = context.forPerson === true || WANTS_SECRET.test(said.words) || showSecret === 'yes';
    const asksFor = secrets.length > 0 && !isShown && showSecret === undefined;
    // Nobody is asked about a secret of a call that is refused for what it has.
    if (asksFor) await requireArguments(row, args, context.signal);
    const opposite =
      RETENTION.name in row.places && isMeant !== 'yes' ? await oppositeRetention(said, args, context) : [];
    // A "no" is asked for the number that is meant.
    const retention = isMeant === 'no' && opposite.length > 0 ? [RETENTION] : opposite;
    const missing = [
      ...resolved.missing,
      ...retention,
      ...others,
      ...(asksFor ? [secretQuestion(secrets)] : []),
    ];
    if (missing.length > 0) return { arguments: resolved.arguments, missing };
    const { labels } = resolved;
    const named = Object.values(labels);
    return {
      arguments: args,
      missing,
      made: Object.keys(made),
      labels,
      ...(named.length > 0 ? { about: named.map((label) => `"${label}"`).join(' and ') } : {}),
      tell(outcome, was) {
        const told = describeChange(outcome, labels, was);
        const values = { ...made, ...revealedIn(outcome.value, row.reveals) };
        const shown = Object.entries(values).map(([name, value]) =>
          isShown ? ` The ${name} is ${value}: it is shown only now.` : ` The ${name} is not shown.`,
        );
        const data = isShown ? told.data : (maskSecrets(told.data) as OutcomeText['data']);
        const absent = row.access === 'read' ? absentFrom(outcome, said.words) : '';
        return { ...told, data, answer: `${absent}${told.answer}${shown.join('')}` };
      },
    };
  }

  /** What a call came to, with what it was about. */
  function describeChange(
    outcome: MaskedOutcome,
    labels: Readonly<Record<string, string>>,
    was: Readonly<Arguments> | null,
  ): OutcomeText {
    const named = Object.values(labels).map(nameText);
    const told = describeOutcome(outcome, config, named.length > 0 ? named.join('" and "') : null);
    const { row } = outcome;
    const by = words.stands[row.operationId]?.by ?? null;
    const change = row.access === 'read' ? null : changeText(outcome, labels, by, was);
    const plain = `Done: ${row.title}${named.length > 0 ? ` "${named.join('" and "')}"` : ''}.`;
    return change === null ? told : { ...told, answer: told.answer.replace(plain, () => change) };
  }

  /** What a maker completed, with the folder that the words name by its identifier. */
  async function withPlaces(
    row: ToolRow,
    { words: spoken, arguments: stated }: StatedRequest,
    prepared: Prepared,
    context: CallContext,
  ): Promise<Prepared> {
    const { arguments: args, missing } = prepared;
    const lookups = (words.names[row.operationId] ?? []).filter(
      ({ argument }) => args[argument] !== undefined && args[argument] === stated[argument],
    );
    if (missing.some(({ optional }) => !optional) || lookups.length === 0) return prepared;
    const found = await resolveNames(
      row,
      { words: spoken, arguments: args, asked: true },
      lookups,
      execute,
      context,
    );
    if (found.missing.length > 0) return { ...prepared, missing: found.missing, known: stated };
    const named = Object.values(found.labels).join(' ');
    return { ...prepared, arguments: found.arguments, covers: `${prepared.covers ?? ''} ${named}` };
  }

  return async (row, given, context) => {
    const said = { ...given, arguments: { ...words.assume[row.operationId], ...given.arguments } };
    const maker = words.makers[row.operationId];
    if (!maker) return plain(row, said, context);
    const time = { nowUs: nowMs() * 1000, timeZone: config.timeZone };
    const { using } = maker;
    const made = await MAKERS[maker.as]({
      row,
      said,
      context,
      data: dataFor({ ...context, approved: () => false }, said.arguments.org_id),
      time,
      config,
      execute,
      using,
      plain: (stated) => plain(row, stated, context),
    });
    return withPlaces(row, said, made, context);
  };
}
