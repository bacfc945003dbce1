import { expect, it } from 'vitest';
import { areSynonyms } from '../../../src/ask/questions/link/concepts.ts';
import { languageOf, translationsOf } from '../../../src/ask/language/vocabulary.ts';

it.each([
  ['abgelehnt', 'declined'],
  ['ausgefuehrt', 'executed'],
  ['annule', 'cancelled'],
])('knows what the value %s means in English', (value, english) => {
  expect(translationsOf(value)).toContain(english);
});

it.each([
  ['schiefgegangen', 'failed'],
  ['danebengegangen', 'failed'],
  ['untertitel', 'subtitle'],
  ['extranjero', 'abroad'],
  ['barrera', 'barrier'],
  ['pompiers', 'firefighter'],
  ['pedagio', 'toll'],
])('knows what %s means in English', (word, english) => {
  expect(translationsOf(word)).toContain(english);
});

it.each(['running', 'x1', 'GET'])('leaves %s as it is', (value) => {
  expect(translationsOf(value)).toEqual([]);
});

it('takes no number behind a word for a longer form of the word', () => {
  expect(areSynonyms('sever', 'sever 5')).toBe(false);
  expect(areSynonyms('calc', 'calculation')).toBe(true);
});

it.each([
  ['kafka lag for order-mailer', 'en'],
  ['errors in vector-index calls', 'en'],
  ['gateway errors per minute eu', 'en'],
  ['wie hoch ist die Prozessorlast auf web-1', 'de'],
  ['memoria disponible por nodo', 'es'],
])('tells the language of "%s"', (request, language) => {
  expect(languageOf(request)).toBe(language);
});
