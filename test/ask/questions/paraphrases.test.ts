import { describe, expect, it } from 'vitest';
import { type AskWords, inWorld } from '../../evals/questions/worlds.ts';

/** Requests of one world, each with what its query must match. */
const ASKED: Readonly<Record<string, ReadonlyArray<readonly [request: string, query: RegExp]>>> = {
  saltmarsh: [
    ['any idea how many new claims were reported yesterday', /FROM claim_events WHERE from_state = 'none'$/],
    [
      'list the last 5 payouts over 3,000 euros',
      /^SELECT .* FROM payouts_log WHERE .*amount_eur > 3000.* ORDER BY _timestamp DESC$/,
    ],
    [
      'how much money was paid out today',
      /^SELECT sum\(amount_eur\).* FROM payouts_log WHERE event = 'transfer_sent'$/,
    ],
    ['claim_events总共存了多少条记录？', /^SELECT count\(\*\) AS n FROM claim_events$/],
    ['过去6小时最慢的一条trace是哪条？用了多久？', /^SELECT \* FROM otel_spans .* ORDER BY duration DESC$/],
    ['give me the longest phone waits', /FROM phone_calls WHERE wait_s IS NOT NULL ORDER BY wait_s DESC$/],
  ],
  farwater: [
    ['chattiest pod in the last 6 hours', /^SELECT k8s_pod_name, count\(\*\) AS n FROM k8s_app_logs /],
    [
      'which node was not ready in the last 2 days',
      /FROM k8s_events WHERE (?!.*<>).*reason = 'NodeNotReady'/,
    ],
    [
      'wie viele Aufrufe von label-api sind laut Traces gestern schiefgegangen?',
      /FROM mesh_traces WHERE service_name = 'label-api' AND span_status = 'ERROR'$/,
    ],
  ],
  pallas: [
    [
      'qual é a duração máxima do span POST bidder ontem?',
      /^SELECT max\(duration\).* FROM pallas_traces WHERE operation_name = 'POST bidder'$/,
    ],
    ['combien de requêtes de sous-titres hier ?', /FROM edge_access WHERE asset_type = 'subtitle'$/],
  ],
  aeolus: [
    [
      'which turbine reboots the most',
      /^SELECT deviceid, count\(\*\) .*devicetype = 'turbine' AND event = 'reboot'/,
    ],
    ['how many meters reported today', /^SELECT count\(DISTINCT (?:meterid|deviceid)\)/],
    ['who consumed more yesterday, Oldtown or Millbrook?', /^SELECT district, sum\(consumption_kwh\)/],
    ['was it windier at galtee today than yesterday', /^SELECT avg\(windspeed_ms\) .*site = 'galtee'$/],
    ['which turbines delivered no power in the last 6 hours', /^SELECT turbineid, .*power_kw = 0/],
    ['since when is GL-05 silent', /turbineid = 'GL-05'.* ORDER BY _timestamp DESC$|'GL-05'.* DESC$/i],
  ],
};

describe.each(Object.entries(ASKED))('everyday questions about %s', (world, asked) => {
  it('are read as what they ask', { timeout: 120_000 }, async () => {
    const came = await inWorld(world, async (_, ask: AskWords) => {
      const queries: string[] = [];
      for (const [request] of asked) queries.push((await ask(request)).query ?? '');
      return queries;
    });
    for (const [at, [request, query]] of asked.entries()) expect(came[at], request).toMatch(query);
  });
});
