import assert from 'node:assert/strict';
import { TOOLS } from '../../src/generated/tools.ts';
import type { GatewayContext } from './context.ts';

export interface CallAnswer {
  readonly text: string;
  readonly isError: boolean;
}

export interface ListedThere {
  readonly name: string;
  readonly description: string;
}

/** The tools as they are seen on the far side of a gateway. */
export interface Caller {
  list(): Promise<readonly ListedThere[]>;
  /** `name` is ours; the caller turns it into the gateway's. */
  call(name: string, args: Readonly<Record<string, unknown>>): Promise<CallAnswer>;
}

interface ExpectedCall {
  readonly what: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  readonly text: RegExp;
}

/** Calls that must come through any gateway as they are: answers, refusals with their remedy, 64-bit numbers, UTF-8. */
const CALLS: readonly ExpectedCall[] = [
  { what: 'lists streams', name: 'stream_list', arguments: {}, isError: false, text: /payment_service/ },
  {
    what: 'searches with the digits of 64-bit numbers kept',
    name: 'search_sql',
    arguments: {
      sql: 'SELECT ledger_id FROM payment_service WHERE ledger_id > 9007199254740992 ORDER BY ledger_id LIMIT 1',
      start_time: '4h',
    },
    isError: false,
    text: /90071992547\d{5}/,
  },
  {
    what: 'marks a refusal of OpenObserve as an error, with the nearest step',
    name: 'stream_schema',
    arguments: { stream_name: 'no_such_stream' },
    isError: true,
    text: /not found.*payment_service/s,
  },
  {
    what: 'marks wrong arguments as an error that names them',
    name: 'search_sql',
    arguments: { sqll: 'SELECT 1' },
    isError: true,
    text: /sqll/,
  },
  {
    what: 'asks for a second look before it deletes',
    name: 'stream_delete',
    arguments: { stream_name: 'nginx_access' },
    isError: false,
    text: /Nothing was done yet.*confirm/s,
  },
];

/** Compares the list with ours, tool by tool, and makes the calls. `nameOf` gives the gateway's name of a tool. */
export async function checkTools(
  { step }: Pick<GatewayContext, 'step'>,
  caller: Caller,
  nameOf: (name: string) => string = (name) => name,
): Promise<void> {
  await step('lists every operation with its description', async () => {
    const listed = new Map((await caller.list()).map(({ name, description }) => [name, description]));
    const missing = TOOLS.filter((tool) => !listed.has(nameOf(tool.name))).map(({ name }) => name);
    assert.deepEqual(missing, [], `missing: ${missing.join(', ')}`);
    const changed = TOOLS.filter((tool) => listed.get(nameOf(tool.name)) !== tool.description);
    assert.deepEqual(changed, [], `descriptions changed: ${changed.map(({ name }) => name).join(', ')}`);
    return `${TOOLS.length} operations of ${listed.size} tools`;
  });
  for (const expected of CALLS) {
    await step(expected.what, async () => {
      const { text, isError } = await caller.call(expected.name, expected.arguments);
      assert.equal(isError, expected.isError, `isError is ${isError}: ${text.slice(0, 200)}`);
      assert.match(text, expected.text);
      return `${isError ? 'isError, ' : ''}${text.length} characters`;
    });
  }
}
