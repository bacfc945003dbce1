/** An exchange where ours must not equal the recorded one, and why. `op` empty: any operation. */
export interface Exception {
  readonly op?: RegExp;
  readonly title: RegExp;
  readonly reason: string;
}

/** Exchanges whose point is another caller or another wire: nothing that arguments of a tool could say. */
export const OTHER_WIRE: readonly Exception[] = [
  {
    title:
      /credential|password of|wrong password|unknown user|Bearer token|Basic with|cookie|scheme word|ingestion token|passcode/i,
    reason: 'another credential',
  },
  {
    title: /content type|content-type|encoding|gzip|compressed|sent as text|text\/plain/i,
    reason: 'another content type or encoding',
  },
  { title: /service account|token works|token is dead|not a member/i, reason: 'another caller' },
  {
    title: /trailing slash|doubled slash|dot segments|percent-encoded|encoded for no reason/i,
    reason: 'another spelling of the same path',
  },
  { title: /broken JSON|empty body/i, reason: 'a body that is no JSON' },
];

/** What we send otherwise, on purpose. */
export const SENT_OTHERWISE: readonly Exception[] = [
  {
    title: /^(seconds|milliseconds) instead of microseconds$|^key in milliseconds$/,
    reason: 'the unit is told by magnitude, where the server would silently search 1970',
  },
  {
    title: /^body use_cache is overwritten$/,
    reason: 'use_cache goes into the query, where the server reads it',
  },
  {
    title: /^start 0$|^end 0$|^start_time 0$|^end_time 0$/,
    reason: 'a zero is the beginning of time, or refused as upside down',
  },
];

/** What the server takes without a word and we refuse, because it cannot be meant. */
export const REFUSED_BY_US: readonly Exception[] = [
  { op: /^SearchSQL$/, title: /^two statements$/, reason: 'the server silently runs only the last' },
  {
    op: /^LogsIngestionJson$/,
    title: /^JSON string, as the published schema says$|^records that are not objects$/,
    reason: 'the server counts every such record as failed',
  },
  { title: /with (dot|two dots), encoded$/, reason: 'dot segments are refused in every path' },
  {
    op: /^SearchSQL$/,
    title: /^read the table with type=enrich$/,
    reason: 'a second word for enrichment_tables',
  },
  {
    title: /^(invalid|unknown) type$|^type in capitals$/,
    reason: 'the server silently takes logs, or every type, instead',
  },
  {
    title: /^unknown fields in the body$|^sampling is not available$/,
    reason: 'the server silently ignores the field',
  },
  {
    op: /^SearchAround$/,
    title: /^size 1$/,
    reason: 'the server halves it to 0 and returns the whole window',
  },
  { title: /^limit that is no number$/, reason: 'the server silently returns everything' },
];

/** The exception that an exchange falls under, if any. */
export function exceptionFor(
  list: readonly Exception[],
  op: string | null,
  title: string,
): Exception | undefined {
  return list.find((exception) => exception.title.test(title) && (exception.op?.test(op ?? '') ?? true));
}
