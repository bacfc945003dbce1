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
  brassmere: [
    [
      'how many faults on line 4 in the last 8 hours?',
      /^SELECT count\(\*\) .* FROM plc_alarms WHERE alarmclass = 'FAULT' AND lineno = 4$/,
    ],
    ['Wie viele Störungen hatte Linie 5 gestern?', /^SELECT count\(\*\) .* FROM plc_alarms /],
    ['how many different faults did line 5 have yesterday?', /^SELECT count\(DISTINCT alarmno\)/],
    [
      'Which production line had the most scrap yesterday, and how many pieces?',
      /^SELECT lineno, sum\(scrapqty\) .* FROM mes_cycles GROUP BY lineno ORDER BY n DESC/,
    ],
    [
      'scrap pieces per hour on line 2, last 8 h',
      /sum\(scrapqty\) .* FROM mes_cycles WHERE lineno = 2 GROUP BY time/,
    ],
    ['top 3 alarm numbers by total downtime, last 24h', /^SELECT alarmno, sum\(downtime_s\) AS n/],
    ['alarms per line sorted by total downtime', /^SELECT lineno, sum\(downtime_s\) AS n/],
    ['which faults caused the most downtime yesterday?', /^SELECT alarmno, sum\(downtime_s\) AS n/],
    [
      'who finished the most jobs yesterday?',
      /^SELECT extra_technician, count\(\*\) .* WHERE extra_event = 'job_completed' AND extra_technician IS NOT NULL/,
    ],
    [
      'how many jobs did Marek Nowak complete yesterday?',
      /WHERE extra_technician = 'Marek Nowak' AND extra_event = 'job_completed'$/,
    ],
    ['how many spans are stored in svc_traces', /^SELECT count\(\*\) AS n FROM svc_traces$/],
    ['昨天4号线停机超过5分钟的故障有多少次？', /^SELECT count\(\*\) .* lineno = 4 AND downtime_s > 300 /],
    [
      '最近24小时哪个服务出错的span最多？有多少个？',
      /^SELECT service_name, count\(\*\) .* WHERE span_status = 'ERROR' GROUP BY service_name/,
    ],
  ],
  fernhollow: [
    [
      'how many mails were deferred in each quarter of an hour between 8 and 9 yesterday morning?',
      /'15 minute'\) AS time, count\(\*\) AS n FROM postfix WHERE postfix_status = 'deferred' GROUP BY time/,
    ],
    ['how many mails bounced yesterday?', /^SELECT count\(\*\) AS n FROM postfix WHERE .*'bounced'$/],
    [
      'How many different customers completed an order in the last 24 hours?',
      /^SELECT count\(DISTINCT customer_id\) .* WHERE msg = 'order confirmed'$/,
    ],
    [
      'what percentage of the baskets that were created ended up expired? last two days',
      /msg = 'basket expired' THEN 1 .*nullif\(sum\(CASE WHEN msg = 'basket created'/,
    ],
    [
      'how many mails came back as undeliverable yesterday?',
      /FROM postfix WHERE postfix_status = 'bounced'$/,
    ],
    ['were there any webhooks with an invalid signature today?', /WHERE signature_valid = false$/],
    [
      'how many webhooks where the signature is not valid in the last day?',
      /WHERE signature_valid (?:<> true|= false)$/,
    ],
    ['how many payments came in yesterday?', /WHERE type = 'payment.paid'$/],
    ['only the succesful payments: how many yesterday?', /WHERE type = 'payment.paid'$/],
    ['how many payments were refunded yesterday?', /WHERE type = 'payment.refunded'$/],
    ['what client ip got rate limited (429) the most yesterday', /^SELECT x_forwarded_for, count/],
    ['what is the longest statement today and how long did it take?', /max\(duration_ms\).* FROM postgresql/],
    [
      'how many messages were waiting in the mail-outbound queue at most in the last 24 hours?',
      /^max_over_time\(queue_depth/,
    ],
    [
      'of the payments reported as paid or failed today, what share failed?',
      /CASE WHEN type = 'payment.failed'.* WHERE type IN \('payment.paid', 'payment.failed'\)$/,
    ],
    [
      'what percent of the mails to postino.example bounced in the last two days?',
      /WHERE str_match_ignore_case\(postfix_to, '@postino.example'\)$/,
    ],
    [
      'how many confirmed orders used a promo code other than EARLYFERN in the last 48 hours?',
      /promo_code IS NOT NULL .* promo_code <> 'EARLYFERN'/,
    ],
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
