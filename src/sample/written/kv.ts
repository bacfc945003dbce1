import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/route.ts';
import { sortedBy } from '../objects/objects.ts';
import type { World } from '../objects/world.ts';

/** A prefix as the real server's database takes it: `_` and `%` stand for any character, any characters. */
function likePattern(prefix: string): RegExp {
  const text = prefix.replace(/\*$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text.replaceAll('_', '.').replaceAll('%', '.*')}`, 'su');
}

/** Texts under keys. Blanks around a key are taken off when it is stored, not when it is read. */
export function kvRoutes({ objects }: World): Route[] {
  const inOrganization = (org: string) => objects.of<string>(org, 'kv');
  const BASE = '/api/:org/kv';
  return [
    [
      'GET',
      BASE,
      ({ path: { org = '' }, query }) => {
        const pattern = likePattern(query.get('prefix') ?? '');
        return sortedBy(inOrganization(org).keys(), (key) => key).filter((key) => pattern.test(key));
      },
    ],
    [
      'GET',
      `${BASE}/:key`,
      ({ path: { org = '', key = '' } }) => {
        const value = inOrganization(org).get(key);
        if (value === undefined) throw new Refusal(404, 'Not Found');
        return value;
      },
    ],
    [
      'POST',
      `${BASE}/:key`,
      async ({ path: { org = '', key = '' }, text }) => {
        inOrganization(org).set(key.trim(), await text());
        return 'OK';
      },
    ],
    [
      'DELETE',
      `${BASE}/:key`,
      ({ path: { org = '', key = '' } }) => {
        inOrganization(org).delete(key);
        return 'OK';
      },
    ],
  ];
}
