import { describe, expect, it } from 'vitest';
import { alertFor, realTimeAlertFor } from '../../../src/call/short-forms/alert.ts';
import { madeText, previewText, type ToldAlert } from '../../../src/ask/create/alert-text.ts';

const told: ToldAlert = {
  language: 'en',
  name: 'many_errors',
  isOn: true,
  destinations: ['payment_oncall'],
  subject: 'the number of errors in payment_service',
  limit: 'over 10',
  condition: alertFor({ stream: 'payment_service', operator: '>', threshold: 10, periodMinutes: 5 }),
  said: { periodMinutes: 5, frequencyMinutes: null, silenceMinutes: null },
  history: { held: 0, checks: 288, all: 288, messages: 0, minutes: 1440 },
  young: null,
};

describe('an alert in sentences', () => {
  it('says what was made, and names what was chosen without words for it', () => {
    expect(madeText(told)).toBe(
      'Created: the alert "many_errors" is on. It sends to payment_oncall when the number of errors in payment_service is over 10 within 5 minutes. Chosen for you: checked every 5 minutes, silent for 30 minutes after a message. Over the last 24 hours it would not have fired: the condition held at none of 288 checks.',
    );
  });

  it('says the same of one that would be made', () => {
    expect(previewText(told, 'SELECT 1')).toBe(
      'The alert "many_errors" would be on. It would send to payment_oncall when the number of errors in payment_service is over 10 within 5 minutes. Chosen for you: checked every 5 minutes, silent for 30 minutes after a message. Over the last 24 hours it would not have fired: the condition held at none of 288 checks. Query: SELECT 1',
    );
  });

  it('tells a silence that was ordered apart from what was chosen', () => {
    const condition = alertFor({
      stream: 'payment_service',
      operator: '>',
      threshold: 10,
      periodMinutes: 1,
      silenceMinutes: 60,
    });
    const said = { periodMinutes: null, frequencyMinutes: null, silenceMinutes: 60 };
    expect(madeText({ ...told, condition, said })).toContain(
      'within 1 minute. It is silent for 60 minutes after a message. Chosen for you: counted over 1 minute, checked every minute.',
    );
  });

  it('has no period in real time', () => {
    const condition = realTimeAlertFor([{ column: 'level', operator: '=', value: 'fatal' }]);
    const text = madeText({
      ...told,
      subject: 'records with level = fatal',
      limit: '',
      condition,
      history: null,
    });
    expect(text).toMatch(
      /about records with level = fatal, for each record as it arrives\. Chosen for you: silent for 30 minutes after a message\.$/,
    );
  });
});
