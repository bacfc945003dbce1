import type { ViewPlan } from '../../view-data.ts';
import { button, el } from '../dom/dom.ts';
import type { Host, ToolAnswer } from './host.ts';
import { drawObject } from './object.ts';
import { isWebAddress, drawnResultOf } from './shown.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface PanelPlan {
  readonly title: string;
  readonly type: string;
  readonly query: string;
}

/** The query in a panel, in its short form or in full. */
function panelOf(panel: Readonly<Record<string, unknown>>): PanelPlan {
  const queries = Array.isArray(panel.queries) ? panel.queries.filter(isObject) : [];
  const query = panel.sql ?? panel.promql ?? panel.query ?? queries.map(({ query: own }) => own).join('\n');
  return { title: String(panel.title ?? ''), type: String(panel.type ?? ''), query: String(query ?? '') };
}

/** The panels that a dashboard is planned with, in all its tabs. */
function panelsIn({ panels, tabs }: ViewPlan['arguments']): PanelPlan[] {
  const inTabs = Array.isArray(tabs) ? tabs.filter(isObject).flatMap((tab) => tab.panels) : [];
  return [panels, inTabs].flat().filter(isObject).map(panelOf);
}

const drawPanel = ({ title, type, query }: PanelPlan) =>
  el(
    'li',
    {},
    el('p', {}, title, ' ', el('span', { class: 'badge' }, type)),
    query === '' ? null : el('pre', { tabindex: 0 }, query),
  );

function drawPlanned(plan: ViewPlan, timeZone: string | undefined): HTMLElement[] {
  const { panels, tabs, org_id: organization, ...rest } = plan.arguments;
  const drawn = panelsIn(plan.arguments);
  return [
    drawObject(rest, timeZone),
    ...(drawn.length === 0
      ? []
      : [
          el('h3', {}, drawn.length === 1 ? '1 panel' : `${drawn.length} panels`),
          el('ul', { class: 'findings' }, ...drawn.map(drawPanel)),
        ]),
  ];
}

/** What is left when the call was made: what was made, and where it is. */
function drawMade(answer: ToolAnswer, { open, timeZone }: Host): HTMLElement[] {
  const { body, data } = drawnResultOf(answer);
  const { done, link, untrusted_data: _, notes, ...rest } = body;
  return [
    el('p', { class: 'said' }, el('span', { class: 'badge done' }, 'done'), ` ${String(done ?? '')}`),
    drawObject({ ...rest, ...data }, timeZone),
    ...(Array.isArray(notes) ? notes.map((note) => el('p', { class: 'quiet small' }, String(note))) : []),
    ...(typeof link === 'string' && isWebAddress(link) && open
      ? [button('Open in OpenObserve', () => open(link), { class: 'link' })]
      : []),
  ];
}

/** A call that was made, or its plan with a yes and a no. Nothing is made before the yes. */
export function drawPlan(answer: ToolAnswer, host: Host): HTMLElement[] {
  const shown = drawnResultOf(answer);
  const { plan } = shown;
  if (!plan)
    return shown.isError
      ? [el('p', { class: 'trouble', role: 'alert' }, shown.words)]
      : drawMade(answer, host);
  const { call } = host;
  const state = el('p', { class: 'said', role: 'status', tabindex: -1 }, 'Nothing is made yet.');
  const whole = el('section', { class: 'plan', 'aria-label': plan.title });

  function end(words: string, told: string, ...more: HTMLElement[]): void {
    state.textContent = words;
    buttons.replaceWith(...more);
    state.focus();
    host.tell(told);
  }

  async function approve(): Promise<void> {
    for (const each of buttons.querySelectorAll('button')) each.disabled = true;
    state.textContent = 'Working …';
    try {
      const made = await (call as NonNullable<Host['call']>)((plan as ViewPlan).tool, {
        ...(plan as ViewPlan).arguments,
        confirm: (plan as ViewPlan).confirm,
      });
      const text = made.content[0]?.text ?? '';
      if (made.isError) throw new Error(text);
      end(
        'Approved.',
        `The person approved the plan, and it was carried out: ${text}`,
        ...drawMade(made, host),
      );
    } catch (error) {
      const { message } = error as Error;
      end(
        'It was not made.',
        `The person approved the plan, but it failed: ${message}`,
        el('p', { class: 'trouble', role: 'alert' }, message),
      );
    }
  }

  const buttons = el(
    'div',
    { class: 'buttons' },
    button('Approve', () => void approve(), { class: 'strong' }),
    button('Cancel', () =>
      end(
        'Canceled: nothing was made.',
        `The person canceled the plan to ${(plan as ViewPlan).tool}. Nothing was made; do not try it again unasked.`,
      ),
    ),
  );
  whole.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && buttons.isConnected)
      buttons.querySelector<HTMLElement>('button:last-child')?.click();
  });
  whole.append(
    el('h2', {}, plan.title),
    ...drawPlanned(plan, host.timeZone),
    state,
    call
      ? buttons
      : el('p', { class: 'quiet' }, 'This client cannot call tools from a view: approve it in the chat.'),
  );
  return [whole];
}
