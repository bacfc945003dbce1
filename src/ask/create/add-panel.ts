import { randomUUID } from 'node:crypto';
import { newPanel } from '../../call/short-forms/panel.ts';
import { describeOutcome } from '../outcome-text.ts';
import { readCondition } from './condition-reading.ts';
import type { Make } from './maker.ts';
import { panelOf } from './panels.ts';
import { statedName } from './stated-name.ts';
import { STREAM } from './stream-question.ts';

/** The dashboard that it goes into. */
const PLACE =
  /\s*\b(?:to|in|into|on|onto|for)\s+(?:the\s+|my\s+|our\s+)?(?:dashboard\b.*$|(?:(?!(?:to|into|onto|the)\b)\S+\s+){1,4}dashboard\b)/i;
/** The order, without what the panel shows. */
const ORDER =
  /\b(?:please|pls|can|could|would|you|i|we|me|us|need|want|like|create|make|add|put|build|an?|the|new|another|panel|chart|graph|widget|tile)s?\b/gi;
const NAMED =
  /\b(?:called|named|titled)\s*$|\b(?:called|named|titled)\s+(?=with|that|which|showing|for|of|$)/gi;
const SHOWS = /^\W*(?:that|which)?\s*(?:with|shows?|showing|for|of|on|about|over|containing|having|has)\b/i;

/** Asked where an order of a panel does not say what it shows. */
export const SHOWS_QUESTION = {
  name: 'shows',
  question:
    'What should the panel show? Say it as a question about the data, such as errors in a stream per hour.',
};

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A panel from words: what it shows, and the dashboard that it goes into. */
export const makePanel: Make = async ({ said, data, time, config, plain }) => {
  const { [STREAM]: stream, [SHOWS_QUESTION.name]: answered, ...stated } = said.arguments;
  if (stated.panel !== undefined) return plain({ ...said, arguments: stated });
  const title = statedName(said.words);
  const about =
    typeof answered === 'string'
      ? answered
      : said.words
          .replace(PLACE, ' ')
          .replace(title ?? '', '')
          .replaceAll(ORDER, ' ')
          .replaceAll(/["'`“”]/g, ' ')
          .replaceAll(NAMED, ' ')
          .trim()
          .replace(SHOWS, ' ')
          .replaceAll(/\s+/g, ' ')
          .trim();
  const base = await plain({ ...said, arguments: { ...stated, panel: {} } });
  const { panel: _, ...args } = base.arguments;
  const known = { ...args, ...(stream === undefined ? {} : { [STREAM]: stream }) };
  const found =
    about === ''
      ? null
      : await readCondition({
          question: about,
          stream: typeof stream === 'string' && stream !== '' ? stream : null,
          isValue: false,
          dictionary: data.dictionary,
          time,
        });
  const read =
    found !== null && 'reading' in found && found.reading.unused.length === 0 ? found.reading : null;
  const open = found !== null && 'missing' in found ? found.missing : SHOWS_QUESTION;
  const missing = [...base.missing, ...(read === null ? [open] : [])];
  if (read === null || missing.length > 0) return { ...base, arguments: args, missing, known };
  const name = title ?? capitalized(about);
  return {
    ...base,
    // Under an ID of its own it is found again when it is read back.
    arguments: {
      ...args,
      panel: newPanel({ ...panelOf(name, read), id: `panel_${randomUUID().slice(0, 8)}` }),
    },
    covers: `${about} ${name}`,
    tell(outcome) {
      const told = describeOutcome(outcome, config);
      return {
        ...told,
        answer: `The panel "${name}" over ${read.form.stream} was added to ${base.about ?? 'the dashboard'}.`,
      };
    },
  };
};
