import type { Prompt, PromptArgument } from './prompt.ts';

const SINCE: PromptArgument = {
  name: 'since',
  description: 'how far back to look, such as 1h, today or an ISO 8601 time; 1h if left out',
  required: false,
  completes: ['15m', '1h', '6h', '24h', 'today', 'yesterday'],
};
const OVER = 'Look at the time since {since}.';

const stream = (required: boolean): PromptArgument => ({
  name: 'stream',
  description: `stream of logs to look at${required ? '' : '; the one with most errors if left out'}`,
  required,
  completes: 'stream',
});

/** What people start by name, each written once for every view. */
export const PROMPTS: readonly Prompt[] = [
  {
    name: 'incident_triage',
    title: 'Triage an incident',
    description: 'What is broken, since when, how badly and what to do first.',
    arguments: [
      {
        name: 'symptom',
        description: 'what was noticed, such as "checkout is failing"',
        required: true,
        completes: null,
      },
      stream(false),
      SINCE,
    ],
    needs: ['search_sql', 'stream_list'],
    goal: 'Something is wrong in production: {symptom}. Find out what, from the data alone, in few calls.',
    given: { stream: 'Begin with the stream {stream}.', since: OVER },
    steps: [
      {
        tools: ['investigate'],
        says: 'Call investigate first: one call finds the onset, what fails, new messages, slow operations, shifted metrics and what was deployed before. Use the steps below for what it leaves open.',
      },
      {
        tools: ['stream_list'],
        says: 'Find the streams with stream_list, unless one is named, and prefer those that the symptom is about.',
      },
      {
        tools: ['stream_schema'],
        says: 'Read the fields with stream_schema before any SQL: names of level, service and message differ.',
      },
      {
        tools: ['search_sql'],
        says: 'Count errors over time with histogram(_timestamp) in search_sql, and compare with the same span before: when did it begin?',
      },
      {
        tools: ['search_sql'],
        says: 'Group the errors by type, service, host and version, and find what all of the new ones share.',
      },
      {
        tools: ['search_around'],
        says: 'Look at the records around the first new error with search_around.',
      },
      {
        tools: ['get_latest_traces'],
        says: 'If there are traces, take the slowest or failing ones with get_latest_traces and name the span that fails first.',
      },
      { tools: ['list_alerts'], says: 'See with list_alerts whether an alert watches this already.' },
    ],
    answer:
      'Say in five lines at most: what fails, since when, how many are affected, the likeliest cause with the record that shows it, and the first step to take. Say what you could not see. Change nothing without being asked.',
  },
  {
    name: 'slow_service',
    title: 'Find why a service is slow',
    description: 'Where the time goes in a service, and since when.',
    arguments: [
      { name: 'service', description: 'name of the service', required: true, completes: null },
      SINCE,
    ],
    needs: ['search_sql'],
    goal: 'The service {service} is slow. Find where the time goes.',
    given: { since: OVER },
    steps: [
      {
        tools: ['investigate'],
        says: 'Call investigate first, about the service: it finds since when, which operation takes the time, and which values the slow ones share.',
      },
      {
        tools: ['get_latest_traces'],
        says: 'Take its slowest traces with get_latest_traces, and find the span that most of them spend their time in.',
      },
      {
        tools: ['get_trace'],
        says: 'Read one of them with get_trace: which span takes the time itself, and what does the end wait for?',
      },
      {
        tools: ['stream_list', 'stream_schema'],
        says: 'Find the stream and the field that hold its duration with stream_list and stream_schema, and mind the unit.',
      },
      {
        tools: ['search_sql'],
        says: 'Compute p50, p95 and p99 over time with approx_percentile_cont and histogram(_timestamp): is it all requests or the slowest few, and since when?',
      },
      {
        tools: ['search_sql'],
        says: 'Group the slow ones by endpoint, host and version: what do they share?',
      },
      {
        tools: ['prometheus_metadata', 'prometheus_range_query'],
        says: 'Hold it against load and saturation: find the metrics with prometheus_metadata and draw them with prometheus_range_query.',
      },
    ],
    answer:
      'Say where the time goes with numbers before and after, since when, what the slow requests share, and the next thing to look at. Keep what you know apart from what you suspect.',
  },
  {
    name: 'noisy_alert',
    title: 'Quieten a noisy alert',
    description: 'Why an alert fires so often, and the smallest change that helps.',
    arguments: [
      {
        name: 'alert',
        description: 'name or part of it; the noisiest if left out',
        required: false,
        completes: null,
      },
      {
        name: 'folder',
        description: 'folder of the alert; all if left out',
        required: false,
        completes: 'folder',
      },
    ],
    needs: ['list_alerts'],
    goal: 'An alert fires too often to be read. Find out which and why, and propose the smallest change.',
    given: { alert: 'It is about the alert {alert}.', folder: 'Look into the folder {folder}.' },
    steps: [
      { tools: ['list_alerts'], says: 'Find the alert with list_alerts.' },
      {
        tools: ['get_alert_history'],
        says: 'See with get_alert_history how often it fired, when, and how soon it was over.',
      },
      { tools: ['get_alert'], says: 'Read its query, threshold, period and silence with get_alert.' },
      {
        tools: ['search_sql'],
        says: 'Run its query over the last week with search_sql as a histogram: how often would other thresholds have fired, and which of those times mattered?',
      },
      {
        tools: ['update_alert'],
        says: 'Propose one change: threshold, period, silence, or a narrower query. Make it with update_alert only after a yes.',
      },
    ],
    answer:
      'Say how often it fired and why, the one change you propose with how often it would have fired instead, and what would be missed by it.',
  },
  {
    name: 'stream_cost',
    title: 'See what streams cost',
    description: 'Which streams take the space, and what could be kept for less time.',
    arguments: [
      {
        name: 'type',
        description: 'kind of stream; all if left out',
        required: false,
        completes: ['logs', 'metrics', 'traces'],
      },
    ],
    needs: ['stream_list'],
    goal: 'Find the streams that cost most, and what could be saved without losing what is used.',
    given: { type: 'Look only at streams of the kind {type}.' },
    steps: [
      {
        tools: ['stream_list'],
        says: 'List the streams by size with stream_list, sort storage_size, asc false: records, size, and how far back they go. Sizes are in MB.',
      },
      { tools: ['stream_schema'], says: 'Read retention and indexes of the largest with stream_schema.' },
      {
        tools: ['search_sql'],
        says: 'See with search_sql what fills them: group by level, service and message, over an hour.',
      },
      {
        tools: ['list_alerts', 'list_dashboards'],
        says: 'See with list_alerts and list_dashboards what uses them, before anything is called unused.',
      },
      {
        tools: ['update_stream_settings'],
        says: 'Propose shorter retention, or dropping debug records before they are stored. Change it with update_stream_settings only after a yes: what is deleted does not come back.',
      },
    ],
    answer:
      'Give a table: stream, size, share of all, what fills it, who uses it, proposal and what it saves.',
  },
  {
    name: 'write_query',
    title: 'Write a query',
    description: 'SQL for a question in plain words, checked against the fields and run once.',
    arguments: [
      { name: 'question', description: 'what is to be found out', required: true, completes: null },
      stream(false),
      {
        name: 'field',
        description: 'field to group or filter by',
        required: false,
        completes: 'field',
      },
      SINCE,
    ],
    needs: ['search_sql'],
    goal: 'Write a query that answers this: {question}',
    given: { stream: 'It is about the stream {stream}.', field: 'Use the field {field}.', since: OVER },
    steps: [
      { tools: ['stream_list'], says: 'Find the stream with stream_list, unless it is named.' },
      { tools: ['stream_schema'], says: 'Read its fields and types with stream_schema. Never guess a name.' },
      {
        tools: ['search_values'],
        says: 'Look at the values of the fields to filter by with search_values: case and spelling count.',
      },
      {
        tools: ['search_sql'],
        says: 'Write the SQL, give the time as start_time and end_time and not in the WHERE, and run it once with search_sql.',
      },
    ],
    answer:
      'Show the query, the range it ran over, what came out, and how to change it for the next question.',
  },
];
