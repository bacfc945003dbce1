import { describe, expect, it } from 'vitest';
import { isAboutObjects, mayBeOfData } from '../../../src/ask/questions/request-kind.ts';

describe('requests that name objects of OpenObserve', () => {
  it.each([
    'list all functions',
    'which service accounts are there',
    'show me the roles',
    'how many folders do we have',
    'which edge functions does the pipeline use',
  ])('are of these: %s', (request) => {
    expect(isAboutObjects(request)).toBe(true);
    expect(mayBeOfData(request)).toBe(false);
  });

  it.each([
    'which edge locations do our functions run in?',
    'forbidden calls of real people, no service accounts, in the last 24h',
    'which incidents were closed yesterday by team',
  ])('may be of data all the same: %s', (request) => {
    expect(isAboutObjects(request)).toBe(true);
    expect(mayBeOfData(request)).toBe(true);
  });
});
