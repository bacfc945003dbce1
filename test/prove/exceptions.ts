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
  { title: /as the service account|token works|token is dead|not a member/i, reason: 'another caller' },
  {
    title: /trailing slash|doubled slash|dot segments|percent-encoded|encoded for no reason/i,
    reason: 'another spelling of the same path',
  },
  { title: /broken JSON|empty body/i, reason: 'a body that is no JSON' },
];

/** What we send otherwise, on purpose. */
export const SENT_OTHERWISE: readonly Exception[] = [
  { title: /by PATCH/, reason: 'the method is that of the contract' },
  {
    op: /^CreateSlo$/,
    title: /^with an id of one's own$|^server-side members in the body$/,
    reason: 'what the server sets itself is left out, as in an exported object, and the answer says so',
  },
  {
    op: /^GetCompositeTimeline$/,
    title: /^from not a number$/,
    reason: 'a word for a day is read here, where the server ignores it',
  },
  {
    op: /^GetTraceDetails$/,
    title: /^start and end 0$|^hint_ts 0$|^times in milliseconds$/,
    reason: 'a zero is the beginning of time, and the unit is told by magnitude',
  },
  {
    op: /^ListAlertTags$|^ListSlos$/,
    title: /^blank prefix$|^empty folder parameter$/,
    reason: 'an empty filter is none',
  },
  {
    op: /^(CreateDashboard|CreateFolder|createPipeline)$/,
    title: /of my own$|^undocumented overwrite with that id$/,
    reason: 'an ID that the server chooses is left out, as in an exported object, and the answer says so',
  },
  {
    op: /^CreateDashboard$/,
    title: /^no tabs$/,
    reason: 'a dashboard without a tab takes no panel, so it gets one',
  },
  {
    op: /^ListDashboards$/,
    title: /^without parameters$|^what an item holds$/,
    reason: 'an empty title makes the server list the dashboards of all folders',
  },
  { op: /^Prometheus/, title: /by POST$/, reason: 'read with GET, as the contract has it' },
  {
    title: /^(seconds|milliseconds) instead of microseconds$|^key in milliseconds$/,
    reason: 'the unit is told by magnitude, where the server would silently search 1970',
  },
  {
    title: /^body use_cache is overwritten$/,
    reason: 'use_cache goes into the query, where the server reads it',
  },
  {
    title:
      /^time in (milliseconds|microseconds|nanoseconds)$|^times in nanoseconds$|^time 0 means now$|^time as 2024/,
    reason: 'every way of writing a time is read here and sent in the one unit that the server wants',
  },
  {
    title: /^snake_case (tab_id|trans_type) is not/,
    reason:
      'a name that differs only in case and punctuation is taken for the right one, which the server ignores',
  },
  {
    title: /^part without a file name$/,
    reason: 'the part always has a file name, because the server stores nothing without one',
  },
  {
    title: /^start 0$|^end 0$|^start_time 0$|^end_time 0$/,
    reason: 'a zero is the beginning of time, or refused as upside down',
  },
];

/** What the server takes without a word and we refuse, because it cannot be meant. */
export const REFUSED_BY_US: readonly Exception[] = [
  {
    op: /^SearchSQL$/,
    title: /^negative start$/,
    reason: 'a number that is no moment, which the server takes for 1969',
  },
  { op: /^SearchSQL$/, title: /^two statements$/, reason: 'the server silently runs only the last' },
  {
    op: /^(ServiceAccountUpdate|UpdateStreamSettings)$/,
    title: /^empty object$/,
    reason: 'the server answers with success and changes nothing',
  },
  {
    op: /^LogsIngestionJson$/,
    title: /^JSON string, as the published schema says$|^records that are not objects$/,
    reason: 'the server counts every such record as failed',
  },
  {
    op: /^(?!create)/i,
    title: /with (dot|one dot|two dots)(, encoded)?$|^(dot segment|one dot)(,)? written %2E/,
    reason: 'dot segments are refused in every path',
  },
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
  {
    title: /^time as Mon, 01 Jan/,
    reason: 'a form of time that nobody types; the answer names those that are read',
  },
  {
    title: /^value missing$|^value that is no boolean$/,
    reason: 'the server silently switches off',
  },
  {
    op: /^(?!CreateDashboard$|CreateFolder$|createPipeline$)/,
    title: /of my own$|^folder_id in the body$|^create with an identifier of my own$/,
    reason: 'the server silently ignores the field and chooses its own',
  },
  {
    op: /^CreateAlert$/,
    title: /^alert_destinations, the older name$/,
    reason: 'a second name for destinations',
  },
  {
    op: /^CreateAlert$/,
    title: /^same name again$/,
    reason: 'the server makes a second alert of the same name',
  },
  {
    title: /^template that does not exist$|^the published example's template Default$/,
    reason: 'the server stores the destination without a template',
  },
  {
    op: /^GetLatestTraces$/,
    title: /^unknown sort_order$/,
    reason: 'the server silently sorts downwards',
  },
  {
    op: /^GetTraceDAG$/,
    title: /^quote in the trace id$/,
    reason: 'the id goes into SQL unescaped, and every span comes back',
  },
  {
    op: /^RemoveUserFromOrg$/,
    title: /^remove from an organization the user is not in$/,
    reason: 'the server removes the user everywhere',
  },
  {
    op: /^UpdateFolder$/,
    title: /^snake_case folder_id as published$/,
    reason: 'two folders are named in one call',
  },
  {
    op: /^Update(Function|Template|Destination)$|^updateFunction$/,
    title: /^another name in the body$/,
    reason: 'the name cannot be changed: the server ignores it, or makes a second one',
  },
  {
    title: /^stream without its type$|^pageSize without title$/,
    reason: 'the server silently ignores the filter',
  },
  {
    op: /^ListAlerts$/,
    title: /^unknown alert_type$/,
    reason: 'older releases silently ignore the filter',
  },
  { op: /^ListAlerts$/, title: /^unknown sort_by$/, reason: 'the server silently sorts by something else' },
  {
    op: /^CreateSlo$/,
    title: /^unknown (stream type|member)$/,
    reason: 'the server saves it, and never measures it',
  },
  {
    op: /^(GetSessionDetails|GetTraceDetails|ListAlertTags)$/,
    title: /^(size 0|size not a number|negative from and size|timeout not a number|limit 0|limit 100000)$/,
    reason: 'the server silently takes another number',
  },
  {
    op: /^GetTraceDetails$/,
    title: /^(negative start_time|quote in the trace id)$/,
    reason: 'no moment and no ID, which the server takes',
  },
  {
    op: /^UpdateSlo$/,
    title: /^what GetSlo gave, with its status$|^another id in the body$/,
    reason: 'the ID and the generation cannot be changed: the server ignores them',
  },
  {
    op: /^ValidateCompositeAlert$/,
    title: /^unknown folder_id$/,
    reason: 'the server does not read the folder',
  },
  {
    op: /^SearchSQL$/,
    title: /^agent_options/,
    reason: 'rows are always read as JSON, and shown as a table here',
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
