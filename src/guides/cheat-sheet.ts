/** What to know before writing a query. A test runs every SQL in it. */
export const CHEAT_SHEET = `# SQL and time in OpenObserve

## Time

- Give the range as arguments, not in the WHERE: \`start_time\` and \`end_time\`. Without them it is the last hour.
- \`1h\`, \`now-15m\`, \`today\`, \`yesterday\`, ISO 8601, or an epoch in any unit. The answer says the range in ISO 8601.
- \`_timestamp\` is in microseconds since the epoch, in every stream of logs and traces.

## SQL

One SELECT, in the manner of PostgreSQL (DataFusion). Streams and fields with capitals, dots or dashes go in double quotes, texts in single ones.

The newest records:

\`\`\`sql
SELECT _timestamp, level, message FROM payment_service ORDER BY _timestamp DESC LIMIT 20
\`\`\`

Count by a field:

\`\`\`sql
SELECT error_type, count(*) AS n FROM payment_service WHERE level = 'error' GROUP BY error_type ORDER BY n DESC
\`\`\`

Over time; the interval is a text:

\`\`\`sql
SELECT histogram(_timestamp, '5 minute') AS time, count(*) AS n FROM payment_service GROUP BY time ORDER BY time
\`\`\`

Text in one field, minding case and not:

\`\`\`sql
SELECT count(*) AS n FROM payment_service WHERE str_match(message, 'timeout') OR str_match_ignore_case(message, 'TIMEOUT')
\`\`\`

Words anywhere in the fields of full-text search, all of them, whole or with \`*\`:

\`\`\`sql
SELECT count(*) AS n FROM payment_service WHERE match_all('connection')
\`\`\`

A regular expression:

\`\`\`sql
SELECT count(*) AS n FROM payment_service WHERE re_match(message, 'time(d out|out)')
\`\`\`

How slow the slowest are:

\`\`\`sql
SELECT approx_percentile_cont(duration_ms, 0.95) AS p95 FROM payment_service
\`\`\`

## What often goes wrong

- A name that is not in the schema. Read it with stream_schema first.
- \`level = 'ERROR'\` where it is written \`error\`. search_values shows how it is written.
- \`SELECT *\` on a stream with very many fields: name the fields that you need.
- \`match_all\` on a join or a subquery: it works on one stream only.
- A number as the interval of histogram: it must be a text, such as '5 minute'.
`;
