import { withoutControls } from '../../redact/control-characters.ts';
import type { CallContext } from '../../call/execute.ts';

/** Shorter work needs no word. */
const PATIENCE_MS = 800;
const EVERY_MS = 250;
const CLEAR_LINE = '\r\u001b[K';

/** Tells of work under way, on a line that goes away with it. */
export interface ProgressLine extends Pick<CallContext, 'onOperation' | 'onProgress'> {
  readonly onOperation: NonNullable<CallContext['onOperation']>;
  readonly onProgress: NonNullable<CallContext['onProgress']>;
  end(): void;
}

/** A line on stderr while work takes long, where that is a terminal; nothing anywhere else. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  const began = performance.now();
  let what = 'working';
  let isShown = false;

  function draw(): void {
    const tookMs = performance.now() - began;
    if (tookMs < PATIENCE_MS) return;
    const text = `${withoutControls(what)}, ${Math.round(tookMs / 1000)} s (Ctrl-C cancels)`;
    stream.write(`${CLEAR_LINE}${text.slice(0, Math.max(1, (stream.columns ?? 80) - 1))}`);
    isShown = true;
  }

  const timer = stream.isTTY ? setInterval(draw, EVERY_MS).unref() : null;
  return {
    onOperation(row) {
      what = row.title;
    },
    onProgress(text, done, total) {
      what = `${text} (${done}${total === undefined ? '' : ` of ${total}`})`;
    },
    end() {
      if (timer !== null) clearInterval(timer);
      if (isShown) stream.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
