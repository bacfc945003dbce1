import { request } from 'node:http';
import { type Answer, type SeenRequest, sendJson } from '../../helpers/fake-openobserve.ts';

interface Instead {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Passes requests on to another server. `instead` answers in its place; `loses` lets a request through and breaks off
 * before its answer.
 */
export function passOn(
  url: string,
  instead: ((seen: SeenRequest) => Instead | null) | null = null,
  loses: (seen: SeenRequest) => boolean = () => false,
): Answer {
  return (seen, response) => {
    const own = instead?.(seen) ?? null;
    if (own) return sendJson(response, own.body, own.status);
    const { host: _, ...headers } = seen.headers;
    const passed = request(
      new URL(`${seen.path}${seen.query === '' ? '' : `?${seen.query}`}`, url),
      { method: seen.method, headers },
      (answer) => {
        if (loses(seen)) {
          answer.resume();
          return response.destroy();
        }
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    passed.end(seen.body);
  };
}
