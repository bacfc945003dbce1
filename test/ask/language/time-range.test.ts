import { describe, expect, it } from 'vitest';
import { tagWords } from '../../../src/ask/language/tagged-words.ts';
import { readTimes } from '../../../src/ask/language/time/read-times.ts';

const NOW = '2026-11-25T10:50:00Z';
const us = (iso: string) => Date.parse(iso) * 1000;
const context = { nowUs: us(NOW), timeZone: 'UTC' };

/** Words, and the edges they state, as time of day on the 25th or as a whole moment; null for no time. */
const RANGES: ReadonlyArray<readonly [words: string, start: string | null, end: string]> = [
  ['errors in the payment service from the last hour', '2026-11-25T09:50:00Z', NOW],
  ['the last 30 minutes', '2026-11-25T10:20:00Z', NOW],
  ['over the last couple of hours', '2026-11-25T08:50:00Z', NOW],
  ['past 15m', '2026-11-25T10:35:00Z', NOW],
  ['last 24h', '2026-11-24T10:50:00Z', NOW],
  ['since 10 minutes ago', '2026-11-25T10:40:00Z', NOW],
  ['since 9am', '2026-11-25T09:00:00Z', NOW],
  ['since yesterday', '2026-11-24T00:00:00Z', NOW],
  ['since noon', '2026-11-24T12:00:00Z', NOW],
  ['yesterday', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['today', '2026-11-25T00:00:00Z', NOW],
  ['on monday', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'],
  ['between 9:00 and 10:15', '2026-11-25T09:00:00Z', '2026-11-25T10:15:00Z'],
  ['between 2 and 3 pm', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'],
  ['yesterday between 14:00 and 15:30', '2026-11-24T14:00:00Z', '2026-11-24T15:30:00Z'],
  ['yesterday from 6:00 to 22:00', '2026-11-24T06:00:00Z', '2026-11-24T22:00:00Z'],
  ['yesterday morning from 8:00 to 9:30', '2026-11-24T08:00:00Z', '2026-11-24T09:30:00Z'],
  ['payments yesterday between 8 and 16', '2026-11-24T08:00:00Z', '2026-11-24T16:00:00Z'],
  ['payments yesterday between 8 and 16 euros', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['between 9 and 10 am yesterday', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'],
  ['from 2026-11-24 10:00 to 2026-11-24 11:00', '2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z'],
  ['from 11 pm to 1 am', '2026-11-24T23:00:00Z', '2026-11-25T01:00:00Z'],
  ['this morning', '2026-11-25T06:00:00Z', NOW],
  ['last night', '2026-11-24T20:00:00Z', '2026-11-25T06:00:00Z'],
  ['what happened around 10:05', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['at 3am', '2026-11-25T02:55:00Z', '2026-11-25T03:05:00Z'],
  ['last month', '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'],
  ['this week', '2026-11-23T00:00:00Z', NOW],
  ['since 9:00 CET', '2026-11-25T08:00:00Z', NOW],
  ['between 9:00 and 10:00 UTC+2', '2026-11-25T07:00:00Z', '2026-11-25T08:00:00Z'],
  ['between 9:00 and 10:00 GMT -03:30', '2026-11-24T12:30:00Z', '2026-11-24T13:30:00Z'],
  ['between 9:00+02:00 and 10:00+02:00', '2026-11-25T07:00:00Z', '2026-11-25T08:00:00Z'],
  ['since 9am Berlin time', '2026-11-25T08:00:00Z', NOW],
  ['since 2 am New York time', '2026-11-25T07:00:00Z', NOW],
  ['between 2pm and 3pm (CET)', '2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z'],
  ['yesterday from 8:00 to 9:00 Asia/Tokyo', '2026-11-23T23:00:00Z', '2026-11-24T00:00:00Z'],
  ['since 2026-11-25 09:00 Europe/Paris', '2026-11-25T08:00:00Z', NOW],
  ['from 1 July 14:00 to 1 July 15:00 CET', '2026-07-01T12:00:00Z', '2026-07-01T13:00:00Z'],
  ['les erreurs entre 9:00 et 10:00', '2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z'],
  ['3 hours ago', '2026-11-25T07:45:00Z', '2026-11-25T07:55:00Z'],
  ['after 9:45', '2026-11-25T09:45:00Z', NOW],
  ['in the 10 minutes before 9:30', '2026-11-25T09:20:00Z', '2026-11-25T09:30:00Z'],
  ['14:00-15:00 yesterday', '2026-11-24T14:00:00Z', '2026-11-24T15:00:00Z'],
  ['in den letzten 2 Stunden', '2026-11-25T08:50:00Z', NOW],
  ['gestern zwischen 9 und 10 Uhr', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'],
  ['la dernière heure', '2026-11-25T09:50:00Z', NOW],
  ['les erreurs de hier', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['las últimas 3 horas', '2026-11-25T07:50:00Z', NOW],
  ['na última hora', '2026-11-25T09:50:00Z', NOW],
  ['过去24小时', '2026-11-24T10:50:00Z', NOW],
  ['from 3 March 18:00 to 6 March 08:00', '2026-03-03T18:00:00Z', '2026-03-06T08:00:00Z'],
  ['on 14 March between 18:00 and midnight', '2026-03-14T18:00:00Z', '2026-03-15T00:00:00Z'],
  ['3 to 5 November', '2026-11-03T00:00:00Z', '2026-11-06T00:00:00Z'],
  ['for Thursday afternoon', '2026-11-19T12:00:00Z', '2026-11-19T18:00:00Z'],
  ['it takes eight seconds since noon', '2026-11-24T12:00:00Z', NOW],
  ['dashboard 7301442286 last week', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z'],
  ['searches from yesterday', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['over twelve hours', '2026-11-24T22:50:00Z', NOW],
  ['avg cpu between 30 and 60 minutes ago', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['errors from 90 to 60 minutes ago', '2026-11-25T09:20:00Z', '2026-11-25T09:50:00Z'],
  ['errors between 30 minutes ago and 10 minutes ago', '2026-11-25T10:20:00Z', '2026-11-25T10:40:00Z'],
  ['errors from 2h ago to 1h ago', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['errors 2h ago - 1h ago', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['errors 90-60 min ago', '2026-11-25T09:20:00Z', '2026-11-25T09:50:00Z'],
  ['from 12 to 6 hours ago', '2026-11-24T22:50:00Z', '2026-11-25T04:50:00Z'],
  ['between an hour and half an hour ago', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['from now-2h to now-1h', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['Fehler vor 60 bis 30 Minuten', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['Fehler zwischen vor 2 Stunden und vor 1 Stunde', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['les erreurs il y a 60 à 30 minutes', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['errores de hace 2 horas a hace 1 hora', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['errores hace entre 30 y 60 minutos', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['erros entre há 60 e há 30 minutos', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['30到60分钟前的错误', '2026-11-25T09:50:00Z', '2026-11-25T10:20:00Z'],
  ['2小时前至1小时前有多少错误', '2026-11-25T08:50:00Z', '2026-11-25T09:50:00Z'],
  ['requests that took between 30 and 60 minutes', null, NOW],
  ['now-15m', '2026-11-25T10:35:00Z', NOW],
  ['who used it in the past days', null, NOW],
  ['show me recent error logs', null, NOW],
  ['the last 100 errors', null, NOW],
  ['slow traces over 2 s in checkout', null, NOW],
  ['status 500', null, NOW],
];

describe('times in words', () => {
  it.each(RANGES)('%s', (words, start, end) => {
    const [range] = readTimes(tagWords(words), context).ranges;
    if (start === null) expect(range).toBeUndefined();
    else expect(range).toMatchObject({ startUs: us(start), endUs: us(end) });
  });

  it.each([
    ['at a one-minute step', '1 minute'],
    ['in 5m steps', '5 minute'],
    ['with a resolution of 30 seconds', '30 second'],
    ['step 5m', '5 minute'],
    ['it crashes roughly every 40 minutes', null],
  ])('bucket width of %s', (words, bucket) => {
    expect(readTimes(tagWords(words), context).bucket.bucket).toBe(bucket);
  });

  it('are read in the zone of the settings', () => {
    const { ranges } = readTimes(tagWords('since 9am'), { ...context, timeZone: 'Europe/Berlin' });
    const [range] = ranges;
    expect(range?.startUs).toBe(us('2026-11-25T08:00:00Z'));
  });
});
