import { valueAt } from '../../../src/openobserve/answer.ts';
import type { OpenObserveMcpError } from '../../../src/errors.ts';
import type { App } from '../../../src/server/app.ts';
import { parseExact } from '../../../src/json/exact-json.ts';
import { canonical } from '../equal.ts';

type JsonObject = Record<string, unknown>;

/** Something that a server did otherwise than the contract says. */
export interface Difference {
  readonly scenario: string;
  readonly step: string;
  readonly detail: string;
}

/** One scenario's way to the server: through the whole runtime, noting what differs and what was used. */
export interface Session {
  /** A name that nobody else has, for what the scenario makes. */
  readonly name: (kind: string) => string;
  /** Call a tool and return its data; rows of a list as objects. A refusal is a difference and ends the scenario. */
  readonly call: (tool: string, args?: JsonObject) => Promise<unknown>;
  /** Call a tool whose answer is a list, and return what it says beside its rows. */
  readonly about: (tool: string, args?: JsonObject) => Promise<unknown>;
  /** Call a tool that must be refused, and return the sentence. */
  readonly refused: (tool: string, args: JsonObject, says: RegExp) => Promise<void>;
  /** Call a tool that some servers refuse in words that `says` matches; null where this one did. */
  readonly tried: (tool: string, args: JsonObject, says: RegExp) => Promise<unknown>;
  /** Note every field, but those that were changed, in which two readings of an object differ. */
  readonly onlyChanged: (what: string, before: unknown, after: unknown, changed: readonly string[]) => void;
  /** Note a difference unless `actual` is `wanted`. */
  readonly same: (what: string, actual: unknown, wanted: unknown) => void;
  /** Done at the end, last first, whatever happened; refusals do not count. */
  readonly later: (tool: string, args: JsonObject) => void;
  /** Call until `isReady` holds of the data, for at most half a minute: writes take a moment to be found, and are refused before. */
  readonly until: (tool: string, args: JsonObject, isReady: (data: unknown) => boolean) => Promise<unknown>;
}

export type Scenario = (session: Session) => Promise<void>;

export interface Findings {
  readonly differences: Difference[];
  /** Tools that answered at least once without a refusal, or with the one that was expected. */
  readonly used: Set<string>;
  /** What ended a scenario early because the release of the server does not have it. */
  readonly lacked: string[];
}

/** Codes of refusals that come of the release alone. */
const OTHER_RELEASE: ReadonlySet<string> = new Set(['too_old', 'not_in_release']);
const WAIT_MS = 500;
const MOST_WAITS = 60;

class Stop extends Error {}

function dataOf(shown: JsonObject): unknown {
  const data = shown.untrusted_data;
  if (shown.done !== undefined) return valueAt(data, 'answer') ?? '';
  const columns = valueAt(data, 'columns');
  if (!Array.isArray(columns)) return data;
  const rows = (valueAt(data, 'rows') as unknown[][]).map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index]])),
  );
  return columns.length === 1 && columns[0] === 'value' ? rows.map(({ value }) => value) : rows;
}

/** Run one scenario and clean up after it. */
export async function runScenario(
  app: App,
  scenario: string,
  run: Scenario,
  { differences, used, lacked }: Findings,
): Promise<void> {
  const mark = Math.random().toString(36).slice(2, 8);
  const laters: Array<readonly [string, JsonObject]> = [];
  const note = (step: string, detail: string) => differences.push({ scenario, step, detail });

  async function raw(tool: string, args: JsonObject): Promise<JsonObject> {
    const context = {
      view: app.view,
      signal: AbortSignal.timeout(60_000),
      approved: () => true,
      caller: 'prove',
    };
    const result = await app.run({ name: tool, arguments: { ...args, detail: 'full' } }, context);
    return parseExact(result.content[0]?.text ?? '{}') as JsonObject;
  }

  async function accepted(tool: string, args: JsonObject): Promise<JsonObject> {
    try {
      const shown = await raw(tool, args);
      used.add(tool);
      return shown;
    } catch (error) {
      const { message } = error as Error;
      if (OTHER_RELEASE.has((error as Partial<OpenObserveMcpError>).code ?? '')) lacked.push(message);
      else note(tool, `refused: ${message}`);
      throw new Stop();
    }
  }

  const session: Session = {
    name: (kind) => `prove_${kind}_${mark}`,
    call: async (tool, args = {}) => dataOf(await accepted(tool, args)),
    about: async (tool, args = {}) => (await accepted(tool, args)).untrusted_data,
    async refused(tool, args, says) {
      try {
        await raw(tool, args);
        note(tool, `was not refused, where the refusal should say ${says}`);
      } catch (error) {
        used.add(tool);
        const { message } = error as Error;
        if (!says.test(message)) note(tool, `refused otherwise: ${message}`);
      }
    },
    same(what, actual, wanted) {
      if (canonical(actual) !== canonical(wanted))
        note(what, `${canonical(actual).slice(0, 200)} instead of ${canonical(wanted).slice(0, 200)}`);
    },
    later(tool, args) {
      laters.unshift([tool, args]);
    },
    async tried(tool, args, says) {
      try {
        const shown = await raw(tool, args);
        used.add(tool);
        return dataOf(shown);
      } catch (error) {
        used.add(tool);
        const { message } = error as Error;
        if (!says.test(message)) note(tool, `refused otherwise: ${message}`);
        return null;
      }
    },
    onlyChanged(what, before, after, changed) {
      const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
      for (const field of [...names].filter((name) => !changed.includes(name)))
        session.same(`${what} keeps its ${field}`, valueAt(after, field), valueAt(before, field));
    },
    async until(tool, args, isReady) {
      let found = 'showed something else';
      for (let waits = 0; waits < MOST_WAITS; waits += 1) {
        try {
          const data = dataOf(await raw(tool, args));
          used.add(tool);
          if (isReady(data)) return data;
        } catch (error) {
          found = (error as Error).message;
        }
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      }
      note(tool, `did not show within half a minute what was written: ${found}`);
      throw new Stop();
    },
  };

  try {
    await run(session);
  } catch (error) {
    if (!(error instanceof Stop)) note('the scenario itself', (error as Error).message);
  }
  for (const [tool, args] of laters) await raw(tool, args).catch(() => undefined);
}
