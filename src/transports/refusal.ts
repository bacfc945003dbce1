/** A request that is not served. Thrown anywhere on the way in; the routes answer with it. */
export class HttpRefusal extends Error {
  readonly status: number;
  /** Error code of JSON-RPC. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** Always a JSON-RPC error: gateways read any other body as an empty success. */
  toResponse(id: string | number | null = null): Response {
    const { status, code, message, headers } = this;
    return Response.json({ jsonrpc: '2.0', error: { code, message }, id }, { status, headers });
  }
}
