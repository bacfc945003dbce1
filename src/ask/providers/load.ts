import { DEFAULT_MODELS } from '../../config/llm-options.ts';
import type { Config } from '../../config/options.ts';
import { ProviderError } from '../../errors.ts';
import { createFetch } from './http-client.ts';
import type { Provider, ProviderOptions } from './provider.ts';
import { withToolChoice } from './tool-choice.ts';

const LOADERS: Readonly<Record<string, () => Promise<(options: ProviderOptions) => Provider>>> = {
  anthropic: async () => (await import('./anthropic.ts')).createAnthropic,
  'openai responses': async () => (await import('./openai-responses.ts')).createOpenAiResponses,
  'openai chat': async () => (await import('./openai-chat.ts')).createOpenAiChat,
};

/**
 * The provider that the settings name, with the SDK that it needs.
 * @throws {ProviderError} without a key for an address that wants one
 */
export async function loadProvider(config: Config): Promise<Provider> {
  const { llmProvider: name, llmWire: wire, llmBaseUrl: baseUrl } = config;
  if (name === null) throw new ProviderError('No language model is set up.', { code: 'no_model' });
  const apiKey = name === 'anthropic' ? config.anthropicApiKey : config.openaiApiKey;
  if (apiKey === null && baseUrl === null)
    throw new ProviderError(
      `The language model needs a key: set ${name === 'anthropic' ? 'ANTHROPIC_API_KEY' : 'OPENAI_API_KEY'}.`,
      { code: 'model_key' },
    );
  const load = LOADERS[name === 'openai' ? `openai ${wire}` : name] as (typeof LOADERS)[string];
  const create = await load();
  const provider = create({
    model: config.llmModel ?? DEFAULT_MODELS[name],
    baseUrl,
    // Local servers want none, and the SDKs want one.
    apiKey: apiKey ?? 'none',
    fetch: createFetch(config),
    timeoutMs: config.llmTimeoutMs,
  });
  return withToolChoice(provider);
}
