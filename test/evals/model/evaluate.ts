import { readConfig } from '../../../src/config/config.ts';
import { startModelServer } from '../../ask/model/model-server.ts';
import { runTool, appAt } from '../../helpers/run-tool.ts';
import { loadWorld, readWorld, readYaml } from '../../worlds/load.ts';
import { atFixedTime } from '../fixed-time.ts';
import { type Incident, nameOf, openWorlds, saidInWords, says } from '../incidents.ts';
import { type Asked, type AskedAs, askWorld, type Judged, linesFor } from '../questions/worlds.ts';
import { knowingModel } from './scripted.ts';
import { type ScoredTask, scoreTask, TASKS } from './tasks.ts';
import { MODEL_SETTINGS, recordingWire, type RecordingHead, replayingWire, type Wire } from './wire.ts';

export interface ModelEvaluation {
  readonly mode: string;
  /** All open ones where it is left out. */
  readonly worlds: readonly string[] | null;
  /** Questions of each world, incidents of each, and tasks. */
  readonly limit: number;
  /** Left out: all three. */
  readonly only: 'questions' | 'incidents' | 'tasks' | null;
  readonly record: string | null;
  readonly replay: string | null;
  /** Ask the scripted model, which needs no key. */
  readonly isScripted: boolean;
  readonly write: (line: string) => void;
}

const MODES = ['llm', 'agent', 'auto'];
const percent = (part: number, of: number) =>
  `${part} of ${of} (${((100 * part) / Math.max(1, of)).toFixed(0)} %)`;
const eachOf = (tokens: readonly number[]) =>
  Math.round(tokens.reduce((sum, each) => sum + each, 0) / Math.max(1, tokens.length));

interface ScoredIncident {
  readonly world: string;
  readonly id: string;
  readonly facts: number;
  /** Facts that the sentences of the answer say. */
  readonly found: readonly string[];
  readonly missed: readonly string[];
  /** Red herrings that they name. */
  readonly named: readonly string[];
  readonly answer: string;
  readonly tokens: number;
}

/** Plant an incident, ask about it in words, and look for its facts in the sentences of the answer. */
const scoreIncident = (
  world: string,
  incident: Incident,
  { mode, env, onAsk }: AskedAs,
): Promise<ScoredIncident> =>
  atFixedTime(Date.now(), async (nowMs) => {
    const nowUs = nowMs * 1000;
    const sample = await loadWorld(await readWorld(world), nowUs, incident.id);
    const { email, token } = sample.credentials;
    const settings = { ...env, API_KEY: `${email}:${token}`, O2_TZ: 'UTC', O2_INVESTIGATE_TIMEOUT: '1m' };
    const app = await appAt(sample.url, settings);
    try {
      onAsk?.(`${world}/${incident.id}`);
      const { answer, error } = await runTool(app, 'ask', { request: incident.question, mode });
      const asked = answer as unknown as Asked;
      const text = error ? error.message : asked.answer;
      const said = saidInWords(text, nowMs);
      const facts = incident.facts ?? [];
      const found = facts.filter((fact) => says(said, fact, nowUs));
      return {
        world,
        id: incident.id,
        facts: facts.length,
        found: found.map(nameOf),
        missed: facts.filter((fact) => !found.includes(fact)).map(nameOf),
        named: (incident.red_herrings ?? []).filter((fact) => says(said, fact, nowUs)).map(nameOf),
        answer: text,
        tokens: (asked.usage?.input ?? 0) + (asked.usage?.output ?? 0),
      };
    } finally {
      await app.close();
      await sample.close();
    }
  });

function reportQuestions(judged: readonly Judged[], write: (line: string) => void): void {
  for (const { world, question, verdict, answer, query } of judged.filter(
    (each) => each.verdict !== 'right',
  )) {
    write(`  ${verdict} ${world}/${question.id}: ${question.question}`);
    write(`    ${answer.split('\n')[0]} | ${query.replaceAll(/\s+/g, ' ')}`);
  }
  for (const line of linesFor(judged)) write(line);
  const worded = judged.filter(({ isWorded }) => isWorded).length;
  const tokens = eachOf(judged.map((each) => each.tokens));
  write(`questions: said in the sentences ${percent(worded, judged.length)}, ${tokens} tokens each`);
}

function reportIncidents(scored: readonly ScoredIncident[], write: (line: string) => void): void {
  for (const { world, id, facts, found, missed, named, answer } of scored) {
    write(`  ${world}/${id}: ${found.length} of ${facts} facts | ${answer.split('\n')[0]}`);
    for (const fact of missed) write(`    missed ${fact}`);
    for (const fact of named) write(`    NAMED ${fact}`);
  }
  const found = scored.reduce((sum, each) => sum + each.found.length, 0);
  const facts = scored.reduce((sum, each) => sum + each.facts, 0);
  const named = scored.reduce((sum, each) => sum + each.named.length, 0);
  const tokens = eachOf(scored.map((each) => each.tokens));
  write(
    `incidents: facts in the sentences ${percent(found, facts)}, ${named} false causes, ${tokens} tokens each`,
  );
}

function reportTasks(scored: readonly ScoredTask[], write: (line: string) => void): void {
  for (const { task, faults, answer } of scored)
    if (faults.length > 0) {
      write(`  ${task.id}: ${task.request}`);
      for (const fault of faults) write(`    ${fault}`);
      write(`    ${answer.split('\n').join(' / ').slice(0, 300)}`);
    }
  const right = scored.filter(({ faults }) => faults.length === 0).length;
  write(
    `tasks: exactly what was ordered exists ${percent(right, scored.length)}, ${eachOf(scored.map((each) => each.tokens))} tokens each`,
  );
}

async function evaluate(as: AskedAs, { worlds, limit, only, write }: ModelEvaluation): Promise<void> {
  const names = worlds ?? openWorlds();
  if (only === null || only === 'questions') {
    const judged: Judged[] = [];
    for (const name of names) judged.push(...(await askWorld(name, as, limit)));
    reportQuestions(judged, write);
  }
  if (only === null || only === 'incidents') {
    const scored: ScoredIncident[] = [];
    for (const name of names)
      for (const incident of readYaml<readonly Incident[]>(name, 'incidents.yaml')
        .filter(({ quiet }) => quiet !== true)
        .slice(0, limit))
        scored.push(await scoreIncident(name, incident, as));
    reportIncidents(scored, write);
  }
  if (only === null || only === 'tasks') {
    const scored: ScoredTask[] = [];
    for (const task of TASKS.slice(0, limit)) scored.push(await scoreTask(task, as));
    reportTasks(scored, write);
  }
}

/** The provider of the settings, or the scripted model; null where there is none. */
async function recorded(options: ModelEvaluation, nowMs: number) {
  const { mode, record, isScripted, worlds } = options;
  const server = isScripted ? await startModelServer(knowingModel(worlds ?? openWorlds())) : null;
  const settings = { ...process.env, ...server?.env('anthropic') };
  const config = readConfig({}, { O2_LOG_LEVEL: 'error', ...settings, O2_DEMO: 'true' });
  if (config.llmProvider === null) return null;
  const kept = MODEL_SETTINGS.flatMap((name) => {
    const value = (settings as Record<string, string | undefined>)[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const head: RecordingHead = { nowMs, mode, settings: Object.fromEntries(kept) };
  const wire = await recordingWire(config, head, record);
  const close = async () => {
    await wire.close();
    await server?.close();
  };
  return { ...wire, head, close };
}

/**
 * Ask a language model the questions of the worlds, about their incidents, and to carry out tasks, and score what exists
 * afterwards and what the answers say, never the calls. Answers with the exit code.
 */
export async function evaluateModel(options: ModelEvaluation): Promise<number> {
  const { mode, record, replay, write } = options;
  if (!MODES.includes(mode) || (record !== null && replay !== null)) {
    write('--mode takes llm, agent or auto, with at most one of --record and --replay.');
    return 2;
  }
  const wire: (Wire & { readonly head: RecordingHead }) | null =
    replay === null ? await recorded(options, Date.now()) : await replayingWire(replay);
  if (wire === null) {
    write('--mode needs LLM_PROVIDER and the key of the provider, or --scripted.');
    return 2;
  }
  try {
    if (wire.head.mode !== mode) {
      write(`The recording is of --mode ${wire.head.mode}.`);
      return 2;
    }
    const as = { mode: mode as AskedAs['mode'], env: wire.env, onAsk: wire.begin };
    await atFixedTime(wire.head.nowMs, () => evaluate(as, options));
  } finally {
    await wire.close();
  }
  for (const difference of wire.differences) write(`  ${difference}`);
  if (replay !== null)
    write(
      wire.differences.length === 0
        ? 'Every request was as it was recorded.'
        : `${wire.differences.length} requests were not as they were recorded: the answers are those of the recording.`,
    );
  return wire.differences.length === 0 ? 0 : 1;
}
