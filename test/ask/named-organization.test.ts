import { expect, it } from 'vitest';
import { namedOrganization } from '../../src/ask/understand/named-organization.ts';

it.each([
  ['list the streams in org other', 'other'],
  ['list the streams in org test', 'test'],
  ['delete the stream app in organization main', 'main'],
  ['create a folder called Payments in the skyline organization', 'skyline'],
  ['list the streams of the organization skyline.', 'skyline'],
  ['list the streams of the organization called new', 'new'],
  ['list the alerts in the organization "default"', 'default'],
  ['delete the dashboard Sales in the other organization', 'other'],
  ['move it to another organization', 'another'],
  ['list the streams in the "main" organization', 'main'],
  ['list the streams of our organization', null],
  ['list the users in the organization now', null],
  ['who is in org and may write?', null],
  ['errors in our whole organization last week', null],
  ['list the streams', null],
])('%s', (request, name) => {
  expect(namedOrganization(request)).toBe(name);
});
