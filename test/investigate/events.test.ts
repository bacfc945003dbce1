import { describe, expect, it } from 'vitest';
import {
  eventKindOf,
  eventsBefore,
  mentionsOf,
  type SystemEvent,
} from '../../src/investigate/detection/events.ts';

const MINUTE_US = 60e6;

describe('the kind of an event', () => {
  const examples: ReadonlyArray<readonly [string, string | null]> = [
    ['rollout of payment-svc 7.3.0 finished', 'deployment'],
    ['inv v2.7.3 rolled out', 'deployment'],
    ['Version 4.2 auf allen Knoten ausgerollt', 'deployment'],
    ['container restarted after OOMKilled', 'out of memory'],
    ['party_cache_max set to 0 (unlimited), was 20000', 'configuration change'],
    ['Certificate for hl7gw.example has expired.', 'certificate'],
    ['BGP hold timer expired, transit link gru-2 down', 'connection lost'],
    ['write failed: no space left on device', 'storage full'],
    ['boot: matchmaker starting', 'restart'],
    ['request served in 12 ms', null],
    ['payment captured', null],
    ['Lab result imported', null],
  ];
  for (const [text, kind] of examples)
    it(`is told by its words: ${text}`, () => expect(eventKindOf(text)).toBe(kind));
});

describe('events before an onset', () => {
  const onsetUs = 1000 * MINUTE_US;
  const event = (minutes: number, text: string, values: readonly string[]): SystemEvent => ({
    kind: 'deployment',
    atUs: onsetUs + minutes * MINUTE_US,
    stream: 'platform',
    text,
    mentions: mentionsOf([text, ...values]),
  });
  const affected = new Set(['payment-svc', 'sek']);

  it('come first where they are near and mention what is affected', () => {
    const found = eventsBefore(
      [
        event(-20, 'rollout of payment-svc 7.2.9', ['payment-svc']),
        event(-1, 'rollout of payment-svc 7.3.0', ['payment-svc']),
        event(-2, 'rollout of mailer 1.0', ['mailer']),
      ],
      onsetUs,
      affected,
    );
    expect(found[0]?.text).toBe('rollout of payment-svc 7.3.0');
  });

  it('are left out when they came later, long before, or are about something else', () => {
    expect(
      eventsBefore(
        [
          event(7, 'rollout of payment-svc 7.3.1', ['payment-svc']),
          event(-90, 'rollout of payment-svc 7.1.0', ['payment-svc']),
          event(-22, 'rollout of recommender 2.9.1', ['recommender']),
        ],
        onsetUs,
        affected,
      ),
    ).toEqual([]);
  });

  it('are about a service also where they name one of its pods', () => {
    expect(mentionsOf(['mm-2', 'payment-svc-7c1e02-k2x8p']).has('mm')).toBe(true);
    expect(mentionsOf(['payment-svc-7c1e02-k2x8p']).has('payment-svc')).toBe(true);
  });
});
