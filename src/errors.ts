/** Who can mend a failure: who called, who runs the server, or nobody but time. */
export type Remedy = 'caller' | 'operator' | 'nobody';

interface ErrorOptions_ {
  readonly code: string;
  readonly cause?: unknown;
}

/**
 * Base of everything this server throws on purpose. `message` is one or more whole sentences that are safe to
 * show: what happened, what to do next, no secret. `code` is stable and meant for programs.
 */
export class OpenObserveMcpError extends Error {
  readonly code: string;
  readonly remedy: Remedy;

  constructor(message: string, remedy: Remedy, options: ErrorOptions_) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.remedy = remedy;
  }
}

/** The call is wrong: an unknown tool, a wrong argument, a time that cannot be read. */
export class InputError extends OpenObserveMcpError {
  constructor(message: string, options: Partial<ErrorOptions_> = {}) {
    super(message, 'caller', { code: options.code ?? 'invalid_argument', cause: options.cause });
  }
}

/** A document of another release cannot be used: it is none, it is too large, or it has nothing of ours. */
export class DocumentError extends InputError {
  constructor(message: string, options: Partial<ErrorOptions_> = {}) {
    super(message, { code: 'unusable_document', ...options });
  }
}

/** The server is set up wrongly: a malformed setting, missing or refused credentials. */
export class ConfigError extends OpenObserveMcpError {
  constructor(message: string, options: Partial<ErrorOptions_> = {}) {
    super(message, 'operator', { code: options.code ?? 'configuration', cause: options.cause });
  }
}

/** OpenObserve answered, and the answer is no. `status` is the HTTP status, `apiCode` the `code` of its body. */
export class ApiError extends OpenObserveMcpError {
  readonly status: number;
  readonly apiCode: number | null;

  constructor(
    message: string,
    remedy: Remedy,
    options: ErrorOptions_ & { readonly status: number; readonly apiCode: number | null },
  ) {
    super(message, remedy, options);
    this.status = options.status;
    this.apiCode = options.apiCode;
  }
}

/** No usable answer came: refused, reset, timed out, not resolved, TLS, cancelled. */
export class NetworkError extends OpenObserveMcpError {
  constructor(message: string, options: ErrorOptions_ & { readonly remedy?: Remedy }) {
    super(message, options.remedy ?? 'operator', options);
  }
}

/**
 * A destructive call that nobody approved yet. `preview` says what would happen. `token` is what the repeated
 * call carries as `confirm`; null where only a person may approve. `pledge` is what a person's yes redeems.
 */
export class ConfirmationRequired extends OpenObserveMcpError {
  readonly token: string | null;
  readonly pledge: string;
  /** Whether a model may be told the token; else it is for a view that only a person sees. */
  readonly isForModel: boolean;
  /** The preview without the call itself, for who tells the call in words of their own. */
  readonly facts: string;

  constructor(
    preview: string,
    token: string | null,
    pledge: string,
    isForModel: boolean,
    facts: string = preview,
  ) {
    super(preview, 'caller', { code: 'confirmation_required' });
    this.facts = facts;
    this.token = token;
    this.pledge = pledge;
    this.isForModel = isForModel;
  }

  get preview(): string {
    return this.message;
  }
}

/** A model cannot be used: no answer, a refusal, a broken reply. Nothing was done yet. */
export class ProviderError extends OpenObserveMcpError {
  constructor(message: string, options: ErrorOptions_) {
    super(message, 'operator', options);
  }
}

/** What replicas share cannot be had, so that what needs it is not done. */
export class StateError extends OpenObserveMcpError {
  constructor(message: string, options: ErrorOptions_) {
    super(message, 'operator', options);
  }
}

/** What an unforeseen failure is called in a message and in the log, so that one is found by the other. */
export function failureId(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // Loaded only here: it would take each start some 8 ms.
  return process.getBuiltinModule('node:crypto').hash('sha256', text).slice(0, 8);
}

/** What a person may see of any thrown value. Unexpected errors lose their text, which may hold anything. */
export function toMessage(error: unknown): string {
  if (error instanceof OpenObserveMcpError) return error.message;
  return `openobserve-mcp itself failed (ID ${failureId(error)}). The cause is in its log under this ID. Try again, or report it.`;
}
