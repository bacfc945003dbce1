import { createApp } from '../../src/server/app.ts';
import type { AskAnswer } from '../../src/ask/types.ts';
import { readConfig } from '../../src/config/config.ts';
import { OpenObserveMcpError } from '../../src/errors.ts';
import { TOOLS } from '../../src/generated/tools.ts';
import { NONE, type Sentence } from './sentences.ts';

/** What a model made of one sentence, judged by the calls alone. */
interface Judged {
  readonly sentence: Sentence;
  readonly tools: readonly string[];
  readonly isRight: boolean;
  readonly tokens: number;
}

const operationOf = (tool: string) => TOOLS.find(({ name }) => name === tool)?.operationId ?? tool;

function judge(
  sentence: Sentence,
  { mode, decision, steps, missing, usage }: AskAnswer,
  wanted: string,
): Judged {
  const operations = steps.map(({ tool }) => operationOf(tool));
  const right = [sentence.operation, ...sentence.also];
  const isNone = decision === 'decline' || (steps.length === 0 && missing.length === 0);
  const fits =
    sentence.operation === NONE
      ? isNone
      : sentence.steps.length > 1
        ? sentence.steps.every((operation) => operations.includes(operation))
        : operations.some((operation) => right.includes(operation));
  const tokens = (usage?.input ?? 0) + (usage?.output ?? 0);
  return { sentence, tools: operations, isRight: mode === wanted && fits, tokens };
}

/** Sentences spread evenly over all. */
function spread(sentences: readonly Sentence[], count: number): Sentence[] {
  const every = Math.max(1, sentences.length / count);
  return Array.from(
    { length: Math.min(count, sentences.length) },
    (_, index) => sentences[Math.floor(index * every)] as Sentence,
  );
}

/**
 * Ask a real model, over the sample and with nothing carried out. The calls are scored by code; no model is told what
 * is right. Answers with the exit code.
 */
export async function evaluateModel(
  mode: string,
  all: readonly Sentence[],
  count: number,
  write: (line: string) => void,
): Promise<number> {
  const config = readConfig({}, { O2_LOG_LEVEL: 'error', ...process.env, O2_DEMO: 'true' });
  if (config.llmProvider === null || !['llm', 'agent'].includes(mode)) {
    write('--mode takes llm or agent, and needs LLM_PROVIDER and the key of the provider.');
    return 2;
  }
  const app = await createApp(config);
  const judged: Judged[] = [];
  for (const sentence of spread(all, count)) {
    try {
      const { structuredContent } = await app.run(
        { name: 'ask', arguments: { request: sentence.request, mode, dry_run: true } },
        {
          view: app.view,
          signal: AbortSignal.timeout(config.llmTimeoutMs * 2),
          approved: () => false,
          caller: 'eval',
        },
      );
      judged.push(judge(sentence, structuredContent as unknown as AskAnswer, mode));
    } catch (error) {
      if (!(error instanceof OpenObserveMcpError)) throw error;
      judged.push({ sentence, tools: [error.code], isRight: false, tokens: 0 });
    }
  }
  await app.close();
  for (const [kind, group] of Map.groupBy(judged, ({ sentence }) => sentence.kind)) {
    const right = group.filter(({ isRight }) => isRight).length;
    write(`${kind.padEnd(12)} ${right} of ${group.length} right`);
  }
  for (const { sentence, tools, isRight } of judged)
    if (!isRight)
      write(`  ${sentence.kind}: ${sentence.operation} <- ${tools.join(', ') || NONE} | ${sentence.request}`);
  const right = judged.filter(({ isRight }) => isRight).length;
  const tokens = judged.reduce((sum, each) => sum + each.tokens, 0);
  write(
    `${mode}: ${right} of ${judged.length} right, ${Math.round(tokens / Math.max(1, judged.length))} tokens each`,
  );
  return 0;
}
