import type { Config } from '../../config/options.ts';
import { toMessage } from '../../errors.ts';
import { failed, type Finding, passed } from './finding.ts';

const PATIENCE_MS = 20_000;
/** Enough for a word, also of a model that thinks first. */
const MOST_TOKENS = 64;

/** Ask the language model for one word: key, address and name are right when it says anything. It costs some tokens. */
export async function checkModel(config: Config): Promise<Finding> {
  if (config.llmProvider === null) return passed('model', 'none: ask works without one');
  try {
    const { loadProvider } = await import('../../ask/providers/load.ts');
    const provider = await loadProvider({
      ...config,
      llmTimeoutMs: Math.min(config.llmTimeoutMs, PATIENCE_MS),
    });
    await provider.complete({
      system: 'Answer with one word.',
      messages: [{ role: 'user', text: 'Say yes.' }],
      tools: [],
      toolChoice: 'none',
      maxTokens: MOST_TOKENS,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return passed('model', `${provider.model} of ${config.llmProvider} answers`);
  } catch (error) {
    return failed('model', `${config.llmProvider} cannot be used`, toMessage(error));
  }
}
