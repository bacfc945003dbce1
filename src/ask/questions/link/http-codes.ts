import { ownMember } from '../../../json/own-member.ts';

/** What people call codes of HTTP: a code, or a class from 1 to 5. */
const NAMES: Readonly<Record<string, readonly [number, number]>> = {
  'not found': [404, 404],
  'not-found': [404, 404],
  'server error': [5, 5],
  'server errors': [5, 5],
  'client error': [4, 4],
  'client errors': [4, 4],
  'bad request': [400, 400],
  'bad requests': [400, 400],
  unauthorized: [401, 401],
  unauthorised: [401, 401],
  forbidden: [403, 403],
  'too many requests': [429, 429],
  'rate limited': [429, 429],
  throttled: [429, 429],
  'bad gateway': [502, 502],
  'bad gateways': [502, 502],
  unavailable: [503, 503],
  'service unavailable': [503, 503],
  'gateway timeout': [504, 504],
  'gateway timeouts': [504, 504],
  redirect: [3, 3],
  redirects: [3, 3],
  redirected: [3, 3],
};

/** The code or the classes that words name; null for none. */
export const httpCodes = (words: string): readonly [number, number] | null => ownMember(NAMES, words) ?? null;
