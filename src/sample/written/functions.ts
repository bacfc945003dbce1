import { cannot, plainRefusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { type Json, objectOf, unreadable } from '../http/search-body.ts';
import { bodyWith, textIn } from '../objects/body.ts';
import type { World } from '../objects/world.ts';

interface StoredFunction {
  readonly function: string;
  readonly name: string;
  readonly params: string;
  readonly numArgs: number;
  readonly transType: number;
}

const VRL = 0;
const JAVASCRIPT = 1;
/** A source whose value is the event as it came. */
const UNCHANGED = /^(#ResultArray#\n)?\s*\.\s*$/;
const LOOKS_LIKE_VRL = /^\s*[.#]/;

const refuse = (message: string) => plainRefusal(400, message);
const onlyInMeta = () =>
  refuse(
    `JavaScript functions are only allowed in the '_meta' organization. Please use VRL functions for other organizations.`,
  );

/** Routes of functions. */
export function functionRoutes({ objects }: World): Route[] {
  const inOrganization = (org: string) => objects.of<StoredFunction>(org, 'functions');

  function read(body: Json): StoredFunction {
    const type = body.transType ?? VRL;
    if (type !== VRL && type !== JAVASCRIPT)
      throw refuse('Invalid transform type. Use 0 for VRL or 1 for JS.');
    const name = textIn(body, 'name').trim();
    const source = textIn(body, 'function').trim();
    if (name === '') throw refuse('Function name cannot be empty');
    if (source === '') throw refuse('Function body cannot be empty');
    if (type === JAVASCRIPT) throw onlyInMeta();
    const params = textIn(body, 'params');
    return {
      // A source that does not end in the event gets it.
      function: /\.\s*$/.test(source) ? source : `${source} \n .`,
      name,
      params,
      numArgs: params === '' ? 0 : params.split(',').length,
      transType: type,
    };
  }

  function pipelinesOf(org: string, name: string) {
    const pipelines = objects.of<{ pipeline_id: string; name: string; nodes: ReadonlyArray<{ data: Json }> }>(
      org,
      'pipelines',
    );
    return [...pipelines.values()]
      .filter(({ nodes }) => nodes.some(({ data }) => data.node_type === 'function' && data.name === name))
      .map(({ pipeline_id, name: title }) => ({ id: pipeline_id, name: title }));
  }

  async function create({ path: { org = '' }, body }: Call) {
    const stored = read(bodyWith(await body(), 'function', 'name'));
    if (inOrganization(org).has(stored.name)) throw refuse('Function already exist');
    inOrganization(org).set(stored.name, stored);
    return { code: 200, message: 'Function saved successfully' };
  }

  /** The name in the body is the one that is stored; the function of the path stays. */
  async function update({ path: { org = '', name = '' }, body }: Call) {
    const whole = bodyWith(await body(), 'function', 'name');
    // The real server ends the connection without an answer.
    if (whole.transType === null) throw unreadable('transType: invalid type: null, expected u8');
    const stored = read(whole);
    const known = inOrganization(org).get(name);
    if (!known) throw plainRefusal(404, 'Function not found');
    const isSame = Object.entries(stored).every(
      ([key, value]) => known[key as keyof StoredFunction] === value,
    );
    if (isSame) return stored;
    inOrganization(org).set(stored.name, stored);
    return { code: 200, message: 'Function saved successfully' };
  }

  function remove({ path: { org = '', name = '' } }: Call) {
    if (!inOrganization(org).has(name)) throw plainRefusal(404, 'Function not found');
    const using = pipelinesOf(org, name);
    if (using.length > 0)
      throw plainRefusal(
        409,
        `Warning: Function '${name}' has ${using.length} pipeline dependencies. Please remove these pipelines first: ${JSON.stringify(using)}`,
      );
    inOrganization(org).delete(name);
    return { code: 200, message: 'Function deleted' };
  }

  async function test({ body }: Call) {
    const whole = bodyWith(await body(), 'function', 'events');
    const source = textIn(whole, 'function');
    if (!Array.isArray(whole.events)) {
      objectOf(whole.events, 'events: ');
      throw unreadable('events: invalid type: map, expected a sequence');
    }
    if (whole.trans_type === JAVASCRIPT) throw onlyInMeta();
    if (whole.trans_type !== VRL && !LOOKS_LIKE_VRL.test(source)) throw onlyInMeta();
    if (whole.events.length === 0) return { results: [] };
    if (!UNCHANGED.test(source)) throw cannot('run VRL functions; it only stores them');
    return { results: whole.events.map((event) => ({ message: '', event })) };
  }

  const BASE = '/api/:org/functions';
  return [
    ['GET', BASE, ({ path: { org = '' } }) => ({ list: [...inOrganization(org).values()] })],
    ['POST', BASE, create],
    ['POST', `${BASE}/test`, test],
    ['GET', `${BASE}/:name`, ({ path: { org = '', name = '' } }) => ({ list: pipelinesOf(org, name) })],
    ['PUT', `${BASE}/:name`, update],
    ['DELETE', `${BASE}/:name`, remove],
  ];
}
