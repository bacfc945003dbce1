/** An answer that is no success, as the real server words it: JSON, or plain text. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent without a content type. */
  readonly isUntyped: boolean;
  /** A text that is sent as a JSON string. */
  readonly isJsonText: boolean;

  constructor(
    status: number,
    body: Readonly<Record<string, unknown>> | string,
    {
      headers = {},
      isUntyped = false,
      isJsonText = false,
    }: { headers?: Readonly<Record<string, string>>; isUntyped?: boolean; isJsonText?: boolean } = {},
  ) {
    super(typeof body === 'string' ? body : String(body.message));
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.isUntyped = isUntyped;
    this.isJsonText = isJsonText;
  }
}

const GENERIC: Readonly<Record<number, string>> = {
  20001: 'Search SQL not valid',
  20008: 'Search SQL execute error',
  20013: 'Search histogram not available',
};

/** An error of the search API. Codes with a message of their own carry the cause as detail, the others in the message. */
export function searchRefusal(code: number, cause: string): Refusal {
  const generic = GENERIC[code];
  const trace_id = crypto.randomUUID().replaceAll('-', '');
  return new Refusal(400, {
    code,
    message: generic ?? cause,
    error_detail: generic === undefined ? '' : cause,
    trace_id,
  });
}

/** An error outside the search codes: the status is the code. */
export function plainRefusal(status: number, message: string): Refusal {
  return new Refusal(status, { code: status, message });
}

/** What the sample cannot do is said to be its own limit, never passed off as OpenObserve's answer. */
export function cannot(what: string): Refusal {
  return plainRefusal(
    400,
    `The sample OpenObserve cannot ${what}. A current release of OpenObserve can: set O2_BASE_URL and API_KEY.`,
  );
}
