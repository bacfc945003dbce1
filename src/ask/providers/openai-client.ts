import type OpenAI from 'openai';
import type { ProviderOptions } from './provider.ts';

const ADDRESS = 'https://api.openai.com/v1';
const RETRIES = 2;

/** The SDK with every setting said outright, so that it takes none from the environment. */
export function openAiClient(
  Sdk: typeof OpenAI,
  { apiKey, baseUrl, fetch, timeoutMs }: ProviderOptions,
): OpenAI {
  return new Sdk({
    apiKey,
    organization: null,
    project: null,
    baseURL: baseUrl ?? ADDRESS,
    fetch,
    maxRetries: RETRIES,
    timeout: timeoutMs,
    logLevel: 'off',
  });
}
