import { button, el } from '../dom/dom.ts';
import { drawPicture } from './chart.ts';
import { copyButton } from '../dom/copy.ts';
import { renderSparkline } from './series.ts';
import { drawTable, tableIn } from './table.ts';

/** What `ask` answers, as its outputSchema says. */
export interface Answer {
  readonly mode: string;
  readonly decision: string;
  readonly answer: string;
  readonly steps: ReadonlyArray<{
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
    readonly state: string;
    readonly link?: string;
  }>;
  readonly missing: ReadonlyArray<{
    readonly name: string;
    readonly question: string;
    readonly choices?: readonly string[];
    readonly optional?: boolean;
  }>;
  readonly candidates: ReadonlyArray<{ readonly tool: string; readonly title: string }>;
  readonly resume?: { readonly tool: string; readonly answers: Readonly<Record<string, unknown>> };
  readonly query?: string;
  readonly next?: string;
  readonly usage?: { readonly input: number; readonly output: number };
  readonly untrusted_data?: Readonly<Record<string, unknown>>;
}

/** What a person can do with an answer. */
export interface Onward {
  ask(words: string): void;
  choose(tool: string): void;
}

/** Times in the zone of the reader; those without a zone are UTC, as OpenObserve writes them. */
function withLocalTimes(text: string): string {
  return text.replaceAll(
    /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?/g,
    (_, time: string, zone: string | undefined) => new Date(`${time}${zone ?? 'Z'}`).toLocaleString(),
  );
}

/** What the buttons below say need not be said in words, too. */
function withoutNames({ answer, candidates }: Answer): string {
  return candidates.length === 0 ? answer : `${answer.split(' One of these: ')[0]} Which one is it?`;
}

const isWebAddress = (link: string) => /^https?:\/\//.test(link);

function drawSteps({ steps }: Answer): HTMLElement | null {
  if (steps.length === 0) return null;
  return el(
    'ol',
    { class: 'steps', 'aria-label': 'Steps' },
    ...steps.map(({ tool, arguments: args, state, link }) =>
      el(
        'li',
        {},
        el(
          'details',
          {},
          el('summary', {}, el('code', {}, tool), ' ', el('span', { class: `badge ${state}` }, state)),
          el('pre', { tabindex: 0 }, JSON.stringify(args, null, 2)),
        ),
        link !== undefined && isWebAddress(link)
          ? el('a', { href: link, target: '_blank', rel: 'noopener noreferrer' }, 'Open in OpenObserve')
          : null,
      ),
    ),
  );
}

function drawQuery(query: string): HTMLElement {
  return el(
    'div',
    { class: 'snippet' },
    el('div', { class: 'bar-top' }, el('span', { class: 'quiet' }, 'Query'), copyButton(query, 'the query')),
    el('pre', { tabindex: 0, class: 'query' }, query),
  );
}

function drawData(shaped: Readonly<Record<string, unknown>>, width: number): Array<HTMLElement | null> {
  const table = tableIn(shaped);
  if (!table) return [];
  const picture = renderSparkline(table, shaped);
  const count = `${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`;
  const drawn = drawTable(table, count);
  if (!picture) return [drawn];
  return [drawPicture(picture, width), el('details', {}, el('summary', {}, `Show ${count}`), drawn)];
}

/** `width`: of what is drawn, in pixels. */
export function drawAnswer(answer: Answer, onward: Onward, width: number): HTMLElement {
  const [first = '', ...rest] = withLocalTimes(withoutNames(answer)).split('\n');
  const { query, next, usage, candidates, untrusted_data: shaped } = answer;
  const hasFailed = answer.steps.some(({ state }) => state === 'failed');
  return el(
    'div',
    { class: `result${hasFailed ? ' failed' : ''}` },
    el('p', { class: 'said' }, first),
    ...rest.map((line) => el('p', { class: 'quiet' }, line)),
    candidates.length === 0
      ? null
      : el(
          'div',
          { class: 'chips', role: 'group', 'aria-label': 'What is meant?' },
          ...candidates.map(({ tool, title }) => button(title, () => onward.choose(tool), { title: tool })),
        ),
    ...(shaped === undefined ? [] : drawData(shaped, width)),
    query === undefined ? null : drawQuery(query),
    drawSteps(answer),
    next === undefined
      ? null
      : el(
          'p',
          { class: 'next' },
          el('span', { class: 'quiet' }, 'Next: '),
          button(next, () => onward.ask(next), { class: 'link' }),
        ),
    el(
      'p',
      { class: 'quiet small' },
      `Answered by the ${answer.mode} mode${usage === undefined ? '' : `, ${usage.input + usage.output} tokens`}`,
    ),
  );
}
