import { expect, it } from 'vitest';
import type { Language } from '../../../src/ask/language/lexicon/lexicon.ts';
import { hasTag, tagWords, writtenText } from '../../../src/ask/language/tagged-words.ts';
import { vocabularyFor } from '../../../src/ask/language/vocabulary.ts';

it.each<[Language, string, string]>([
  ['de', 'stornierte', 'cancelled'],
  ['de', 'ausgeliefert', 'delivered'],
  ['de', 'abgelehnten', 'declined'],
  ['de', 'abzubrechen', 'aborted'],
  ['de', 'uberweist', 'transferred'],
  ['de', 'zahlungen', 'payment'],
  ['fr', 'annulees', 'cancelled'],
  ['fr', 'livraisons', 'delivery'],
  ['fr', 'perdus', 'lost'],
  ['es', 'cancelaron', 'cancelled'],
  ['es', 'devueltos', 'returned'],
  ['es', 'transacciones', 'transaction'],
  ['pt', 'entregaram', 'delivered'],
  ['pt', 'reembolsadas', 'refunded'],
  ['pt', 'conexoes', 'connection'],
])('knows %s "%s" as a form of what means %s', (language, word, english) => {
  expect(vocabularyFor(language).meanings(word)).toContain(english);
});

const contentOf = (request: string, language: Language) =>
  tagWords(request, language)
    .words.filter(({ meanings, kind }) => meanings.length === 0 && kind === 'word')
    .map(({ forms }) => forms[0]);

it.each<[Language, string, readonly string[]]>([
  ['de', 'welche Banken lehnen am meisten ab?', ['bank', 'declined']],
  ['de', 'Anmeldefehler pro Stunde', ['login', 'error']],
  ['de', 'wie viele Kaeufer waren es?', ['buyer']],
  ['zh', '昨天有多少次登录失败？', ['failed', 'login']],
  ['zh', '今天有多少买家下单', ['buyer', 'order']],
  ['fr', "taux d'échec des paiements", ['failure', 'payment']],
])('reads the content of %s "%s"', (language, request, content) => {
  expect(contentOf(request, language)).toEqual(content);
});

it('reads a function word with a slip in it', () => {
  const { words } = tagWords('wieviele Fehler gab es gesten', 'de');
  expect(words.some((word) => hasTag(word, 't:yesterday'))).toBe(true);
});

it('leaves an inflected word what it is where the language has it as a function word', () => {
  const { words } = tagWords('wie viele Waren waren es', 'de');
  expect(words.filter(({ folded }) => folded === 'waren').some((word) => hasTag(word, 'stop word'))).toBe(
    true,
  );
});

it('names the other meanings of a word after the likely one', () => {
  const [word] = tagWords('Karte', 'de').words;
  expect(word?.forms).toEqual(['card', 'karte', 'ticket', 'map']);
});

it('writes a word that means several in English once', () => {
  expect(writtenText(tagWords('Stornoquote', 'de').words)).toBe('Stornoquote');
});
