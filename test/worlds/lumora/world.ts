import {
  counter,
  DAY_US,
  type Draft,
  gauge,
  HOUR_US,
  histogram,
  latency,
  MINUTE_US,
  moments,
  nested,
  rhythm,
  SECOND_US,
  type Step,
  scrapes,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const GUESSER = '91.240.118.23';
const COUNTRIES = { DE: 28, FR: 18, ES: 14, NL: 12, PT: 10, IT: 9, BE: 5, IE: 4 };
const CLIENT_COUNTRIES = { DE: 42, US: 22, GB: 12, FR: 7, NL: 5, ES: 4, CH: 3 };
const CURRENCY_OF: Readonly<Record<string, string>> = { US: 'USD', GB: 'GBP' };
const PLANS = { starter: 55, pro: 33, studio: 12 };
const AGENTS = {
  'Lumora-iOS/8.4.1': 38,
  'Lumora-Android/8.4.0': 27,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36': 24,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0': 11,
};
const ROUTES = {
  'list-transactions': 33,
  login: 18,
  'get-invoice-pdf': 12,
  'create-invoice': 9,
  'request-payout': 8,
  'export-tax-report': 7,
  'upload-receipt': 5,
  'freeze-card': 4,
  'open-account': 4,
};
type Route = keyof typeof ROUTES;
/** Method, path, upstream, median in milliseconds. */
const ROUTE_OF: Readonly<Record<Route, readonly [string, string, string, number]>> = {
  'list-transactions': ['GET', '/api/v1/transactions', 'accounts-api', 60],
  login: ['POST', '/api/v1/login', 'identity-api', 180],
  'get-invoice-pdf': ['GET', '/api/v1/invoices/{id}/pdf', 'invoice-api', 640],
  'create-invoice': ['POST', '/api/v1/invoices', 'invoice-api', 210],
  'request-payout': ['POST', '/api/v1/payouts', 'payout-api', 240],
  'export-tax-report': ['GET', '/api/v1/reports/tax', 'reports-api', 2600],
  'upload-receipt': ['POST', '/api/v1/receipts', 'accounts-api', 420],
  'freeze-card': ['POST', '/api/v1/cards/freeze', 'card-api', 90],
  'open-account': ['POST', '/api/v1/accounts', 'accounts-api', 350],
};
/** Category, weight, median in cents. */
const MERCHANTS: Readonly<Record<string, readonly [string, number, number]>> = {
  'Google Ads': ['advertising', 12, 21000],
  'Deutsche Bahn': ['travel', 14, 6400],
  'Booking.com': ['travel', 7, 17500],
  Adobe: ['software', 13, 6100],
  Notion: ['software', 9, 1500],
  'IKEA Business': ['office', 8, 6000],
  Vistaprint: ['office', 6, 3900],
  Shell: ['fuel', 12, 5600],
  Lieferando: ['restaurants', 19, 2300],
};
const DECLINES = {
  insufficient_funds: 52,
  limit_exceeded: 24,
  card_frozen: 11,
  wrong_pin: 8,
  suspected_fraud: 5,
};
const RETURNS: Readonly<Record<string, string>> = {
  AC04: 'account closed',
  AC01: 'wrong IBAN',
  MS03: 'no reason given',
};

const userId = (random: Random) => `usr_${random.whole(1000, 1699)}`;
const cents = (random: Random, median: number, deviation: number) =>
  Math.round(latency(random, median, deviation));
const address = (random: Random) =>
  `${random.whole(77, 95)}.${random.whole(1, 220)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
const PODS: Readonly<Record<string, readonly string[]>> = {
  'card-authorizer': ['card-authorizer-6d9f7c4b8-x2k9p', 'card-authorizer-6d9f7c4b8-m4tzq'],
  'invoice-api': ['invoice-api-58bb6d9c77-q8r2d', 'invoice-api-58bb6d9c77-h6wns'],
  'invoice-mailer': ['invoice-mailer-7c9d8f5b4-2vlxk'],
  'payout-worker': [
    'payout-worker-5f7b9c6d8-9jrtc',
    'payout-worker-5f7b9c6d8-kk5vz',
    'payout-worker-5f7b9c6d8-w7p4m',
  ],
  'sepa-reconciler': ['sepa-reconciler-84c5d7f69-d3gbh'],
  'identity-api': ['identity-api-6b8d5f9c7-t5qnx', 'identity-api-6b8d5f9c7-l8zrw'],
};

interface Parts {
  readonly envoy: Draft[];
  readonly cards: Draft[];
  readonly invoices: Draft[];
  readonly payouts: Draft[];
  readonly identity: Draft[];
  readonly events: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

/** What zap writes. */
function zap(
  random: Random,
  time: number,
  service: string,
  version: string,
  level: string,
  caller: string,
  msg: string,
): Draft {
  return {
    _timestamp: time,
    level,
    ts: time / 1e6,
    caller,
    msg,
    service,
    version,
    pod: random.pick(PODS[service] ?? [service]),
  };
}

function envoyRow(random: Random, time: number, route: Route): Draft {
  const [method, path, cluster, median] = ROUTE_OF[route];
  const failed = random.chance(route === 'export-tax-report' ? 0.17 : 0.007);
  const refused = !failed && random.chance(route === 'login' ? 0.09 : 0.02);
  const code = failed
    ? random.pick([500, 503, 504])
    : refused
      ? random.pick([400, 401, 404])
      : method === 'POST'
        ? 201
        : 200;
  const timeout = code === 504;
  return {
    _timestamp: time,
    method,
    path: path.replace('{id}', `INV-${random.whole(80000, 80700)}`),
    protocol: 'HTTP/2',
    route_name: route,
    response_code: code,
    response_flags: timeout ? 'UT' : code === 503 ? 'UH' : '-',
    duration_ms: timeout ? random.whole(15000, 15040) : Math.round(latency(random, median, 0.5)),
    bytes_sent: random.whole(300, 60000),
    upstream_cluster: cluster,
    user_agent: random.weighted(AGENTS),
    x_forwarded_for: address(random),
    request_id: random.hex(16),
  };
}

function cardRow(random: Random, time: number): Draft {
  const merchant = random.weighted(
    Object.fromEntries(Object.entries(MERCHANTS).map(([name, [, weight]]) => [name, weight])),
  );
  const [category, , median] = MERCHANTS[merchant] as readonly [string, number, number];
  const online = ['software', 'advertising'].includes(category) || random.chance(0.25);
  const entry = online
    ? random.weighted({ online: 80, apple_pay: 12, google_pay: 8 })
    : random.weighted({ contactless: 50, apple_pay: 24, google_pay: 14, chip: 12 });
  const broken = random.chance(0.014);
  const declined = !broken && random.chance(entry === 'online' ? 0.13 : 0.06);
  const reason = declined ? random.weighted(DECLINES) : undefined;
  return {
    ...zap(
      random,
      time,
      'card-authorizer',
      '5.1.3',
      broken ? 'error' : declined ? 'warn' : 'info',
      broken ? 'scheme/client.go:88' : 'authorizer/decide.go:142',
      broken
        ? 'card scheme did not answer in time'
        : declined
          ? `authorization declined: ${reason}`
          : 'authorization approved',
    ),
    authid: `auth_${random.hex(10)}`,
    userid: userId(random),
    plan: random.weighted(PLANS),
    country: random.weighted(COUNTRIES),
    merchantname: merchant,
    merchantcategory: category,
    entrymode: entry,
    decision: broken ? 'error' : declined ? 'declined' : 'approved',
    declinereason: reason,
    amountcents: cents(random, median, 0.5),
    currency: 'EUR',
    latencyms: Math.round(latency(random, 85)),
  };
}

const cardTrace = (random: Random, time: number, trace: string, failed: boolean): Draft[] =>
  nested(
    random,
    trace,
    time,
    [
      {
        service: 'card-authorizer',
        operation: 'lumora.cards.v1.Cards/Authorize',
        kind: '2',
        ownUs: latency(random, 9e3),
        attributes: { rpc_system: 'grpc' },
      },
      {
        service: 'risk-svc',
        operation: 'lumora.risk.v1.Risk/Score',
        kind: '2',
        ownUs: latency(random, 22e3),
        attributes: { rpc_system: 'grpc' },
      },
      {
        service: 'ledger-svc',
        operation: 'lumora.ledger.v1.Ledger/Hold',
        kind: '2',
        ownUs: latency(random, 11e3),
        attributes: { rpc_system: 'grpc' },
      },
      {
        service: 'ledger-svc',
        operation: 'pgx INSERT holds',
        kind: '3',
        ownUs: latency(random, 6e3),
        attributes: { db_system: 'postgresql', peer_service: 'ledger-db' },
      },
    ],
    failed,
  );

const pdfTrace = (random: Random, time: number, trace: string, failed: boolean): Draft[] =>
  nested(
    random,
    trace,
    time,
    [
      {
        service: 'envoy-edge',
        operation: 'GET /api/v1/invoices/{id}/pdf',
        kind: '2',
        ownUs: latency(random, 5e3),
      },
      {
        service: 'invoice-api',
        operation: 'lumora.invoices.v1.Invoices/RenderPdf',
        kind: '2',
        ownUs: latency(random, 25e3),
        attributes: { rpc_system: 'grpc' },
      },
      {
        service: 'pdf-renderer',
        operation: 'lumora.render.v1.Renderer/Render',
        kind: '2',
        ownUs: latency(random, 30e3),
        attributes: { rpc_system: 'grpc' },
      },
      { service: 'pdf-renderer', operation: 'chromium print', kind: '1', ownUs: latency(random, 520e3) },
    ],
    failed,
  );

const requestTrace = (random: Random, time: number, trace: string, failed: boolean): Draft[] =>
  nested(
    random,
    trace,
    time,
    [
      { service: 'envoy-edge', operation: 'POST /api/v1/payouts', kind: '2', ownUs: latency(random, 5e3) },
      {
        service: 'payout-api',
        operation: 'lumora.payouts.v1.Payouts/Request',
        kind: '2',
        ownUs: latency(random, 60e3),
        attributes: { rpc_system: 'grpc' },
      },
      {
        service: 'payout-api',
        operation: 'payouts.requested publish',
        kind: '3',
        ownUs: latency(random, 15e3),
        attributes: { messaging_system: 'kafka', peer_service: 'kafka' },
      },
    ],
    failed,
  );

const OPERATION_OF: Readonly<Record<string, string>> = {
  sepa: 'clearing-gateway SubmitBatch',
  sepa_instant: 'clearing-gateway SubmitInstant',
  swift: 'clearing-gateway SubmitSwift',
};

function workerTrace(
  random: Random,
  time: number,
  trace: string,
  rail: string,
  tookMs: number,
  failed = false,
): Draft[] {
  const steps: Step[] = [
    {
      service: 'payout-worker',
      operation: 'payouts.requested process',
      kind: '2',
      ownUs: latency(random, 8e3),
      attributes: { messaging_system: 'kafka' },
    },
    {
      service: 'payout-worker',
      operation: OPERATION_OF[rail] as string,
      kind: '3',
      ownUs: tookMs * 1000,
      attributes: { peer_service: 'clearing-gateway' },
    },
  ];
  return nested(random, trace, time, steps, failed);
}

interface Payout {
  readonly id: string;
  readonly user: string;
  readonly plan: string;
  readonly rail: string;
  readonly amount: number;
}

const RAIL_MEDIAN_MS: Readonly<Record<string, number>> = { sepa: 210, sepa_instant: 640, swift: 1900 };
const RAIL_FEE_CENTS: Readonly<Record<string, number>> = { sepa: 0, sepa_instant: 50, swift: 900 };
const PAYOUT_LINES: Readonly<Record<string, readonly [string, string, string]>> = {
  requested: ['info', 'consumer/handle.go:61', 'payout requested'],
  sent: ['info', 'clearing/submit.go:117', 'payout sent to clearing'],
  settled: ['info', 'clearing/confirm.go:54', 'payout settled'],
  returned: ['warn', 'clearing/confirm.go:79', 'payout returned'],
  held: ['warn', 'review/hold.go:33', 'payout put on hold for manual review'],
};

function payoutRow(
  random: Random,
  time: number,
  status: string,
  payout: Payout,
  more: Partial<Draft> = {},
): Draft {
  const [level, caller, msg] = PAYOUT_LINES[status] as readonly [string, string, string];
  return {
    ...zap(random, time, 'payout-worker', '2.11.4', level, caller, msg),
    consumergroup: 'payout-worker',
    topic: status === 'settled' || status === 'returned' ? 'payouts.confirmed' : 'payouts.requested',
    partition: random.whole(0, 5),
    payoutid: payout.id,
    userid: payout.user,
    plan: payout.plan,
    rail: payout.rail,
    status,
    amountcents: payout.amount,
    currency: 'EUR',
    latencyms: Math.round(latency(random, status === 'sent' ? (RAIL_MEDIAN_MS[payout.rail] as number) : 14)),
    ...(status === 'sent' ? { feecents: RAIL_FEE_CENTS[payout.rail] as number } : {}),
    ...more,
  };
}

const returned = (code: string) => ({ msg: `payout returned: ${RETURNS[code]} (${code})`, returncode: code });

function payoutRows(parts: Parts, random: Random, time: number, payout: Payout): void {
  parts.payouts.push(payoutRow(random, time, 'requested', payout));
  const sentAt = time + random.whole(1, 4) * SECOND_US;
  const sent = payoutRow(random, sentAt, 'sent', payout);
  if (random.chance(0.4)) {
    sent.trace_id = random.hex(32);
    parts.traces.push(...workerTrace(random, sentAt, sent.trace_id, payout.rail, Number(sent.latencyms)));
  }
  parts.payouts.push(sent);
  const laterUs =
    payout.rail === 'sepa_instant' ? random.whole(3, 9) * SECOND_US : random.whole(70, 420) * MINUTE_US;
  if (random.chance(0.07))
    parts.payouts.push(
      payoutRow(
        random,
        sentAt + laterUs,
        'returned',
        payout,
        returned(random.weighted({ AC04: 30, AC01: 52, MS03: 18 })),
      ),
    );
  else parts.payouts.push(payoutRow(random, sentAt + laterUs, 'settled', payout));
}

interface Invoice {
  readonly id: string;
  readonly user: string;
  readonly client: string;
  readonly amount: number;
}

const INVOICE_LINES: Readonly<Record<string, readonly [string, string, string]>> = {
  'invoice.created': ['invoice-api', 'invoices/create.go:74', 'invoice created'],
  'invoice.sent': ['invoice-mailer', 'mail/deliver.go:41', 'invoice mailed to client'],
  'invoice.viewed': ['invoice-api', 'invoices/view.go:29', 'invoice opened by client'],
  'invoice.reminded': ['invoice-mailer', 'mail/remind.go:38', 'reminder mailed to client'],
  'invoice.paid': ['invoice-api', 'invoices/match.go:120', 'invoice matched with incoming payment'],
  'invoice.voided': ['invoice-api', 'invoices/void.go:22', 'invoice voided'],
};

function invoiceRow(random: Random, time: number, event: string, invoice: Invoice, clock: Clock): Draft {
  const [service, caller, msg] = INVOICE_LINES[event] as readonly [string, string, string];
  const old = time < clock.releaseUs;
  const version = service === 'invoice-mailer' ? '1.9.0' : old ? '3.7.2' : '3.8.0';
  const median = event === 'invoice.created' ? (old ? 330 : 140) : service === 'invoice-mailer' ? 260 : 35;
  return {
    ...zap(random, time, service, version, 'info', caller, msg),
    event,
    invoiceid: invoice.id,
    userid: invoice.user,
    clientcountry: invoice.client,
    amountcents: invoice.amount,
    currency: CURRENCY_OF[invoice.client] ?? 'EUR',
    latencyms: Math.round(latency(random, median)),
  };
}

function invoiceRows(parts: Parts, random: Random, time: number, invoice: Invoice, clock: Clock): void {
  const add = (at: number, event: string) =>
    parts.invoices.push(invoiceRow(random, at, event, invoice, clock));
  add(time, 'invoice.created');
  if (random.chance(0.05)) {
    add(time + random.whole(2, 20) * MINUTE_US, 'invoice.voided');
    return;
  }
  const sentAt = time + random.whole(20, 400) * SECOND_US;
  if (random.chance(0.05))
    parts.invoices.push({
      ...invoiceRow(random, sentAt - 5 * SECOND_US, 'invoice.sent', invoice, clock),
      event: undefined,
      level: 'error',
      msg: random.chance(0.7) ? 'smtp: 421 try again later' : 'mail template not rendered',
      caller: 'mail/deliver.go:66',
    });
  add(sentAt, 'invoice.sent');
  if (random.chance(0.7)) add(sentAt + random.whole(5, 300) * MINUTE_US, 'invoice.viewed');
  if (random.chance(0.15)) add(sentAt + random.whole(10, 24) * HOUR_US, 'invoice.reminded');
  if (random.chance(0.6)) add(sentAt + random.whole(310, 1500) * MINUTE_US, 'invoice.paid');
}

function identityRow(random: Random, time: number, flow: string, platform?: string): Draft {
  const chance = flow === 'login' ? 0.08 : flow === 'kyc_check' ? 0.2 : 0.03;
  const vendor = flow === 'kyc_check' ? random.weighted({ verifly: 60, idscan: 40 }) : undefined;
  const failed = random.chance(vendor === 'verifly' ? 0.27 : chance);
  const reason =
    flow === 'kyc_check'
      ? random.weighted({ document_expired: 60, selfie_mismatch: 25, blurry_photo: 15 })
      : flow === 'login'
        ? random.weighted({ wrong_password: 70, otp_expired: 20, account_locked: 10 })
        : 'link_expired';
  const passed = {
    login: 'login ok',
    kyc_check: 'identity check passed',
    password_reset: 'password reset done',
  }[flow];
  return {
    ...zap(
      random,
      time,
      'identity-api',
      '4.0.2',
      failed ? 'warn' : 'info',
      `${flow}/handler.go:${flow === 'login' ? 95 : 48}`,
      failed ? `${flow} failed: ${reason}` : String(passed),
    ),
    flow,
    outcome: failed ? 'failed' : 'passed',
    reason: failed ? reason : undefined,
    vendor,
    userid: userId(random),
    country: random.weighted(COUNTRIES),
    platform: platform ?? random.weighted({ ios: 45, android: 28, web: 27 }),
    clientip: address(random),
    latencyms: Math.round(latency(random, flow === 'kyc_check' ? 4200 : 140)),
  };
}

const kubeEvent = (
  time: number,
  kind: string,
  name: string,
  type: string,
  reason: string,
  message: string,
): Draft => ({
  _timestamp: time,
  type,
  reason,
  message,
  involvedobject_kind: kind,
  involvedobject_name: name,
  involvedobject_namespace: 'lumora-prod',
  source_component: kind === 'Pod' ? 'kubelet' : kind === 'Rollout' ? 'argo-rollouts' : 'controller-manager',
});

const rollout = (time: number, service: string, version: string): Draft =>
  kubeEvent(
    time,
    'Rollout',
    service,
    'Normal',
    'RolloutCompleted',
    `rollout of ${service} ${version} completed`,
  );

const RENDERER = 'pdf-renderer-7d4c9b5f6-zn8sd';

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs, releaseUs } = clock;
  const parts: Parts = {
    envoy: [],
    cards: [],
    invoices: [],
    payouts: [],
    identity: [],
    events: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const edge = own();
  for (const time of moments(edge, 5200, startUs, nowUs)) {
    const route = edge.weighted(ROUTES);
    const row = envoyRow(edge, time, route);
    const traced =
      (route === 'get-invoice-pdf' && edge.chance(0.4)) || (route === 'request-payout' && edge.chance(0.5));
    if (traced && Number(row.response_code) < 400) {
      row.trace_id = edge.hex(32);
      const failed = edge.chance(route === 'get-invoice-pdf' ? 0.1 : 0.01);
      const rows = (route === 'get-invoice-pdf' ? pdfTrace : requestTrace)(edge, time, row.trace_id, failed);
      row.duration_ms = Math.round(Number(rows[0]?.duration) / 1000);
      if (failed) row.response_code = 500;
      parts.traces.push(...rows);
    }
    parts.envoy.push(row);
  }

  const card = own();
  for (const time of moments(card, 3000, startUs, nowUs)) {
    const row = cardRow(card, time);
    if (card.chance(0.15)) {
      row.trace_id = card.hex(32);
      const rows = cardTrace(card, time, row.trace_id, row.decision === 'error');
      row.latencyms = Math.round(Number(rows[0]?.duration) / 1000);
      parts.traces.push(...rows);
    }
    parts.cards.push(row);
  }

  const bill = own();
  moments(bill, 620, startUs, nowUs).forEach((time, index) => {
    const client = bill.weighted(CLIENT_COUNTRIES);
    const invoice = {
      id: `INV-${80000 + index}`,
      user: userId(bill),
      client,
      amount: cents(bill, 84000, 0.7),
    };
    invoiceRows(parts, bill, time, invoice, clock);
  });

  const pay = own();
  moments(pay, 600, startUs, nowUs).forEach((time, index) => {
    const payout = {
      id: `PO-${550000 + index}`,
      user: userId(pay),
      plan: pay.weighted(PLANS),
      rail: pay.weighted({ sepa: 62, sepa_instant: 29, swift: 9 }),
      amount: cents(pay, 92000, 0.95),
    };
    payoutRows(parts, pay, time, payout);
  });
  for (const time of spread(pay, 110, startUs, yesterdayUs + 16 * HOUR_US))
    parts.payouts.push({
      ...zap(
        pay,
        time,
        'sepa-reconciler',
        '0.14.1',
        'info',
        'reconcile/run.go:52',
        'bank statement reconciled',
      ),
      consumergroup: 'sepa-reconciler',
      topic: 'sepa.statements',
      partition: pay.whole(0, 2),
      latencyms: Math.round(latency(pay, 480)),
    });
  for (const time of spread(
    pay,
    14,
    yesterdayUs + 9 * HOUR_US + 20 * MINUTE_US,
    yesterdayUs + 11 * HOUR_US + 40 * MINUTE_US,
  ))
    parts.payouts.push({
      ...zap(
        pay,
        time,
        'payout-worker',
        '2.11.4',
        'panic',
        'fx/rates.go:203',
        'recovered from panic: nil rate for EUR/GBP',
      ),
      consumergroup: 'payout-worker',
      topic: 'payouts.requested',
      partition: pay.whole(0, 5),
    });

  const people = own();
  for (const time of moments(people, 1900, startUs, nowUs))
    parts.identity.push(
      identityRow(people, time, people.weighted({ login: 78, kyc_check: 15, password_reset: 7 })),
    );
  // A push message to everybody.
  for (const time of spread(people, 95, yesterdayUs + 18 * HOUR_US, yesterdayUs + 19 * HOUR_US))
    parts.identity.push(identityRow(people, time, 'login', people.chance(0.7) ? 'ios' : 'android'));
  for (const time of spread(
    people,
    160,
    yesterdayUs + 2 * HOUR_US,
    yesterdayUs + 3 * HOUR_US + 10 * MINUTE_US,
  ))
    parts.identity.push({
      ...identityRow(people, time, 'login', 'web'),
      level: 'warn',
      msg: 'login failed: wrong_password',
      outcome: 'failed',
      reason: 'wrong_password',
      country: 'MD',
      clientip: GUESSER,
      userid: `usr_${people.whole(1000, 1059)}`,
    });

  special(parts, own(), clock);

  const kube = own();
  const pods = Object.values(PODS).flat();
  for (const time of spread(kube, 220, startUs, nowUs)) {
    const pod = kube.pick(pods);
    const [type, reason, message] = kube.pick([
      ['Normal', 'Scheduled', 'Successfully assigned to a node'],
      ['Normal', 'Pulled', 'Container image already present on machine'],
      ['Normal', 'Started', 'Started container app'],
      ['Normal', 'Killing', 'Stopping container app'],
      ['Warning', 'Unhealthy', 'Readiness probe failed: connection refused'],
    ]) as [string, string, string];
    parts.events.push(kubeEvent(time, 'Pod', pod, type, reason, message));
  }
  for (const time of spread(kube, 44, startUs, nowUs))
    parts.events.push(
      kubeEvent(time, 'Pod', RENDERER, 'Warning', 'BackOff', 'Back-off restarting failed container app'),
    );
  parts.events.push(
    kubeEvent(
      yesterdayUs + 90 * MINUTE_US,
      'Job',
      'statement-nightly',
      'Warning',
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
    ),
    rollout(releaseUs - 20 * SECOND_US, 'invoice-api', '3.8.0'),
    rollout(nowUs - 20 * HOUR_US, 'risk-svc', '1.4.0'),
  );
  return parts;
}

/** An invoice with a story, customers with trouble, large payouts. */
function special(parts: Parts, random: Random, clock: Clock): void {
  const { nowUs } = clock;
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const story = { id: 'INV-88120', user: 'usr_1447', client: 'CH', amount: 236000 };
  const steps = { created: 2700, sent: 2695, viewed: 2510, reminded: 1330, paid: 1010 };
  for (const [step, minutes] of Object.entries(steps))
    parts.invoices.push(invoiceRow(random, ago(minutes), `invoice.${step}`, story, clock));
  for (const [index, minutes] of [1720, 1310, 1180, 760, 410].entries()) {
    const payout = { id: `PO-5598${10 + index}`, user: 'usr_2204', plan: 'pro', rail: 'sepa', amount: 61250 };
    parts.payouts.push(
      payoutRow(random, ago(minutes), 'requested', payout),
      payoutRow(random, ago(minutes) + 2 * SECOND_US, 'sent', payout),
      payoutRow(random, ago(minutes) + 70 * MINUTE_US, 'returned', payout, returned('AC04')),
    );
  }
  const large = { id: 'PO-559700', user: 'usr_1118', plan: 'studio', rail: 'swift', amount: 3150000 };
  parts.payouts.push(
    payoutRow(random, ago(1900), 'requested', large),
    payoutRow(random, ago(1900) + 3 * SECOND_US, 'sent', large),
    payoutRow(random, ago(1590), 'settled', large),
  );
  const held = [
    { id: 'PO-559900', user: 'usr_1530', plan: 'studio', rail: 'swift', amount: 4825000 },
    { id: 'PO-559901', user: 'usr_1204', plan: 'pro', rail: 'sepa', amount: 2240000 },
    { id: 'PO-559902', user: 'usr_1077', plan: 'pro', rail: 'sepa_instant', amount: 1990000 },
    { id: 'PO-559903', user: 'usr_1530', plan: 'studio', rail: 'swift', amount: 4790000 },
  ];
  for (const [index, payout] of held.entries()) {
    const at = ago(2000 - index * 490);
    parts.payouts.push(
      payoutRow(random, at, 'requested', payout),
      payoutRow(random, at + SECOND_US, 'held', payout),
    );
  }
  for (const time of spread(random, 11, ago(1500), ago(300)))
    parts.cards.push({
      ...cardRow(random, time),
      level: 'warn',
      caller: 'authorizer/decide.go:142',
      msg: 'authorization declined: card_frozen',
      userid: 'usr_7305',
      plan: 'starter',
      country: 'PT',
      decision: 'declined',
      declinereason: 'card_frozen',
    });
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, rolloutUs: number, restartUs: number): void {
  parts.events.push(
    rollout(rolloutUs, 'reports-api', '0.9.7'),
    kubeEvent(
      restartUs,
      'Pod',
      'statement-builder-66f8c-p2x7v',
      'Warning',
      'OOMKilling',
      'Memory cgroup out of memory: killed process statement-build',
    ),
  );
}

function badDeploy(parts: Parts, { nowUs }: Clock, random: Random): void {
  const onset = nowUs - 42 * MINUTE_US;
  const msg = 'wallet token rejected: unsupported cryptogram version 03';
  herrings(parts, nowUs - 64 * MINUTE_US, nowUs - 29 * MINUTE_US);
  parts.events.push(rollout(onset - 25 * SECOND_US, 'card-authorizer', '5.2.0'));
  const broken = {
    level: 'error',
    caller: 'wallet/token.go:57',
    msg,
    decision: 'error',
    declinereason: undefined,
  };
  const traces = new Set<unknown>();
  for (const row of parts.cards) {
    if (row._timestamp < onset) continue;
    row.version = '5.2.0';
    if (row.entrymode !== 'apple_pay') continue;
    Object.assign(row, broken);
    if (row.trace_id) traces.add(row.trace_id);
  }
  for (const row of parts.traces) if (traces.has(row.trace_id)) row.span_status = 'ERROR';
  spread(random, 90, onset, nowUs - 8 * SECOND_US).forEach((time, index) => {
    const row: Draft = {
      ...cardRow(random, time),
      ...broken,
      version: '5.2.0',
      entrymode: 'apple_pay',
      latencyms: random.whole(6, 30),
    };
    if (index % 3 === 0) {
      row.trace_id = random.hex(32);
      parts.traces.push(
        ...nested(
          random,
          row.trace_id,
          time,
          [
            {
              service: 'card-authorizer',
              operation: 'lumora.cards.v1.Cards/Authorize',
              kind: '2',
              ownUs: latency(random, 9e3),
              attributes: { rpc_system: 'grpc' },
            },
          ],
          true,
        ),
      );
    }
    parts.cards.push(row);
  });
}

function slowClearing(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 80 * MINUTE_US, nowUs - 25 * MINUTE_US];
  herrings(parts, nowUs - 98 * MINUTE_US, nowUs - 52 * MINUTE_US);
  const stuck = (row: Row) =>
    within(row._timestamp, onset, end) && row.rail === 'sepa_instant' && row.status === 'sent';
  const slow = new Map<unknown, number>();
  for (const row of parts.payouts) {
    if (!stuck(row)) continue;
    row.latencyms = Math.round(latency(random, 7000, 0.15));
    if (row.trace_id) slow.set(row.trace_id, row.latencyms);
  }
  parts.traces.splice(0, parts.traces.length, ...parts.traces.filter((row) => !slow.has(row.trace_id)));
  for (const row of parts.payouts)
    if (slow.has(row.trace_id))
      parts.traces.push(
        ...workerTrace(random, row._timestamp, String(row.trace_id), 'sepa_instant', Number(row.latencyms)),
      );
  spread(random, 85, onset, end).forEach((time, index) => {
    const payout = {
      id: `PO-${557000 + index}`,
      user: userId(random),
      plan: random.weighted(PLANS),
      rail: 'sepa_instant',
      amount: cents(random, 92000, 0.9),
    };
    const trace = random.hex(32);
    parts.payouts.push(
      payoutRow(random, time, 'requested', payout),
      {
        ...payoutRow(random, time + 8 * SECOND_US, 'requested', payout),
        level: 'error',
        caller: 'clearing/submit.go:131',
        msg: 'clearing gateway did not answer within 8s, will retry',
        status: undefined,
        attempt: random.whole(1, 4),
        latencyms: random.whole(8000, 8020),
        trace_id: trace,
      },
      payoutRow(random, end + random.whole(20, 400) * SECOND_US, 'sent', payout),
    );
    if (index % 2 === 0) parts.traces.push(...workerTrace(random, time, trace, 'sepa_instant', 8000, true));
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(4, nowUs);
  const long = scrapes(52, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const deploy = (time: number) => incident === 'wallet-deploy' && time > ago(42);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  /** Messages waiting because of the slow gateway. */
  function stuck(time: number): number {
    if (incident !== 'slow-clearing' || time < ago(80)) return 0;
    const peak = 55 * 46;
    return time < ago(25)
      ? ((time - ago(80)) / MINUTE_US) * 46
      : Math.max(0, peak - ((time - ago(25)) / MINUTE_US) * 230);
  }
  const perMinute = { 'card-authorizer': 240, 'ledger-svc': 900, 'invoice-api': 130, 'payout-api': 70 };
  const handled = Object.entries(perMinute).flatMap(([service, rate]) =>
    (
      [
        ['OK', 1],
        ['Internal', service === 'ledger-svc' ? 0.03 : 0.012],
      ] as const
    ).flatMap(([grpc_code, share]) =>
      counter(
        recent,
        { service, grpc_code },
        own(),
        (time) =>
          rate * share * rhythm(time) +
          (grpc_code === 'Internal' && service === 'card-authorizer' && deploy(time) ? 38 : 0),
        20_000,
      ),
    ),
  );
  const seconds = (
    [
      ['ledger-svc', 0.018],
      ['card-authorizer', 0.052],
    ] as const
  ).map(([service, median]) =>
    histogram(
      recent,
      { service },
      own(),
      [0.01, 0.025, 0.05, 0.1, 0.25, 1],
      (time) => perMinute[service] * rhythm(time),
      () => median,
    ),
  );
  const groups = [
    ['payout-worker', 'payouts.requested', 60],
    ['invoice-mailer', 'invoices.events', 25],
    ['statement-builder', 'ledger.entries', 380],
  ] as const;
  const lag = groups.flatMap(([consumergroup, topic, middle]) => {
    const noise = own();
    return gauge(long, { consumergroup, topic }, (time) =>
      Math.round(
        middle * rhythm(time) * (0.75 + 0.5 * noise.next()) +
          (consumergroup === 'payout-worker' ? stuck(time) : 0),
      ),
    );
  });
  /** Pod, memory in MiB, seconds of CPU a minute. */
  const pods = [
    ['card-authorizer-6d9f7c4b8-x2k9p', 320, 22],
    ['payout-worker-5f7b9c6d8-9jrtc', 260, 12],
    ['ledger-svc-9c7d5b8f4-s6mvh', 900, 48],
    [RENDERER, 1480, 33],
    ['invoice-api-58bb6d9c77-q8r2d', 410, 9],
  ] as const;
  const memory = pods.flatMap(([pod, mebibytes]) => {
    const noise = own();
    return gauge(recent, { pod, namespace: 'lumora-prod' }, () =>
      Math.round(mebibytes * (0.96 + 0.08 * noise.next()) * 1048576),
    );
  });
  const cpu = pods.flatMap(([pod, , busy]) =>
    counter(recent, { pod, namespace: 'lumora-prod' }, own(), () => busy, 5000),
  );
  const connections = (['ledger-svc', 'payout-api', 'invoice-api'] as const).flatMap((service, index) => {
    const noise = own();
    return gauge(recent, { service }, (time) =>
      Math.round(([28, 9, 6][index] as number) * rhythm(time) * (0.8 + 0.4 * noise.next())),
    );
  });
  const balances = (
    [
      ['clearing', 4_180_000],
      ['card_scheme', 1_260_000],
    ] as const
  ).flatMap(([account, middle]) => {
    const noise = own();
    let value = middle;
    return gauge(recent, { account }, () => {
      value += Math.round((noise.next() - 0.52) * 9000);
      return value;
    });
  });
  const stream = (
    name: string,
    rows: Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
  ): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help, unit },
  });
  const took = 'grpc_server_handling_seconds';
  const help = 'Time that the server took to handle a gRPC call';
  return [
    stream(
      'grpc_server_handled_total',
      handled,
      'Counter',
      'gRPC calls that the server completed, by code',
      '1',
    ),
    stream(
      `${took}_bucket`,
      seconds.flatMap(({ bucket }) => bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${took}_sum`,
      seconds.flatMap(({ sum }) => sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${took}_count`,
      seconds.flatMap(({ count }) => count),
      'Histogram',
      help,
      '1',
    ),
    stream('kafka_consumergroup_lag', lag, 'Gauge', 'Messages that a consumer group has still to read', '1'),
    stream('container_memory_working_set_bytes', memory, 'Gauge', 'Memory in use by the container', 'By'),
    stream('container_cpu_usage_seconds_total', cpu, 'Counter', 'CPU time that the container used', 's'),
    stream('pgxpool_acquired_conns', connections, 'Gauge', 'Database connections in use', '1'),
    stream(
      'lumora_settlement_account_balance_eur',
      balances,
      'Gauge',
      'Balance of a settlement account in euros',
      'EUR',
    ),
  ];
}

/** A bank for freelancers. See README.md. */
export const world: World = {
  name: 'lumora',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 12.5 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'wallet-deploy') badDeploy(parts, clock, planted);
    if (incident === 'slow-clearing') slowClearing(parts, clock, planted);
    // Later steps of an invoice or a payout may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => within(row._timestamp, clock.startUs, nowUs + 1));
    const logs = (name: string, rows: Draft[], ...fullText: string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: past(rows),
      fullText,
    });
    return [
      logs('envoy_access', parts.envoy, 'path'),
      logs('cards', parts.cards, 'msg'),
      logs('invoices', parts.invoices, 'msg'),
      logs('payouts', parts.payouts, 'msg'),
      logs('identity', parts.identity, 'msg'),
      { ...logs('k8s_events', parts.events, 'message'), retentionDays: 14 },
      { type: 'traces', name: 'lumora_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
