import { clockIn } from '../../call/arguments/times.ts';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createApp } from '../../server/app.ts';
import type { Route, Router } from '../../ask/types.ts';
import type { View } from '../../catalog/catalog.ts';
import type { Config } from '../../config/options.ts';
import { stringifyExact } from '../../json/exact-json.ts';
import { UsageError } from '../terminal/failure.ts';
import { escapedControls } from '../../redact/control-characters.ts';

interface Question {
  readonly id: unknown;
  readonly request: string;
}

/** @throws {Error} that says what is wrong with the line */
function readLine(line: string): Question {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('a line must be an object with "id" and "request"');
  const { id = null, request } = value as { id?: unknown; request?: unknown };
  if (typeof request !== 'string' || request.trim() === '')
    throw Object.assign(new Error('"request" must be text'), { id });
  return { id, request };
}

function row(id: unknown, route: Route): Record<string, unknown> {
  return {
    id,
    tool: route.row?.name ?? null,
    operation: route.row?.operationId ?? null,
    confidence: route.confidence,
    decision: route.decision,
    arguments: route.arguments,
    missing: route.missing.map(({ name }) => name),
    candidates: route.candidates.map((each) => ({
      tool: each.row.name,
      operation: each.row.operationId,
      score: each.score,
    })),
    steps: route.steps,
    reason: route.reason,
  };
}

function answer(line: string, number: number, router: Router, view: View): Record<string, unknown> {
  try {
    const { id, request } = readLine(line);
    return row(id, router.route(request, view));
  } catch (error) {
    const { id = null, message } = error as Error & { id?: unknown };
    return { id, line: number, error: `Line ${number} cannot be answered: ${message.split('\n')[0]}.` };
  }
}

/**
 * Print what each line of a file would come to, one JSON object a line; nothing is sent. A line that cannot be read is
 * answered with an error, and the run goes on.
 * @throws {UsageError} when the file cannot be read
 */
export async function runAskBatch(config: Config, file: string): Promise<number> {
  const app = await createApp(config);
  try {
    const { loadRouter } = await import('../../ask/understand/router.ts');
    const router = await loadRouter(clockIn(config.timeZone));
    const input = file === '-' ? process.stdin : createReadStream(file);
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      process.stdout.write(`${escapedControls(stringifyExact(answer(line, number, router, app.view)))}\n`);
    }
    return 0;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`The file of --batch cannot be read: ${message}.`);
  } finally {
    await app.close();
  }
}
