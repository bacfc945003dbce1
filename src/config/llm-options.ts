import { address, choice, headerPairs, quantity, text, wholeNumber, type Option } from './values.ts';

/** The settings of the language model behind `ask`. Times are milliseconds. */
export interface LlmConfig {
  /** Null: no model, and nothing is sent to one. */
  readonly llmProvider: 'anthropic' | 'openai' | null;
  /** Null: the default of the provider. */
  readonly llmModel: string | null;
  readonly llmBaseUrl: string | null;
  /** Headers of each request to the model. */
  readonly llmHeaders: Readonly<Record<string, string>> | null;
  readonly llmWire: 'responses' | 'chat';
  readonly anthropicApiKey: string | null;
  readonly openaiApiKey: string | null;
  readonly llmSend: 'schema' | 'rows';
  /** Most calls of the model for one request. */
  readonly llmSteps: number;
  readonly llmTimeoutMs: number;
  /** Most tokens, read and written, for one request. */
  readonly llmTokens: number;
  /** Most tokens an hour for one caller; null is no limit. */
  readonly llmCallerTokens: number | null;
}

/** What is taken without LLM_MODEL: the balanced model of each provider. The only place that names one. */
export const DEFAULT_MODELS = { anthropic: 'claude-sonnet-5-5', openai: 'gpt-6.1-terra' } as const;

const key = (variable: string, provider: string): Option<string | null> => ({
  flag: null,
  variable,
  type: 'text',
  placeholder: null,
  default: null,
  unit: null,
  sentence: `Key for ${provider}.`,
  secret: true,
  read: text(),
});

/** Options of language models. */
export const LLM_OPTIONS: { readonly [K in keyof LlmConfig]: Option<LlmConfig[K]> } = {
  llmProvider: {
    flag: '--llm-provider',
    variable: 'LLM_PROVIDER',
    type: 'choice',
    placeholder: '<name>',
    default: null,
    unit: null,
    sentence:
      'Language model that ask may use: anthropic or openai; without it none is used and nothing is sent.',
    read: choice('anthropic', 'openai'),
  },
  llmModel: {
    flag: '--llm-model',
    variable: 'LLM_MODEL',
    type: 'text',
    placeholder: '<name>',
    default: null,
    unit: null,
    sentence: `Model to use; without it ${DEFAULT_MODELS.anthropic} of anthropic or ${DEFAULT_MODELS.openai} of openai.`,
    read: text(),
  },
  llmBaseUrl: {
    flag: '--llm-base-url',
    variable: 'LLM_BASE_URL',
    type: 'address',
    placeholder: '<address>',
    default: null,
    unit: null,
    sentence:
      'Address of a gateway or local server that speaks the protocol of the provider; for openai with its /v1.',
    read: address,
  },
  llmHeaders: {
    flag: null,
    variable: 'LLM_HEADERS',
    type: 'list',
    placeholder: null,
    default: null,
    unit: null,
    sentence: 'Headers for each request to that gateway or server, as name=value pairs joined by commas.',
    secret: true,
    read: headerPairs,
  },
  llmWire: {
    flag: '--llm-wire',
    variable: 'LLM_WIRE',
    type: 'choice',
    placeholder: '<name>',
    default: 'responses',
    unit: null,
    sentence: 'Protocol for openai: responses, or chat for servers that only know Chat Completions.',
    read: choice('responses', 'chat'),
  },
  anthropicApiKey: key('ANTHROPIC_API_KEY', 'anthropic'),
  openaiApiKey: key('OPENAI_API_KEY', 'openai'),
  llmSend: {
    flag: '--llm-send',
    variable: 'O2_LLM_SEND',
    type: 'choice',
    placeholder: '<what>',
    default: 'rows',
    unit: null,
    sentence:
      'What may be sent to the model from answers: rows (with secrets masked), or only schema: names and types.',
    read: choice('schema', 'rows'),
  },
  llmSteps: {
    flag: '--llm-steps',
    variable: 'O2_LLM_STEPS',
    type: 'number',
    placeholder: '<number>',
    default: '16',
    unit: null,
    sentence: 'Maximum model calls for one request of ask.',
    read: wholeNumber(1, 200),
  },
  llmTimeoutMs: {
    flag: '--llm-timeout',
    variable: 'O2_LLM_TIMEOUT',
    type: 'duration',
    placeholder: '<duration>',
    default: '120',
    unit: 'seconds',
    sentence: 'Maximum time of the model for one request of ask, retries and reads included.',
    read: quantity(
      { '': 1000, ms: 1, s: 1000, m: 60_000 },
      100,
      1_800_000,
      'must be a time from 100ms to 30m, such as 120 (seconds), 90s or 2m',
    ),
  },
  llmTokens: {
    flag: '--llm-tokens',
    variable: 'O2_LLM_TOKENS',
    type: 'number',
    placeholder: '<number>',
    default: '200000',
    unit: 'tokens',
    sentence: 'Maximum tokens for one request of ask, input and output together.',
    read: wholeNumber(1000, 100_000_000),
  },
  llmCallerTokens: {
    flag: '--llm-caller-tokens',
    variable: 'O2_LLM_CALLER_TOKENS',
    type: 'number',
    placeholder: '<number>',
    default: null,
    unit: 'tokens',
    sentence: 'Maximum tokens per hour for one key or person over HTTP; each replica counts its own.',
    read: wholeNumber(1000, 1_000_000_000),
  },
};
