import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createSample } from '../../../src/sample/server.ts';
import { appAt, runTool } from '../../helpers/run-tool.ts';
import { changesBetween, type StateChange, stateOf } from '../../helpers/sample-state.ts';
import { atFixedTime } from '../fixed-time.ts';
import type { AskedAs } from '../questions/worlds.ts';

interface WantedChange {
  readonly change: StateChange['change'];
  readonly kind: string;
  readonly has: readonly string[];
}

export interface Task {
  readonly id: string;
  readonly language: string;
  readonly request: string;
  readonly said?: string;
  readonly after: readonly WantedChange[];
  readonly solution: ReadonlyArray<ReadonlyArray<{ readonly name: string; readonly arguments: object }>>;
}

export interface ScoredTask {
  readonly task: Task;
  /** What is otherwise than it should be; none where all is right. */
  readonly faults: readonly string[];
  readonly answer: string;
  readonly tokens: number;
}

export const TASKS = parse(readFileSync(new URL('tasks.yaml', import.meta.url), 'utf8')) as readonly Task[];

const named = ({ change, kind, id, after, before }: StateChange) =>
  `${change} ${kind} ${String(after?.name ?? before?.name ?? id)}`;

/** What is lacking of the wanted changes, and what was changed beside them. */
function faultsOf(wanted: readonly WantedChange[], changes: readonly StateChange[]): string[] {
  const left = [...changes];
  const lacking = wanted.filter(({ change, kind, has }) => {
    const at = left.findIndex((each) => {
      const text = JSON.stringify(each.after ?? each.before);
      return each.change === change && each.kind === kind && has.every((part) => text.includes(part));
    });
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...lacking.map(({ change, kind, has }) => `not ${change}: ${kind} with ${has.join(', ')}`),
    ...left.map((change) => `beside it: ${named(change)}`),
  ];
}

const MOST_ROUNDS = 6;

interface TaskAnswer {
  readonly answer: string;
  readonly resume?: { readonly tool: string; readonly answers: Record<string, unknown> };
  readonly missing?: ReadonlyArray<{ readonly name: string; readonly choices?: readonly string[] }>;
  readonly usage?: { readonly input: number; readonly output: number };
}

/** A person who approves each plan and answers each question with what the task has for it. */
async function carryOut(app: Parameters<typeof runTool>[0], { request, said }: Task, mode: string) {
  let args: Record<string, unknown> = { request, mode };
  let last: TaskAnswer = { answer: '' };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { answer, error } = await runTool(app, 'ask', args);
    if (error) return { ...last, answer: error.message };
    last = answer as unknown as TaskAnswer;
    if (last.resume === undefined) return last;
    const { tool, answers } = last.resume;
    const given = (last.missing ?? []).map(({ name, choices }) => [
      name,
      said ?? choices?.[0] ?? 'as you think best',
    ]);
    args = {
      request,
      mode,
      tool,
      answers: { ...answers, ...(answers.plan ? {} : Object.fromEntries(given)) },
    };
  }
  return last;
}

/** Carry out one task on a sample of its own, and compare all that exists before and after. */
export const scoreTask = (task: Task, { mode, env, onAsk }: AskedAs): Promise<ScoredTask> =>
  atFixedTime(Date.now(), async () => {
    const dataDir = new URL('../../../fixtures/sample/', import.meta.url);
    const sample = await createSample({ dataDir, shiftToNow: true, withObjects: true });
    const { email, token } = sample.credentials;
    const app = await appAt(sample.url, { ...env, API_KEY: `${email}:${token}`, O2_TZ: 'UTC' });
    try {
      const before = await stateOf(sample);
      onAsk?.(`tasks/${task.id}`);
      const { answer, usage } = await carryOut(app, task, mode);
      const faults = faultsOf(task.after, changesBetween(before, await stateOf(sample)));
      return { task, faults, answer, tokens: (usage?.input ?? 0) + (usage?.output ?? 0) };
    } finally {
      await app.close();
      await sample.close();
    }
  });
