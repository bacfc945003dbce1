import { describe, expect, it } from 'vitest';
import { withoutPreamble } from '../../../../src/ask/questions/parse/preamble.ts';

describe('the words that lead up to a question', () => {
  it.each([
    ['any idea how many parcels got lost yesterday', 'how many parcels got lost yesterday'],
    ["I'd like to know how much the heaviest parcel weighed", 'how much the heaviest parcel weighed'],
    ['could you please find out which depot is slowest?', 'which depot is slowest?'],
    ['my boss wants to know how many orders we had', 'how many orders we had'],
    ['hey, do you know since when it is down', 'since when it is down'],
    [
      'I have a call with Acme Corp in ten minutes. How many parcels did their people send?',
      'How many parcels did Acme Corp people send?',
    ],
    ['I am new here. Which depots do we have?', 'Which depots do we have?'],
    [
      'parcels per hour, last 12 hours please, I need to plan the night',
      'parcels per hour, last 12 hours please',
    ],
    ['Has Acme sent any parcel? they have gone so quiet', 'Has Acme sent any parcel?'],
    [
      'how many parcels were lost yesterday? I want to see if the new label helped',
      'how many parcels were lost yesterday?',
    ],
    ['A customer says parcel KX1 is lost. When was it last seen?', 'When was parcel KX1 last seen?'],
  ])('are left out of %s', (request, question) => {
    expect(withoutPreamble(request)).toBe(question);
  });

  it.each([
    'customer 40771256 says his transfers fail, how many were refused',
    'morning orders by region',
    'We had an outage this morning. How many parcels failed?',
    'I am in the Berlin office. How many parcels are open?',
    'how many parcels were lost? I only mean those of yesterday',
    'show parcels, they are lost in the depot',
    'can you delete the stream orders?',
    'claims per user',
  ])('are kept where they say what is asked: %s', (request) => {
    expect(withoutPreamble(request)).toBe(request);
  });
});
