/** One MCP request over HTTP, ready to be sent many times. */
export interface McpRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MODERN = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** A request of the revision of 2026, as its clients send it. */
export function mcpRequest(method: string, params: Readonly<Record<string, unknown>> = {}): McpRequest {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...(typeof params.name === 'string' ? { 'mcp-name': params.name } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: META } }),
  };
}

export const toolCall = (name: string, args: Readonly<Record<string, unknown>>) =>
  mcpRequest('tools/call', { name, arguments: args });

interface Answer {
  readonly result?: {
    readonly isError?: boolean;
    readonly content?: ReadonlyArray<{ readonly text: string }>;
  };
  readonly error?: { readonly message: string };
}

/** Send once. Answers with the first text of the result. @throws when it is an error of any kind */
export async function sendOnce(url: string, request: McpRequest): Promise<string> {
  const response = await fetch(url, request);
  const { result, error } = (await response.json()) as Answer;
  const text = result?.content?.[0]?.text ?? '';
  if (!response.ok || error || result?.isError)
    throw new Error(`${url} answered ${response.status}: ${error?.message ?? text}`);
  return text;
}
