import { expect, it } from 'vitest';
import { areSynonyms } from '../../../src/ask/questions/link/concepts.ts';
import { translationsOf } from '../../../src/ask/language/vocabulary.ts';

it.each([
  ['abgelehnt', 'declined'],
  ['ausgefuehrt', 'executed'],
  ['annule', 'cancelled'],
])('knows what the value %s means in English', (value, english) => {
  expect(translationsOf(value)).toContain(english);
});

it.each(['running', 'x1', 'GET'])('leaves %s as it is', (value) => {
  expect(translationsOf(value)).toEqual([]);
});

it('takes no number behind a word for a longer form of the word', () => {
  expect(areSynonyms('sever', 'sever 5')).toBe(false);
  expect(areSynonyms('calc', 'calculation')).toBe(true);
});
