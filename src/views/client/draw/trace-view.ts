import { button, el } from '../dom/dom.ts';
import { lengthText } from './format.ts';
import type { Host, ToolArguments } from './host.ts';
import { type DrawnResult, drawnResultOf } from './shown.ts';
import { drawTable } from './table.ts';
import { tableIn } from './table-data.ts';
import { spansIn } from './trace.ts';
import { drawWaterfall } from './waterfall.ts';

const GET_TRACE = 'get_trace';
/** Further calls that bring the rest of a long trace. */
const MOST_CALLS = 40;

/** The rows of a trace and those that further calls bring. */
async function withRest(shown: DrawnResult, args: ToolArguments, { call }: Host): Promise<DrawnResult> {
  let { table, more } = shown;
  for (let made = 0; call && table && more && made < MOST_CALLS; made++) {
    const next = drawnResultOf(await call(GET_TRACE, { ...args, ...more }));
    if (!next.table) break;
    const { columns } = table;
    const at = columns.map((column) => next.table?.columns.indexOf(column) ?? -1);
    table = {
      columns,
      rows: [...table.rows, ...next.table.rows.map((row) => at.map((index) => row[index] ?? null))],
    };
    more = next.more;
  }
  return { ...shown, table, more };
}

function drawLogs(shown: DrawnResult, timeZone: string | undefined): HTMLElement | null {
  const logs = tableIn(shown.data.logs);
  return logs && drawTable(logs, { caption: 'Log lines of this trace', timeZone, onCell: () => null });
}

/** A trace: what it took, where the time went, its spans as a waterfall, and its log lines on request. */
export function drawTrace(first: DrawnResult, args: ToolArguments, host: Host): HTMLElement {
  const whole = el('section', { class: 'trace', 'aria-label': 'Trace' });
  const logs = el('div', {}, drawLogs(first, host.timeZone));
  const rest = el('p', { class: 'quiet', role: 'status' });

  async function readLogs(pressed: HTMLButtonElement): Promise<void> {
    pressed.disabled = true;
    try {
      const answer = drawnResultOf(
        await (host.call as NonNullable<Host['call']>)(GET_TRACE, { ...args, logs: true }),
      );
      logs.replaceChildren(
        drawLogs(answer, host.timeZone) ??
          el('p', { class: 'quiet' }, 'No log line holds the ID of this trace.'),
      );
      pressed.hidden = true;
    } catch (error) {
      logs.replaceChildren(el('p', { class: 'trouble', role: 'alert' }, (error as Error).message));
      pressed.disabled = false;
    }
  }

  function draw(shown: DrawnResult): void {
    const spans = shown.table && spansIn(shown.table);
    if (!spans) return;
    const { duration_ms: durationMs, errors } = shown.data;
    const failed = Number(errors ?? 0);
    const hot = tableIn(shown.data.most_self_time);
    whole.replaceChildren(
      el(
        'p',
        { class: 'said' },
        `${spans.length} spans in ${lengthText(Number(durationMs ?? 0))}`,
        failed > 0 ? el('span', { class: 'badge failed' }, `${failed} failed`) : null,
      ),
      drawWaterfall(spans),
      hot
        ? el(
            'details',
            {},
            el('summary', {}, 'Where the time goes'),
            drawTable(hot, { caption: 'Most time itself', timeZone: host.timeZone, onCell: () => null }),
          )
        : '',
      ...shown.notes.map((note) => el('p', { class: 'quiet' }, note)),
      rest,
      logs,
      host.call && !first.data.logs ? button('Show its log lines', (pressed) => void readLogs(pressed)) : '',
    );
  }

  draw(first);
  if (first.more && host.call) {
    rest.textContent = 'Reading the other spans …';
    withRest(first, args, host).then(
      (shown) => {
        rest.textContent = shown.more ? 'The trace has more spans than are drawn.' : '';
        draw(shown);
      },
      (error: Error) => {
        rest.textContent = `Not all spans are drawn: ${error.message}`;
      },
    );
  } else if (first.more) rest.textContent = 'The trace has more spans than are drawn.';
  return whole;
}
