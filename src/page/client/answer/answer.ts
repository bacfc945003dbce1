import { copyButton } from '../../../views/client/dom/copy.ts';
import { button, el } from '../../../views/client/dom/dom.ts';
import { withLocalTimes } from '../../../views/client/draw/format.ts';
import type { Host } from '../../../views/client/draw/host.ts';
import { drawFindings, isInvestigation } from '../../../views/client/draw/investigation-view.ts';
import { drawData } from '../../../views/client/draw/rows-view.ts';
import { drawnResultOf, isWebAddress } from '../../../views/client/draw/shown.ts';

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

/** What the buttons below say need not be said in words, too. */
function withoutNames({ answer, candidates }: Answer): string {
  return candidates.length === 0 ? answer : `${answer.split(' One of these: ')[0]} Which one is it?`;
}

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
          // A plan is there to be read; what was done can be looked up.
          { open: state === 'planned' },
          el('summary', {}, el('code', {}, tool), ' ', el('span', { class: `badge ${state}` }, state)),
          ...(state === 'planned' && typeof args.sql === 'string' ? [drawQuery(args.sql)] : []),
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

/** The call of the last step that was done: what its data are about. */
function callOf({ steps }: Answer) {
  const step = steps.findLast(({ state }) => state === 'done');
  return step === undefined ? null : { tool: step.tool, arguments: step.arguments };
}

/** What each of several reads found, under its call; empty where one read was all. */
function drawnReads({ steps, untrusted_data: data = {} }: Answer, host: Host): HTMLElement[] {
  return steps.flatMap((step, index) => {
    const found = data[`step_${index + 1}`];
    if (found === undefined) return [];
    const onto = el('div', { class: 'found' });
    const shown = drawnResultOf({ content: [], structuredContent: { untrusted_data: found } });
    const query = typeof step.arguments.sql === 'string' ? step.arguments.sql : step.tool;
    const drawn = isInvestigation(shown) ? drawFindings(shown, host) : drawData(shown, step, host, onto);
    onto.append(el('p', { class: 'quiet' }, query), ...drawn);
    return [onto];
  });
}

function drawFound(answer: Answer, host: Host): HTMLElement {
  const several = drawnReads(answer, host);
  if (several.length > 0) return el('div', {}, ...several);
  const onto = el('div', { class: 'found' });
  // What the model said stands at the head of the answer.
  const { summary: _, ...data } = answer.untrusted_data ?? {};
  const shown = drawnResultOf({ content: [], structuredContent: { ...answer, untrusted_data: data } });
  onto.append(
    ...(isInvestigation(shown) ? drawFindings(shown, host) : drawData(shown, callOf(answer), host, onto)),
  );
  return onto;
}

/** An answer of `ask` as an element. */
export function drawAnswer(answer: Answer, onward: Onward, host: Host): HTMLElement {
  const [first = '', ...rest] = withLocalTimes(withoutNames(answer), host.timeZone).split('\n');
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
    shaped === undefined ? null : drawFound(answer, host),
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
