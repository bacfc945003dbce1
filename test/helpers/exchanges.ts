import { readdirSync, readFileSync } from 'node:fs';
import { parseExact } from '../../src/json/exact-json.ts';
import type { ToolRow } from '../../src/contract/tool.ts';

/** One exchange with a real OpenObserve, as recorded. Status 0: the connection ended without an answer. */
export interface Exchange {
  readonly file: string;
  readonly op: string | null;
  readonly title: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string | null;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

const FOLDER = new URL('../../fixtures/recordings/', import.meta.url);

/** The release that the contract was written from. */
export const RELEASE = 'v0.91.5';
/** The releases that were recorded, oldest first. */
export const RELEASES = ['v0.60.5', RELEASE, 'v0.93.0'] as const;

export type Release = (typeof RELEASES)[number];

/** Every recorded exchange with a release, with exact integers. */
export function readExchanges(release: Release = RELEASE): Exchange[] {
  const folder = release === RELEASE ? FOLDER : new URL(`${release}/`, FOLDER);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((file) =>
      (parseExact(readFileSync(new URL(file, folder), 'utf8')) as Exchange[]).map((exchange) => ({
        ...exchange,
        file,
      })),
    );
}

/** The values that a recorded path has where the row's template has placeholders; null when it is another path. */
function pathValues(row: ToolRow, path: string): Record<string, string> | null {
  const names = [...row.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string);
  const pattern = row.path.replaceAll(/[.[\]()]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '([^/]*)');
  const found = new RegExp(`^${pattern}$`).exec(path);
  if (!found) return null;
  try {
    return Object.fromEntries(
      names.map((name, index) => [name, decodeURIComponent(found[index + 1] as string)]),
    );
  } catch {
    return null;
  }
}

/** The content of the one file in a multipart body. */
export function fileIn(body: string): string {
  return /\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1] ?? '';
}

export interface RecordedArguments {
  /** In the shape of the vendor's own server: the body under `request_body`. */
  readonly wrapped: Record<string, unknown>;
  /** Query parameters that the tool does not have. */
  readonly strangers: readonly string[];
}

/** The arguments that a caller would have given for a recorded request; null when the path is not that of the row. */
export function argumentsOf(row: ToolRow, { request }: Exchange): RecordedArguments | null {
  const inPath = pathValues(row, request.path);
  if (inPath === null) return null;
  const wrapped: Record<string, unknown> = {};
  const strangers: string[] = [];
  const fill = (where: 'path' | 'query', wireName: string, value: string) => {
    const argument = Object.entries(row.places).find(([, places]) =>
      places.some((place) => place.in === where && place.name === wireName),
    );
    if (argument) wrapped[argument[0]] = value;
    else strangers.push(wireName);
  };
  for (const [name, value] of Object.entries(inPath)) fill('path', name, value);
  for (const [name, value] of new URLSearchParams(request.query ?? '')) fill('query', name, value);
  const isFile = row.body?.contentType === 'multipart/form-data';
  if (request.body !== undefined && request.body !== null)
    wrapped.request_body = isFile ? fileIn(String(request.body)) : request.body;
  return { wrapped, strangers };
}
