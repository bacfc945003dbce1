import { type Answer, drawAnswer } from './answer/answer.ts';
import { button, byId, el } from '../../views/client/dom/dom.ts';
import { drawForm } from './form.ts';
import { pageHost } from './page-host.ts';
import { type ServerQuestion, type CallReply, callTool, Failure } from './server.ts';

const ASK = 'ask';

const SAMPLE_EXAMPLES = [
  'errors in the payment service in the last hour',
  'errors in the payment service per minute in the last hour',
  'which streams are there?',
  'delete the stream sales_orders',
];
const EXAMPLES = [
  'which streams are there?',
  'errors in the last hour',
  'list my alerts',
  'list my dashboards',
];

/** What an answer says to a client that shows it to a person. */
const FOR_CLIENTS =
  /^Nothing was done yet\. | To go on, call ask again with what stands in "resume"\.$|\nShow it to the person\. If they agree, call ask again .*$/g;

/** Of servers that speak only the era of 2025, where a question comes as part of the answer. */
function askedIn({ missing, resume, answer }: Answer, reply: ServerQuestion['reply']): ServerQuestion | null {
  if (!resume) return null;
  const { confirm, plan } = resume.answers;
  if (missing.length === 0 && confirm === undefined && plan === undefined) return null;
  return {
    message: answer.replace(FOR_CLIENTS, ''),
    properties: Object.fromEntries(
      missing.length === 0
        ? [['approve', { type: 'boolean' }]]
        : missing.map(({ name, question, choices }) => [
            name,
            { type: 'string', description: question, ...(choices ? { enum: choices } : {}) },
          ]),
    ),
    required: missing.filter(({ optional }) => !optional).map(({ name }) => name),
    reply,
  };
}

/** The box to ask. `onAnswered` is told after each call. */
export function startAsking(isSample: boolean, onAnswered: () => void): void {
  const input = byId<HTMLInputElement>('request');
  const region = byId('answer');
  const send = byId<HTMLButtonElement>('send');
  let running: AbortController | null = null;
  /** The request that the person said yes to last. */
  let approved: string | null = null;

  function show(...children: HTMLElement[]): void {
    // Who pressed something inside must not be thrown back to the start of the page.
    const wasInside = region.contains(document.activeElement);
    region.replaceChildren(...children);
    if (wasInside) region.focus({ preventScroll: true });
    byId('spoken').textContent = region.querySelector('.said, .preview, h3')?.textContent ?? '';
    region.scrollIntoView({ block: 'nearest' });
  }

  const failed = (message: string) =>
    show(el('div', { class: 'result failed' }, el('p', { class: 'said' }, message)));

  /** Makes a call and shows its reply; a later call replaces an earlier one. */
  async function follow(call: (signal: AbortSignal) => Promise<CallReply>, words: string): Promise<void> {
    running?.abort();
    const own = new AbortController();
    running = own;
    send.setAttribute('aria-busy', 'true');
    const began = performance.now();
    const elapsed = el('span', { class: 'quiet', 'aria-hidden': 'true' });
    const timer = setInterval(() => {
      elapsed.textContent = `${Math.floor((performance.now() - began) / 1000)} s`;
    }, 1000);
    own.signal.addEventListener('abort', () => clearInterval(timer));
    show(
      el(
        'div',
        { class: 'result working' },
        el(
          'p',
          { class: 'said' },
          el('span', { class: 'spinner', 'aria-hidden': 'true' }),
          'Working … ',
          elapsed,
        ),
        button('Stop', () => {
          own.abort();
          failed('Stopped.');
        }),
      ),
    );
    try {
      const reply = await call(own.signal);
      if (!own.signal.aborted) showReply(reply, words);
    } catch (error) {
      if (own.signal.aborted) return;
      failed(error instanceof Failure ? error.message : `This page failed: ${String(error)}. Reload it.`);
    } finally {
      clearInterval(timer);
      if (running === own) send.removeAttribute('aria-busy');
      onAnswered();
    }
  }

  function showQuestion(asked: ServerQuestion, words: string): void {
    const form = drawForm(asked, (content) => {
      if (content?.approve === true) approved = words;
      void follow((signal) => asked.reply(content, signal), words);
    });
    show(el('div', { class: 'result' }, form));
    form.querySelector<HTMLElement>('input, select, button')?.focus();
  }

  function showReply(reply: CallReply, words: string): void {
    if (reply.kind === 'asked') {
      showQuestion(reply.asked, words);
      return;
    }
    const { structuredContent, content } = reply.result;
    if (structuredContent === undefined) {
      failed(content[0]?.text ?? 'The answer was empty.');
      return;
    }
    const answer = structuredContent as Answer;
    // What was done once is not offered again.
    if (approved === words && answer.steps.every(({ state }) => state === 'done')) withdraw(words);
    const { resume } = answer;
    const again: ServerQuestion['reply'] = async (given, signal) =>
      given === null
        ? { kind: 'done', result: { content: [{ text: 'Nothing was done.' }] } }
        : callTool(
            ASK,
            {
              request: words,
              tool: resume?.tool,
              answers: { ...resume?.answers, ...without(given, 'approve') },
            },
            signal,
          );
    const asked = askedIn(answer, again);
    if (asked) {
      showQuestion(asked, words);
      return;
    }
    const onward = {
      ask: start,
      choose: (tool: string) =>
        void follow((signal) => callTool(ASK, { request: words, tool }, signal), words),
    };
    show(drawAnswer(answer, onward, pageHost));
  }

  function start(words: string): void {
    input.value = words;
    const dryRun = byId<HTMLInputElement>('dry').checked;
    void follow(
      (signal) => callTool(ASK, { request: words, ...(dryRun ? { dry_run: true } : {}) }, signal),
      words,
    );
  }

  byId('ask-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') start(input.value.trim());
  });
  // The form is disabled until this script can answer it.
  input.disabled = false;
  send.disabled = false;
  byId('examples').replaceChildren(
    ...(isSample ? SAMPLE_EXAMPLES : EXAMPLES).map((words) => button(words, () => start(words))),
  );
}

/** Takes an example away. */
function withdraw(words: string): void {
  for (const chip of byId('examples').children) if (chip.textContent === words) chip.remove();
}

function without(content: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).filter(([key]) => key !== name));
}
