import { listAt } from '../../openobserve/answer.ts';
import type { Arguments } from '../../contract/tool.ts';
import { type PanelIntent, tabOf } from '../../call/short-forms/panel.ts';
import { describeOutcome } from '../outcome-text.ts';
import type { MissingArgument } from '../types.ts';
import { SHOWS_QUESTION } from './add-panel.ts';
import { type ReadCondition, readCondition } from './condition-reading.ts';
import type { Make, MakeInput } from './maker.ts';
import { panelOf, usualPanels } from './panels.ts';
import { statedName } from './stated-name.ts';
import { STREAM, streamQuestion } from './stream-question.ts';

async function folderQuestion({ execute, using, context, said }: MakeInput): Promise<MissingArgument[]> {
  const lister = context.view.rows.find(({ operationId }) => operationId === using.folders);
  if (!lister) return [];
  const { org_id: org } = said.arguments;
  const args = { folder_type: 'dashboards', ...(org === undefined ? {} : { org_id: org }) };
  const outcome = await execute({ name: lister.name, arguments: args }, context);
  const rows = (listAt(outcome.value, lister.rows ?? '') ?? []) as Arguments[];
  const others = rows.map(({ name }) => String(name ?? '')).filter((name) => !['', 'default'].includes(name));
  return [
    {
      name: 'folder',
      question: 'In which folder? Leave it out for the folder default.',
      optional: true,
      ...(others.length > 0 ? { choices: ['default', ...others] } : {}),
    },
  ];
}

const wantsNothing = (words: string) => /\b(?:empty|blank|no panels|without panels)\b/i.test(words);

/** An order to make a dashboard that does not say what it should show. */
const ORDER =
  /\b(?:please|pls|can|could|would|you|i|we|me|us|need|want|like|to|create|make|build|add|set up|give|get|an?|the|new|my|our|dashboards?|called|named|titled|(?:(?:one|two|three|four|\d) )?panels?(?= (?:of|for|with|showing|that|which)\b)|folder \S+|in the \S+ folder)\b/gi;
/** What comes before what it shows. */
const SHOWS =
  /^\W*(?:with\s+(?=(?:of|for|with|showing|that|which)\b))?(?:(?:that|which)\s+)?(?:with|shows?|showing|for|of|on|about|over|containing|having|has)\b/i;
/** Panels that are ordered, and not a dashboard about something. */
const ORDERS_PANELS = /\b(?:an?|one|two|three|four|\d|the|these) panels?\b/i;
const BETWEEN_WISHES = /\s*(?:,|;|\band\b|\bplus\b|\bas well as\b)\s*/i;

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What each part of the words asks to be shown; null where one of them is not clear. */
async function wishedPanels(
  about: string,
  { entry }: ReadCondition['reading'],
  { data: { dictionary }, time }: MakeInput,
): Promise<PanelIntent[] | null> {
  const parts = about.split(BETWEEN_WISHES).filter((part) => /\p{L}/u.test(part));
  const panels: PanelIntent[] = [];
  for (const part of parts) {
    const input = { question: part, isValue: false, dictionary, time };
    const read = await readCondition({ ...input, stream: parts.length > 1 ? entry.name : null });
    if (!('reading' in read) || read.reading.unused.length > 0) return null;
    const { form } = read.reading;
    const { measures, cues, bucket } = read.parsed;
    const isWhole = form.measure.kind === 'count' && measures.length + cues.length === 0 && bucket === null;
    if (isWhole && (parts.length === 1 || form.where.length === 0)) return null;
    panels.push(panelOf(capitalized(part.trim()), read.reading));
  }
  return panels;
}

/** What the words say that it shows. */
const aboutOf = (words: string, title: unknown): string =>
  words
    .replace(typeof title === 'string' ? title : '', '')
    .replaceAll(ORDER, ' ')
    .replaceAll(/["'`“”]/g, ' ')
    .trim()
    .replace(SHOWS, ' ')
    .trim();

/** A dashboard from words: what it is called, what it shows and where it lies; the last two may stay open. */
export const makeDashboard: Make = async (input) => {
  const { said: spoken, data, time, config, row } = input;
  const { [STREAM]: answered, [SHOWS_QUESTION.name]: shows, ...stated } = spoken.arguments;
  const title = stated.title ?? statedName(spoken.words);
  const args: Arguments = { ...stated, ...(title === null ? {} : { title }) };
  const missing: MissingArgument[] =
    title === null || title === ''
      ? [{ name: 'title', question: 'What should the dashboard be called?' }]
      : [];
  const said = aboutOf(spoken.words, title);
  const about = typeof shows === 'string' ? shows : said;
  const isEmpty =
    args.tabs !== undefined || wantsNothing(spoken.words) || wantsNothing(String(answered ?? ''));
  const stream = typeof answered === 'string' && answered !== '' ? answered : null;
  const isOpen = stream === null && !/[\p{L}\d]/u.test(about);
  const found =
    isEmpty || isOpen
      ? null
      : await readCondition({
          question: about === '' ? (stream ?? '') : about,
          stream,
          isValue: false,
          dictionary: data.dictionary,
          time,
        });
  const read = found !== null && 'reading' in found ? found : null;
  if (!isEmpty && read === null && (stream !== null || !spoken.asked)) {
    const streams = await data.dictionary.streams();
    const question =
      found !== null && 'missing' in found && stream !== null
        ? found.missing
        : streamQuestion(
            'Which stream should it show? Leave it out for an empty dashboard.',
            streams.filter(({ type }) => type === 'logs'),
          );
    missing.push({ ...question, optional: true });
  }
  if (!spoken.asked && args.folder === undefined && missing.length > 0)
    missing.push(...(await folderQuestion(input)));
  if (missing.some(({ optional }) => !optional || !spoken.asked))
    return {
      arguments: args,
      missing,
      known: answered === undefined ? args : { ...args, [STREAM]: answered },
    };
  const wished = read && about !== '' ? await wishedPanels(about, read.reading, input) : null;
  // Usual panels are no answer to an order of certain ones.
  if (read && wished === null && (typeof shows === 'string' || ORDERS_PANELS.test(spoken.words)))
    return { arguments: args, missing: [SHOWS_QUESTION], known: args };
  const panels = wished ?? (read ? usualPanels(read.reading.entry, read.reading.form.where) : []);
  return {
    arguments: panels.length > 0 ? { version: 8, ...args, tabs: [tabOf(panels)] } : { version: 8, ...args },
    missing: [],
    ...(read === null
      ? {}
      : {
          covers: read.reading.unused.reduce(
            (text, each) => text.replace(each, ' '),
            `${about} ${about === said ? '' : said}`,
          ),
        }),
    tell(outcome) {
      const told = describeOutcome(outcome, config);
      const shows =
        panels.length > 0
          ? `with ${panels.length} ${panels.length === 1 ? 'panel' : 'panels'} over ${read?.reading.form.stream}: ${panels.map((each) => each.title).join(', ')}`
          : 'without panels so far';
      return {
        ...told,
        answer: `${row.title}: "${String(title)}" is there, ${shows}.`,
        next: panels.length > 0 ? `list the dashboards` : `add a panel to the dashboard "${String(title)}"`,
      };
    },
  };
};
