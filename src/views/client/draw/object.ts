import { copyButton } from '../dom/copy.ts';
import { el } from '../dom/dom.ts';
import { cellText, drawTable } from './table.ts';
import { tableIn, tableOfObjects } from './table-data.ts';

const DEEPEST = 4;
/** What an answer shows that one time only, as it was made by this very call. */
const SECRET = /^(token|password|secret|passcode)$/i;
/** What the server puts in place of a secret that is not shown. */
const HIDDEN = /^\*{3}/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function drawValue(name: string, value: unknown, timeZone: string | undefined, depth: number): HTMLElement {
  if (typeof value !== 'object' || value === null) {
    const text = cellText(value, timeZone);
    if (SECRET.test(name) && !HIDDEN.test(text)) return drawSecret(name, text);
    return text.includes('\n') ? el('pre', { tabindex: 0 }, text) : el('span', {}, text);
  }
  if (depth >= DEEPEST) return el('code', {}, JSON.stringify(value));
  if (isObject(value) && !tableIn(value)) return drawObject(value, timeZone, depth + 1);
  const table = Array.isArray(value) ? tableOfObjects(value) : tableIn(value);
  if (table) return drawTable(table, { caption: name, timeZone, onCell: () => null });
  return el('span', {}, (value as unknown[]).map((item) => cellText(item, timeZone)).join(', '));
}

/** A secret that nobody can read again, to be taken along now. */
function drawSecret(name: string, text: string): HTMLElement {
  return el(
    'span',
    { class: 'secret' },
    el('code', {}, text),
    copyButton(text, `the ${name}`),
    el('span', { class: 'quiet small' }, 'It is shown only this once.'),
  );
}

/** One object as names and values; what is empty is left out. */
export function drawObject(
  object: Readonly<Record<string, unknown>>,
  timeZone: string | undefined,
  depth = 0,
): HTMLElement {
  const members = Object.entries(object).filter(([, value]) => !isEmpty(value));
  return el(
    'dl',
    { class: 'object' },
    ...members.flatMap(([name, value]) => [
      el('dt', {}, name.replaceAll('_', ' ')),
      el('dd', {}, drawValue(name, value, timeZone, depth)),
    ]),
  );
}
