/** A room of `src/`: a folder without its subfolders, or files that lie loose in `src/`. */
export interface Room {
  /** Path from the root of the project; several for loose files. */
  readonly paths: readonly string[];
  /** What it holds, in one sentence. */
  readonly holds: string;
}

const room = (path: string, holds: string): Room => ({ paths: [path], holds });

/**
 * The rooms from the top to the ground. Code imports from its own room and from rooms below it. `npm run structure`
 * checks this, and docs/architecture.md is made from it.
 */
export const ROOMS: readonly Room[] = [
  {
    paths: ['src/cli.ts', 'src/codegen.ts', 'src/library.ts'],
    holds: 'Entry points: the command line, its code generator, and the library.',
  },
  room('src/cli', 'Reads the command line and starts a command.'),
  room('src/cli/doctor', 'Checks settings, connection, permissions, model and port.'),
  room(
    'src/cli/commands',
    'One file per command: serve, stdio, call, ask, tools, config, completion, codegen.',
  ),
  room('src/cli/terminal', 'What a terminal shows and asks: tables, progress, questions, exit codes.'),
  room(
    'src/transports/http',
    'Streamable HTTP: routes, protocol eras, sessions, bodies, answers, CORS, readiness.',
  ),
  room(
    'src/transports/http/connections',
    'Connections: how many, their requests in flight, broken requests, bodies left unread.',
  ),
  room('src/transports/auth', 'Who calls: keys, identities, tokens, rate limits, permissions and views.'),
  room('src/page', 'The web page: its document, its status and the recent calls.'),
  room('src/transports', 'stdio, and what both transports share: JSON-RPC messages and refusals.'),
  room('src/clients', 'Configuration snippets for MCP clients and gateways.'),
  room('src/server', 'The MCP server: handlers, the app that builds all parts, and the run of one call.'),
  room('src/guides', 'Prompts, resources and completions.'),
  room('src/ask/modes', 'The three modes of `ask`: semantic, llm and agent.'),
  room(
    'src/investigate',
    'The tools investigate, patterns, compare and timeline: their arguments, stages and answers.',
  ),
  room(
    'src/investigate/reading',
    'What an investigation reads of streams and metrics, and the findings in it.',
  ),
  room(
    'src/investigate/detection',
    'Pure functions over data: message clusters, change points, differences, events, ranking.',
  ),
  room('src/ask/create', 'Alerts, dashboards and destinations from words.'),
  room('src/ask/questions', 'A question about data, from its words to the answer of `ask`.'),
  room('src/ask/questions/answers', 'Which readings of a question run, and the sentences of their answers.'),
  room(
    'src/ask/questions/read',
    'A request over one stream to a logical form: groups, ranges, ratios, and what is left unread.',
  ),
  room(
    'src/ask/questions/grouping',
    'What groups must hold, states counted side by side, and the order of an answer.',
  ),
  room('src/ask/questions/conditions', 'Measures, filters and states that the words name, over one stream.'),
  room('src/ask/questions/link', 'Words to streams, fields and values: synonyms, states, places, IDs.'),
  room(
    'src/ask/questions/parse',
    'Words of a question to measures, conditions, groups and times, before any stream is read.',
  ),
  room('src/ask/questions/query', 'Logical forms, and the SQL and PromQL of each.'),
  room('src/ask/understand', 'Words to an operation and its arguments: the router.'),
  room('src/ask/model', 'A conversation with a language model: tools, budget, briefing, repairs.'),
  room('src/ask/plan', 'Plans of several steps: their effects, tokens, commits and undo.'),
  room('src/ask/providers', 'Language model providers behind one interface.'),
  room(
    'src/traces',
    'One trace: found by its ID, as a tree with self times and the critical path, with its log lines.',
  ),
  room('src/ask/data', 'What exists in the organization: streams, fields, values, metrics, services.'),
  room(
    'src/ask/data/fields',
    'What a field is for, told by its name and values: roles, levels, units, forms.',
  ),
  room('src/ask', 'The dispatcher of `ask`, and what all modes share.'),
  room('src/result', 'An answer on its way up: rows, series, notes, paging, size.'),
  room('src/call', 'One call on its way down: execute, update, outcome.'),
  room('src/call/short-forms', 'Short forms of alerts and panels, expanded to what OpenObserve takes.'),
  room('src/views', 'Views for clients that draw: their tools, documents and data.'),
  room('src/catalog', 'What a caller may see: tool rows, views, helper tools.'),
  room('src/catalog/file', 'Catalogs of other releases: made from a published document, and read.'),
  room(
    'src/generated',
    'Generated from the contract: rows, schemas, types, words, the semantic model, the page.',
  ),
  room(
    'src/ask/understand/orders',
    'Which writes the words of a person order, and which of their words a call leaves out.',
  ),
  room('src/ask/understand/slots', 'Arguments read from words: names, values, people, streams.'),
  room('src/ask/understand/intent', 'The model that tells which operation words mean.'),
  room('src/ask/understand/text', 'Words of a request: tokens, spelling, concepts, code, steps.'),
  room('src/ask/language/time', 'Time ranges, moments and bucket widths in words.'),
  room('src/ask/language', 'Words of six languages: tokens, stems, function words, misspellings.'),
  room('src/ask/language/lexicon', 'Function words and words of the field, one file a language.'),
  room('src/call/confirm', 'Confirmations: previews, approvals, questions to a person.'),
  room('src/call/checks/empty', 'Why an answer has no rows, found out in a few more reads.'),
  room('src/call/checks', 'Checks before and after a call: names, SQL, suggestions, wide streams.'),
  room('src/call/arguments', 'Arguments: normalized, coerced, validated; times.'),
  room('src/names', 'Nearest names.'),
  room('src/config', 'One table of settings, by group, and how they are read.'),
  room('src/state', 'What replicas share, in a Valkey or Redis.'),
  room('src/openobserve', 'The HTTP client of OpenObserve, and what its answers mean.'),
  room(
    'src/openobserve/connection',
    'Connections to OpenObserve: one attempt, certificates, the body of an answer.',
  ),
  room('src/telemetry', 'Telemetry of this server itself: audit, metrics, traces.'),
  room('src/contract', 'Types and rules of the contract: tool rows, schemas, names, words.'),
  { paths: ['src/log.ts'], holds: 'The log on stderr.' },
  room('src/redact', 'Secrets: by pattern, known ones, and those of a request.'),
  room('src/json', 'Exact JSON, truncated JSON, merging and mapping members.'),
  {
    paths: ['src/limits.ts', 'src/errors.ts', 'src/version.ts', 'src/sample-folder.ts'],
    holds: 'Limits of texts, errors that reach users, and the version.',
  },
];

/** The stand-in for OpenObserve stands apart: it knows nothing of the product but exact JSON and errors. */
export const SAMPLE: readonly Room[] = [
  room('src/sample', 'The stand-in for OpenObserve: its server and its endpoints of telemetry.'),
  room('src/sample/written', 'What can be written to the sample: alerts, dashboards, users and the rest.'),
  room('src/sample/search', 'SQL of OpenObserve over DuckDB.'),
  room('src/sample/promql', 'PromQL.'),
  room('src/sample/objects', 'Objects that were written, their IDs, people and conditions.'),
  room('src/sample/http', 'Requests and refusals as OpenObserve has them.'),
  room('src/sample/store', 'Rows in DuckDB, and their clock.'),
];

/** What runs in the browser of a person. */
export const BROWSER: readonly Room[] = [
  room('src/page/client', 'The page as it runs in a browser.'),
  room('src/page/client/answer', 'An answer as a table, a chart or text.'),
  room('src/views/client', 'A view as it runs in the frame of an MCP host.'),
  room('src/views/client/draw', 'Answers drawn: series, tables, traces, plans, investigations.'),
  room('src/views/client/dom', 'Elements of pages and views.'),
];
