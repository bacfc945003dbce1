import { maskText } from '../../redact/patterns.ts';
import { NetworkError, ProviderError } from '../../errors.ts';
import { CERTIFICATE } from '../../openobserve/connection/network-failure.ts';

/** The classes by which one SDK tells its failures apart. */
export interface FailureClasses {
  readonly APIError: abstract new (...args: never[]) => Error & { readonly status: number | undefined };
  readonly APIConnectionError: abstract new (...args: never[]) => Error;
  readonly APIConnectionTimeoutError: abstract new (...args: never[]) => Error;
}

const HELP: ReadonlyArray<
  readonly [test: (status: number, text: string) => boolean, code: string, text: string]
> = [
  [
    (status) => status === 401 || status === 403,
    'model_key',
    'The language model refuses the key. Set ANTHROPIC_API_KEY or OPENAI_API_KEY to one that may use LLM_MODEL.',
  ],
  [
    (status, text) =>
      status === 404 || (status === 400 && /model/i.test(text) && /not (?:found|exist)/i.test(text)),
    'model_unknown',
    'There is no such language model or address. Check LLM_MODEL, LLM_BASE_URL and LLM_WIRE.',
  ],
  [
    (status, text) => status === 402 || (status === 429 && /quota|billing|credit/i.test(text)),
    'model_quota',
    'The quota of the language model is used up. Raise it with the provider.',
  ],
  [
    (status) => status === 429,
    'model_busy',
    'The language model takes no more requests for now. Try again in a minute.',
  ],
  [
    (status) => status === 413,
    'model_too_long',
    'The request was too long for the language model. Ask for less.',
  ],
  [
    (status) => status >= 500,
    'model_down',
    'The language model has a fault of its own or is overloaded. Try again in a minute.',
  ],
  [
    (status) => status >= 300 && status < 400,
    'model_address',
    'The address of the language model redirects. Set LLM_BASE_URL to where it leads.',
  ],
];

/** So undici says that a proxy did not let it through. */
const REFUSED_BY_PROXY = /^Proxy response \(\d+\)/;

/** The errors that an error came of, the last first. */
function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [...causesOf(error.cause), error] : [];
}

function connectionFailure(error: unknown): readonly [code: string, text: string] {
  const causes = causesOf(error);
  if (causes.some((cause) => CERTIFICATE.test(String((cause as NodeJS.ErrnoException).code))))
    return [
      'model_certificate',
      'The TLS certificate of the language model is not trusted. Name its authority with O2_CA_FILE.',
    ];
  if (causes.some(({ message }) => REFUSED_BY_PROXY.test(message)))
    return [
      'model_proxy',
      'The proxy refused the connection to the language model. Check HTTPS_PROXY and NO_PROXY.',
    ];
  return [
    'model_unreachable',
    'The language model cannot be reached. Check LLM_BASE_URL, HTTPS_PROXY and the network.',
  ];
}

const LONGEST_REASON = 200;

/** What the server itself says of a request that it refuses, which no other message could replace. */
function reasonIn(message: string): string {
  const reason = maskText(message.replace(/^\d{3}\s*/, ''))
    .replaceAll(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  if (reason === '' || /^status code \(no body\)$/.test(reason)) return '';
  return `: ${reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}...` : reason}`;
}

/** A failure of the language model in words of ours, as what it wrote itself may hold anything; a refusal has its reason. */
export function providerFailure(
  error: unknown,
  { APIError, APIConnectionError, APIConnectionTimeoutError }: FailureClasses,
  caller: AbortSignal,
  timeout: AbortSignal,
): Error {
  if (error instanceof ProviderError) return error;
  const failed = (code: string, text: string) => new ProviderError(text, { code, cause: error });
  if (caller.aborted)
    return new NetworkError('The call was canceled.', { code: 'cancelled', remedy: 'caller', cause: error });
  if (timeout.aborted || error instanceof APIConnectionTimeoutError)
    return failed(
      'model_slow',
      'The language model did not answer in time. Try again, or raise O2_LLM_TIMEOUT.',
    );
  if (error instanceof APIConnectionError) return failed(...connectionFailure(error));
  if (error instanceof APIError && error.status !== undefined) {
    const { status, message } = error;
    const help = HELP.find(([test]) => test(status, message));
    return help
      ? failed(help[1], help[2])
      : failed(
          'model_refused_request',
          `The language model refused the request (status ${status})${reasonIn(message)}. Check LLM_MODEL and LLM_WIRE.`,
        );
  }
  return failed(
    'model_broken_answer',
    'The answer of the language model broke off or made no sense. Try again.',
  );
}
