import { readFile, stat } from 'node:fs/promises';
import type { Config } from '../../config/options.ts';
import { createOwnHeaders } from '../../config/own-headers.ts';
import { DocumentError } from '../../errors.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { createLog } from '../../log.ts';
import { readAnswer } from '../../openobserve/answer.ts';
import { createOpenObserveClient } from '../../openobserve/client.ts';
import { createCredentials } from '../../openobserve/credentials.ts';
import { createTelemetry } from '../../telemetry/telemetry.ts';

/** Many times what a release publishes. */
const MOST_BYTES = 32 * 1024 * 1024;
const PATH = '/api-doc/openapi.json';

/** A document as text, and what messages call it: without credentials and query. */
export interface SpecText {
  readonly source: string;
  readonly content: string;
}

const tooLarge = (source: string) =>
  new DocumentError(`${source} is larger than 32 MiB, so it is no document of OpenObserve.`);

async function fromFile(name: string): Promise<SpecText> {
  try {
    if ((await stat(name)).size > MOST_BYTES) throw tooLarge(name);
    return { source: name, content: await readFile(name, 'utf8') };
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new DocumentError(
      code === 'ENOENT'
        ? `There is no file ${name}. Give --spec a file, or an address that begins with http:// or https://.`
        : `${name} cannot be read (${code ?? 'unknown'}).`,
      { cause: error },
    );
  }
}

/** The credential goes only to the OpenObserve that it is for. */
async function fromAddress(url: URL, config: Config): Promise<SpecText> {
  const isOurs = config.baseUrl !== null && new URL(config.baseUrl).origin === url.origin;
  const log = createLog({ level: config.logLevel, secrets: [] });
  const anonymous = { header: () => '', reload: () => false };
  const client = createOpenObserveClient({
    ...config,
    instance: null,
    headers: isOurs ? createOwnHeaders(config, log, () => undefined) : () => ({}),
    baseUrl: url.origin,
    maxBytes: MOST_BYTES,
    credentials:
      isOurs && (config.apiKey ?? config.apiKeyFile) !== null ? createCredentials(config) : anonymous,
    log,
    telemetry: createTelemetry((text) => text),
  });
  const source = url.origin + url.pathname;
  try {
    const response = await client.send(
      {
        method: 'GET',
        path: url.pathname,
        query: [...url.searchParams],
        contentType: null,
        body: null,
        access: 'read',
      },
      AbortSignal.timeout(config.timeoutMs * 2),
    );
    const { status, text, parsed, truncated } = response;
    if (status !== 200)
      throw new DocumentError(
        `${source} answered ${status} in place of an OpenAPI document. OpenObserve serves its own at ${PATH}, unless ZO_SWAGGER_ENABLED is false.`,
      );
    if (truncated) throw tooLarge(source);
    return { source, content: parsed === null ? text : stringifyExact(readAnswer(response)) };
  } finally {
    client.close();
  }
}

/**
 * The document at an address or in a file; without either, that of the OpenObserve of the settings.
 * @throws {DocumentError} {NetworkError} when there is none
 */
export function readSpec(spec: string | undefined, config: Config): Promise<SpecText> {
  const where = spec ?? (config.baseUrl === null ? undefined : config.baseUrl + PATH);
  if (where === undefined)
    throw new DocumentError(
      `Say with --spec which document to read: a file, or an address such as https://openobserve.example.com${PATH}; or set O2_BASE_URL.`,
    );
  if (!/^https?:\/\//i.test(where)) return fromFile(where);
  if (!URL.canParse(where))
    throw new DocumentError(`--spec is no address that can be read: ${where.slice(0, 200)}`);
  return fromAddress(new URL(where), config);
}
