/** What can be done here, told to who asks for something else. */
export const INSTEAD =
  'I can search logs, metrics and traces, and manage streams, dashboards, alerts, pipelines, reports and users of OpenObserve.';

const DELETES = '(?:delet\\w*|remov\\w*|drop|eras\\w*|purg\\w*|wip\\w*|clear|clean(?:\\s+up)?)';
const RECORDS =
  '(?:records?|rows?|entries|entry|logs?|log lines?|lines?|events?|errors?|warnings?|data|spans?|traces?|messages?)';

/** What OpenObserve does not do, and how people come to the same. */
const WAYS_OUT: ReadonlyArray<readonly [wish: RegExp, way: string]> = [
  [
    /\b(?:rotat\w*|renew\w*|regenerat\w*|reset|refresh|roll)\b[^.?!]*\btokens?\b/i,
    'A token is renewed by deleting its service account and creating it again, which stops the old one. Say "delete the service account NAME", then "create the service account NAME".',
  ],
  [
    new RegExp(
      `\\b${DELETES}\\s+(?:all\\s+|the\\s+|old\\s+|any\\s+|every\\s+)*(?:\\w+\\s+)?${RECORDS}\\b(?=.*\\b(?:older|from|of|in|before|since|than|with|where|yesterday|last)\\b)`,
      'i',
    ),
    'OpenObserve deletes no single records: a stream keeps them for its retention ("set the retention of STREAM to 7 days"), or is deleted as a whole.',
  ],
  [
    /\bretention\b[^.?!]*\b(?:all|every|each)\b|\b(?:all|every|each)\b[^.?!]*\bretention\b/i,
    'A retention is set stream by stream. Name the streams: "set the retention of A and B to 30 days".',
  ],
];

/** How to come to something that OpenObserve does not do itself; null where nothing is known. */
export const wayOut = (words: string): string | null =>
  WAYS_OUT.find(([wish]) => wish.test(words))?.[1] ?? null;
