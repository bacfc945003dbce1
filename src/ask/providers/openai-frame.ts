import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { Stream } from 'openai/streaming';
import { ProviderError } from '../../errors.ts';
import { providerFailure } from './failure.ts';
import type { Completion, CompletionRequest, Provider, ProviderOptions } from './provider.ts';

const ADDRESS = 'https://api.openai.com/v1';
const RETRIES = 2;

/** Sends one completion over a wire of OpenAI, and reads its answer. Failures of the SDK may leave it. */
export type Complete = (
  client: OpenAI,
  request: CompletionRequest,
  signal: AbortSignal,
) => Promise<Completion>;

/** A provider over the SDK of OpenAI, with every setting said outright, so that it takes none from the environment. */
export function openAiProvider(
  { model, apiKey, baseUrl, fetch, timeoutMs }: ProviderOptions,
  complete: Complete,
): Provider {
  const client = new OpenAI({
    apiKey,
    organization: null,
    project: null,
    baseURL: baseUrl ?? ADDRESS,
    fetch,
    maxRetries: RETRIES,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  return {
    model,
    async complete(request) {
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return await complete(client, request, AbortSignal.any([request.signal, timeout]));
      } catch (error) {
        const classes = { APIError, APIConnectionError, APIConnectionTimeoutError };
        throw providerFailure(error, classes, request.signal, timeout);
      }
    },
  };
}

/** The word of OpenAI for a choice of tools. */
export const choiceOf = (choice: CompletionRequest['toolChoice']) => (choice === 'any' ? 'required' : choice);

/** What a server answered: the events of a stream, or the whole at once, as some do although a stream was asked for. */
export type WireAnswer =
  | { readonly events: AsyncIterable<unknown> }
  | { readonly whole: Readonly<Record<string, unknown>> };

/**
 * The answer to a request for a stream.
 * @throws {ProviderError} when it is neither a stream nor JSON
 */
export async function readWireAnswer(response: Response): Promise<WireAnswer> {
  const type = response.headers.get('content-type') ?? '';
  if (/\bjson\b/.test(type)) return { whole: (await response.json()) as Record<string, unknown> };
  if (/event-stream/.test(type))
    return { events: Stream.fromSSEResponse<unknown>(response, new AbortController()) };
  throw new ProviderError(
    'The address of the language model answered with a page, and not as a language model does. Check LLM_BASE_URL.',
    { code: 'model_broken_answer' },
  );
}

/** Arguments of a call as text: some servers send the object itself. */
export function argumentsText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? {});
}

/** Says that an answer ended before it was whole. */
export function brokenOff(): ProviderError {
  return new ProviderError('The answer of the language model broke off. Try again.', {
    code: 'model_broken_answer',
  });
}
