import type { NotAnswered } from './recorded.ts';

const MADE_ON_THE_WAY = 'a stream that was made on the way, by steps of other operations or not recorded';
const OTHER_STREAMS = 'the real server had streams of metadata, or of its own, beside the sample';
const VRL = 'the sample does not run VRL, so that it cannot say what is wrong with it either';
const USAGE = 'usage reporting';
const ELSEWHERE = 'an endpoint outside the contract, which the sample does not have';

export const NOT_ANSWERED: readonly NotAnswered[] = [
  {
    file: 'search.json',
    title: /: broken JSON$/,
    reason: 'the field and place of the mistake in broken JSON',
  },
  {
    file: 'search.json',
    title:
      /: (read the table|range beyond the stream's limit$|64-bit integers come back$|the record in the target$)/,
    reason: MADE_ON_THE_WAY,
  },
  { file: 'search.json', title: /: (VRL|undocumented query_fn)/, reason: 'VRL functions' },
  {
    file: 'search.json',
    title: /: (metrics by type=metrics|is_ui_histogram)$/,
    reason: 'the order of rows of the same time',
  },
  { file: 'search.json', title: /: window function$/, reason: 'which rows a LIMIT without ORDER BY takes' },
  { file: 'search.json', title: /: fuzzy_match_all$/, reason: 'a fault of the real server on fresh data' },

  { file: 'streams.json', title: /: (cookie|stale cookie)/, reason: 'credentials in a cookie' },
  {
    file: 'streams.json',
    title:
      /: (gzip answer|answer header x-api-node|as the service account|the old token is dead|list without a type|list of metadata)$/,
    reason: OTHER_STREAMS,
  },
  {
    file: 'streams.json',
    title: /: sorted by documents, descending$/,
    reason: 'the real server had not counted its documents yet',
  },
  {
    file: 'streams.json',
    title: /: an error text that holds a newline$/,
    reason: 'a fault of the real server: an error text that cannot be a header',
  },
  {
    file: 'streams.json',
    title:
      /: (schema of the table|delete the table rec_(remote|quoted|hosts)|max_query_range of one hour|with delete_all|a stream with data and everything that hangs on it)$/,
    reason: MADE_ON_THE_WAY,
  },
  {
    file: 'streams.json',
    title: /: create at once after the delete$/,
    reason: 'the sample deletes at once, so that nothing is ever "being deleted"',
  },

  {
    file: 'logs.json',
    title: /: ingestion into an unknown organisation creates it$/,
    reason: 'the sample has one organisation',
  },

  { file: 'settled.json', title: /^(StreamList|GetOrganizationSummary): /, reason: OTHER_STREAMS },
  {
    file: 'settled.json',
    title: /: percentile, stored data$/,
    reason: 'an estimate: the percentile lies where the durations jump from 1 to 5 seconds',
  },
  {
    file: 'settled.json',
    title: /: (window function|join of two streams), stored data$/,
    reason: 'which rows a LIMIT without ORDER BY takes',
  },

  { file: 'usage-reporting.json', title: /^(SearchHistory|StreamList|GetPipelineHistory): /, reason: USAGE },
  {
    file: 'usage-reporting.json',
    title: /^(GetOrganizationSummary|GetAlertHistory): (with alerts firing|alert firings|sorted, a range)/,
    reason: USAGE,
  },

  {
    file: 'alerts.json',
    title: /^CreateDestination: URL: unresolvable name$/,
    reason: 'the sample asks no name server',
  },
  {
    file: 'alerts.json',
    title: /^GetDedupSummary: real path$/,
    reason: 'counted before the copies of the exchanges above were made',
  },
  { file: 'alerts.json', title: /: its alert in another folder$/, reason: MADE_ON_THE_WAY },
  {
    file: 'alerts.json',
    title: /^DeleteAlertDestination: destination an alert uses$/,
    reason: 'which of several alerts is named',
  },

  {
    file: 'functions.json',
    title:
      /: VRL that (does not compile|fails on the event)$|^testFunction: (dry run|several events|.* by its look)$/,
    reason: VRL,
  },
  {
    file: 'functions.json',
    title: /^updateFunction: transType null$/,
    reason: 'a fault of the real server: the connection ends without an answer',
  },

  {
    file: 'kv.json',
    title: /: read those bytes$/,
    reason: 'bytes that are no text, which the recording does not hold either',
  },
  {
    file: 'kv.json',
    title: /: (umlaut|space) not encoded|: escape that is not UTF-8$/,
    reason: 'a path that no client sends: letters that are not ASCII, a blank, half a letter',
  },

  {
    file: 'organizations.json',
    title:
      /: (the auto-created organisation is listed|list my organisations|.* page_size|the fixed organisations)$/,
    reason: 'an organisation made by ingestion, which the sample does not do',
  },
  {
    file: 'organizations.json',
    title: /^GetOrganizationSummary: summary$/,
    reason: OTHER_STREAMS,
  },

  {
    file: 'metrics.json',
    title: /^PrometheusQuery: (without time|time 0 means now)$/,
    reason: 'asked a second before the others',
  },
  {
    file: 'metrics.json',
    title: /^PrometheusLabels: label names of one metric$/,
    reason: 'the real server had not counted its points yet',
  },

  {
    file: 'traces.json',
    title: /: stream with the older llm_\* columns/,
    reason: MADE_ON_THE_WAY,
  },
  {
    file: 'traces.json',
    title: /: filter (that is not SQL|that breaks out of its clause|on an unknown field)$/,
    reason: 'the words of another reader of SQL',
  },
  { file: 'traces.json', title: /: passcode on traces/, reason: 'the sample has no passcodes' },
  {
    file: 'traces.json',
    title: /: quote in the trace id$/,
    reason: 'a fault of the real server: the id goes into its SQL as it is',
  },

  { file: 'transport.json', title: /: health, HEAD$/, reason: 'the answer keeps the content type of GET' },
  {
    file: 'transport.json',
    title: /: (published document|log in|read the ingestion|list the org)/,
    reason: ELSEWHERE,
  },
  {
    file: 'transport.json',
    title: /: wrong method, no credentials$/,
    reason: 'the header Allow beside a 401',
  },
];
