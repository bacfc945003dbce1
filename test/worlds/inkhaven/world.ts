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
  round,
  SECOND_US,
  type Step,
  scrapes,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import { samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const TENANTS = {
  'halden-bank': 20,
  'northgate-law': 14,
  'omni-realty': 11,
  brightcare: 9,
  'pinecrest-hr': 8,
  'lumen-energy': 7,
  'kitefly-travel': 6,
  'solano-schools': 5,
  'grove-coffee': 4,
  'atlas-freight': 4,
  'marlow-studio': 3,
  'quince-foods': 3,
  'verde-clinic': 2,
  'tern-legal': 2,
};
const ENTERPRISE = ['halden-bank', 'northgate-law', 'brightcare', 'lumen-energy'];
const TEAM = ['omni-realty', 'pinecrest-hr', 'kitefly-travel', 'solano-schools', 'atlas-freight'];
const COUNTRIES = { DE: 26, GB: 21, FR: 14, US: 12, ES: 9, PT: 7, NL: 6, BR: 5 };
const PATHS = {
  '/login': 9,
  '/dashboard': 12,
  '/envelopes': 11,
  '/envelopes/:id/edit': 7,
  '/templates': 5,
  '/admin/reports': 3,
  '/v2/envelopes': 15,
  '/v2/envelopes/:id': 13,
  '/v2/documents': 6,
  '/v1/envelopes': 3,
  '/s/:token': 12,
  '/s/:token/sign': 6,
};
const MEDIAN_S: Readonly<Record<string, number>> = {
  '/login': 0.11,
  '/dashboard': 0.19,
  '/envelopes': 0.16,
  '/envelopes/:id/edit': 0.21,
  '/templates': 0.13,
  '/admin/reports': 4.1,
  '/v2/envelopes': 0.14,
  '/v2/envelopes/:id': 0.07,
  '/v2/documents': 0.62,
  '/v1/envelopes': 0.45,
  '/s/:token': 0.12,
  '/s/:token/sign': 0.38,
};
const VERSIONS: Readonly<Record<string, string>> = {
  'web-bff': '5.40.2',
  'render-worker': '1.22.0',
  'notify-worker': '2.6.4',
  identity: '4.1.9',
  'trust-seal': '0.9.12',
  'webhook-dispatcher': '2.0.7',
  'billing-worker': '1.9.2',
  'legacy-fax': '0.3.1',
};
const ENDPOINTS: Readonly<Record<string, string>> = {
  'halden-bank': 'hooks.halden.bank',
  'northgate-law': 'dms.northgate.law',
  'omni-realty': 'in.omni-realty.com',
  brightcare: 'hooks.brightcare.health',
  'lumen-energy': 'flows.lumen.energy',
};
const CHATTER: Readonly<Record<string, readonly string[]>> = {
  'web-bff': ['session refreshed', 'page rendered', 'feature flags loaded'],
  'envelope-api': ['envelope stored', 'recipients validated', 'state changed'],
  'render-worker': ['pdf rendered', 'preview stored'],
  'notify-worker': ['mail handed to SES', 'reminder scheduled'],
  identity: ['token issued', 'session revoked'],
  'trust-seal': ['seal applied', 'timestamp attached'],
  'webhook-dispatcher': ['delivery queued', 'delivery acknowledged'],
  'billing-worker': ['usage aggregated', 'invoice drafted'],
};
const SERVICES = {
  'web-bff': 22,
  'envelope-api': 26,
  'render-worker': 16,
  'notify-worker': 12,
  identity: 10,
  'trust-seal': 5,
  'webhook-dispatcher': 6,
  'billing-worker': 3,
};

const planOf = (tenant: string) =>
  ENTERPRISE.includes(tenant) ? 'enterprise' : TEAM.includes(tenant) ? 'team' : 'starter';
const podOf = (service: string, random: Random) =>
  `${service}-${service.length * 7919}-${random.pick(['7kd2x', 'p4w9c', 'tt8mz'])}`;
const ipOf = (random: Random) => `10.${random.whole(20, 29)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
const hostOf = (path: string) =>
  path.startsWith('/v') ? 'api.inkhaven.io' : path.startsWith('/s/') ? 'sign.inkhaven.io' : 'app.inkhaven.io';

/** Hours ago of a deployment that the logs cover, and the version before it. */
const BEFORE: Readonly<Record<string, readonly [number, string]>> = {
  identity: [50, '4.1.8'],
  'web-bff': [43, '5.39.0'],
  'notify-worker': [21, '2.6.3'],
  'render-worker': [8, '1.21.5'],
};
function versionAt(service: string, time: number, clock: Clock): string {
  if (service === 'envelope-api') return time < clock.releaseUs ? '3.17.4' : '3.18.0';
  const [hours, before] = BEFORE[service] ?? [0, ''];
  return before !== '' && time < clock.nowUs - hours * HOUR_US ? before : (VERSIONS[service] ?? '1.0.0');
}

interface Parts {
  readonly nginx_access: Draft[];
  readonly app_logs: Draft[];
  readonly envelope_events: Draft[];
  readonly webhook_deliveries: Draft[];
  readonly ses_events: Draft[];
  readonly stripe_events: Draft[];
  readonly audit: Draft[];
  readonly k8s_events: Draft[];
  readonly pg_log: Draft[];
  readonly ci_deploys: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

function accessRow(random: Random, time: number, clock: Clock, path: string): Draft {
  const failed = random.chance(path === '/admin/reports' ? 0.14 : path === '/v2/documents' ? 0.03 : 0.008);
  const refused = !failed && path === '/login' && random.chance(0.08);
  const missing = !failed && random.chance(path === '/s/:token' ? 0.07 : 0.012);
  const method =
    path.endsWith('/sign') || path === '/login' || path === '/v2/documents'
      ? 'POST'
      : path === '/v2/envelopes'
        ? random.pick(['POST', 'POST', 'GET'])
        : path.endsWith('/edit')
          ? 'PUT'
          : 'GET';
  const status = failed
    ? path === '/admin/reports'
      ? 504
      : random.pick([500, 502, 503])
    : refused
      ? 401
      : missing
        ? 404
        : method === 'POST' && path.startsWith('/v2')
          ? 201
          : random.chance(0.04)
            ? 304
            : 200;
  const slower = method === 'POST' && path === '/v2/envelopes' && time < clock.releaseUs ? 2.4 : 1;
  const request_time = round(latency(random, (MEDIAN_S[path] ?? 0.1) * slower), 3);
  return {
    _timestamp: time,
    remote_addr: ipOf(random),
    host: hostOf(path),
    request_method: method,
    path,
    status,
    body_bytes_sent: random.whole(200, 240000),
    request_time,
    upstream_response_time: round(request_time * 0.97, 3),
    http_user_agent: path.startsWith('/v')
      ? random.weighted({
          'inkhaven-sdk-java/2.3': 50,
          'python-requests/2.32': 30,
          'inkhaven-sdk-node/1.9': 20,
        })
      : random.weighted({ Chrome: 55, Safari: 25, Edge: 12, Firefox: 8 }),
    geoip_country_code: random.weighted(COUNTRIES),
    request_id: random.hex(16),
  };
}

function appRow(random: Random, time: number, clock: Clock, service: string): Draft {
  const failed = random.chance(service === 'render-worker' ? 0.05 : service === 'billing-worker' ? 0 : 0.012);
  const warned = !failed && random.chance(0.05);
  const error_kind =
    service === 'render-worker' ? 'PdfParseError' : random.pick(['UpstreamResetError', 'ValidationError']);
  const message = failed
    ? service === 'render-worker'
      ? 'cannot parse uploaded pdf'
      : 'request failed, see error_kind'
    : warned
      ? 'slow call to dependency'
      : random.pick(CHATTER[service] ?? ['ok']);
  return {
    _timestamp: time,
    service,
    level: failed ? 'ERROR' : warned ? 'WARN' : random.chance(0.12) ? 'DEBUG' : 'INFO',
    message,
    env: 'prod',
    pod: podOf(service, random),
    version: versionAt(service, time, clock),
    tenant: random.weighted(TENANTS),
    error_kind: failed ? error_kind : undefined,
    duration_ms: Math.round(latency(random, service === 'render-worker' ? 900 : 45)),
  };
}

type TraceKind = 'create' | 'sign' | 'render' | 'login';
function traceRows(
  random: Random,
  time: number,
  trace: string,
  kind: TraceKind,
  tenant: string,
  change: { failed?: boolean; innerUs?: number; error?: string } = {},
): Draft[] {
  const inner = change.innerUs;
  const own = (median: number) => latency(random, median);
  const failed = change.failed ?? random.chance(kind === 'render' ? 0.05 : 0.012);
  const http = (route: string) => ({ http_route: route, http_status_code: failed ? 500 : 200, tenant });
  const chains: Readonly<Record<TraceKind, readonly Step[]>> = {
    create: [
      {
        service: 'web-bff',
        operation: 'POST /envelopes',
        kind: '2',
        ownUs: own(9e3),
        attributes: http('/envelopes'),
      },
      {
        service: 'envelope-api',
        operation: 'POST /v2/envelopes',
        kind: '2',
        ownUs: own(31e3),
        attributes: http('/v2/envelopes'),
      },
      {
        service: 'envelope-api',
        operation: 'INSERT envelopes',
        kind: '3',
        ownUs: inner ?? own(12e3),
        attributes: { peer_service: 'postgres', db_system: 'postgresql' },
      },
    ],
    sign: [
      {
        service: 'web-bff',
        operation: 'POST /s/{token}/sign',
        kind: '2',
        ownUs: own(11e3),
        attributes: http('/s/{token}/sign'),
      },
      {
        service: 'envelope-api',
        operation: 'POST /v2/sign',
        kind: '2',
        ownUs: own(24e3),
        attributes: http('/v2/sign'),
      },
      {
        service: 'trust-seal',
        operation: 'POST /seal',
        kind: '2',
        ownUs: own(18e3),
        attributes: http('/seal'),
      },
      {
        service: 'trust-seal',
        operation: 'veriseal timestamp',
        kind: '3',
        ownUs: inner ?? own(260e3),
        attributes: { peer_service: 'veriseal' },
      },
    ],
    render: [
      {
        service: 'render-worker',
        operation: 'render_pdf',
        kind: '1',
        ownUs: own(820e3),
        attributes: { tenant },
      },
      {
        service: 'render-worker',
        operation: 's3 GetObject',
        kind: '3',
        ownUs: own(60e3),
        attributes: { peer_service: 's3' },
      },
    ],
    login: [
      {
        service: 'web-bff',
        operation: 'POST /login',
        kind: '2',
        ownUs: own(8e3),
        attributes: http('/login'),
      },
      {
        service: 'identity',
        operation: 'POST /token',
        kind: '2',
        ownUs: own(40e3),
        attributes: http('/token'),
      },
      {
        service: 'identity',
        operation: 'redis GET',
        kind: '3',
        ownUs: inner ?? own(2e3),
        attributes: { peer_service: 'redis', db_system: 'redis' },
      },
    ],
  };
  const rows = nested(random, trace, time, chains[kind], failed);
  if (failed) (rows.at(-1) as Draft).exception_type = change.error ?? 'DeadlineExceeded';
  return rows;
}

function envelopeRows(parts: Parts, random: Random, start: number, envelope_id: string): void {
  const tenant = random.weighted(TENANTS);
  const level = random.weighted(
    tenant === 'halden-bank' ? { QES: 55, AES: 30, SES: 15 } : { SES: 72, AES: 25, QES: 3 },
  );
  const common = {
    envelope_id,
    tenant,
    plan: planOf(tenant),
    channel: random.weighted(
      tenant === 'omni-realty'
        ? { salesforce: 60, web: 40, api: 0, mobile: 0 }
        : { web: 48, api: 34, mobile: 12, salesforce: 6 },
    ),
    signature_level: level,
    pages: random.chance(0.1) ? random.whole(20, 90) : random.whole(1, 12),
    recipients: random.whole(1, 4),
  };
  const add = (at: number, event: string, extra: Partial<Draft> = {}) =>
    parts.envelope_events.push({
      _timestamp: Math.floor(at),
      event: `envelope.${event}`,
      ...common,
      ...extra,
    });
  add(start, 'created');
  if (random.chance(0.06)) return;
  const sent = start + random.whole(1, 20) * MINUTE_US;
  add(sent, 'sent');
  if (random.chance(0.05)) {
    add(sent + random.whole(10, 90) * MINUTE_US, 'voided');
    return;
  }
  const viewed = sent + latency(random, 40, 0.9) * MINUTE_US;
  add(viewed, 'viewed');
  const end = viewed + latency(random, 25, 0.8) * MINUTE_US;
  if (random.chance(0.07)) {
    add(end, 'declined', {
      decline_reason: random.weighted({ wrong_terms: 55, wrong_recipient: 28, not_me: 12, other: 5 }),
    });
    return;
  }
  if (random.chance(0.12)) return;
  const trace = random.chance(0.35) ? random.hex(32) : undefined;
  add(end, 'signed', { trace_id: trace });
  if (trace) parts.traces.push(...traceRows(random, Math.floor(end), trace, 'sign', tenant));
  add(end + random.whole(2, 9) * SECOND_US, 'completed', {
    hours_to_complete: round((end - start) / HOUR_US, 3),
  });
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    nginx_access: [],
    app_logs: [],
    envelope_events: [],
    webhook_deliveries: [],
    ses_events: [],
    stripe_events: [],
    audit: [],
    k8s_events: [],
    pg_log: [],
    ci_deploys: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const ago = (hours: number) => Math.floor(nowUs - hours * HOUR_US);
  const yesterday = (hours: number) => Math.floor(yesterdayUs + hours * HOUR_US);

  const web = own();
  for (const time of moments(web, 5600, startUs, nowUs))
    parts.nginx_access.push(accessRow(web, time, clock, web.weighted(PATHS)));
  // One integration asks far too often.
  for (const time of spread(web, 130, ago(30), ago(6)))
    parts.nginx_access.push({
      ...accessRow(web, time, clock, '/v2/envelopes/:id'),
      status: 429,
      request_time: 0.002,
      upstream_response_time: 0.001,
      remote_addr: '198.51.100.140',
      http_user_agent: 'python-requests/2.32',
      geoip_country_code: 'BR',
    });

  const app = own();
  for (const time of moments(app, 4200, startUs, nowUs))
    parts.app_logs.push(appRow(app, time, clock, app.weighted(SERVICES)));
  for (const time of spread(app, 70, startUs, yesterday(12)))
    parts.app_logs.push({
      ...appRow(app, time, clock, 'legacy-fax'),
      level: 'INFO',
      message: 'fax page received',
      error_kind: undefined,
    });
  for (const time of spread(app, 26, yesterday(9), yesterday(11)))
    parts.app_logs.push({
      ...appRow(app, time, clock, 'render-worker'),
      level: 'ERROR',
      message: 'font Garamond is not embedded, page left blank',
      error_kind: 'FontMissingError',
      tenant: app.pick(['northgate-law', 'northgate-law', 'tern-legal']),
    });

  const business = own();
  moments(business, 860, startUs, nowUs).forEach((time, index) => {
    envelopeRows(parts, business, time, `EV-${200000 + index * 3}`);
  });
  story(parts, clock, business);

  const hooks = own();
  for (const time of moments(hooks, 1700, startUs, nowUs)) {
    const tenant = hooks.weighted({
      'halden-bank': 34,
      'northgate-law': 22,
      'omni-realty': 18,
      brightcare: 16,
      'lumen-energy': 10,
    });
    const gone = tenant === 'brightcare' && within(time, yesterday(16), ago(6));
    const failed = !gone && hooks.chance(tenant === 'lumen-energy' ? 0.12 : 0.02);
    const attempt = gone ? 5 : failed ? hooks.whole(1, 4) : hooks.chance(0.95) ? 1 : 2;
    parts.webhook_deliveries.push({
      _timestamp: time,
      delivery_id: `whd_${hooks.hex(10)}`,
      tenant,
      endpoint: ENDPOINTS[tenant],
      event_type: hooks.weighted({
        'envelope.completed': 45,
        'envelope.viewed': 35,
        'envelope.declined': 20,
      }),
      attempt,
      response_code: gone ? 410 : failed ? hooks.pick([500, 503]) : 200,
      latency_ms: Math.round(latency(hooks, tenant === 'northgate-law' ? 640 : 180)),
      outcome: gone ? 'dead' : failed ? 'retrying' : 'delivered',
    });
  }

  const mail = own();
  for (const time of moments(mail, 1900, startUs, nowUs)) {
    const type = mail.weighted({ Send: 40, Delivery: 37, Open: 19, Bounce: 3.4, Complaint: 0.6 });
    const permanent = mail.chance(0.7);
    parts.ses_events.push({
      _timestamp: time,
      eventtype: type,
      mail_messageid: `0102${mail.hex(20)}`,
      mail_source: mail.chance(0.8) ? 'sign@inkhaven.io' : 'billing@inkhaven.io',
      recipient_domain:
        type === 'Bounce' && mail.chance(0.55)
          ? 'oldmail.example'
          : mail.weighted({ 'gmail.com': 46, 'outlook.com': 28, 'halden.bank': 14, 'gmx.de': 12 }),
      bounce_bouncetype: type === 'Bounce' ? (permanent ? 'Permanent' : 'Transient') : undefined,
      bounce_bouncesubtype: type === 'Bounce' ? (permanent ? 'NoEmail' : 'MailboxFull') : undefined,
      complaint_feedbacktype: type === 'Complaint' ? 'abuse' : undefined,
    });
  }

  const money = own();
  for (const time of moments(money, 230, startUs, nowUs)) {
    const type = money.weighted({
      'invoice.paid': 62,
      'invoice.payment_failed': 14,
      'customer.subscription.created': 13,
      'customer.subscription.updated': 8,
      'customer.subscription.deleted': 3,
    });
    const invoice = type.startsWith('invoice');
    const tenant = money.weighted(TENANTS);
    const cents = Math.round(latency(money, 18000, 0.8));
    parts.stripe_events.push({
      _timestamp: time,
      id: `evt_${money.hex(14)}`,
      type,
      customer: `cus_${tenant.replace('-', '')}`,
      metadata_tenant: tenant,
      metadata_plan: planOf(tenant),
      currency: money.chance(0.78) ? 'eur' : 'usd',
      amount_due: invoice ? cents : undefined,
      amount_paid: invoice ? (type === 'invoice.paid' ? cents : 0) : undefined,
      failure_code:
        type === 'invoice.payment_failed'
          ? money.weighted({ insufficient_funds: 50, expired_card: 35, card_declined: 15 })
          : undefined,
    });
  }
  parts.stripe_events.push({
    _timestamp: ago(19),
    id: 'evt_77aa01bc93de45',
    type: 'invoice.paid',
    customer: 'cus_lumenenergy',
    metadata_tenant: 'lumen-energy',
    metadata_plan: 'enterprise',
    currency: 'eur',
    amount_due: 1240000,
    amount_paid: 1240000,
  });

  const safe = own();
  for (const time of moments(safe, 1150, startUs, nowUs)) {
    const action = safe.weighted({
      'login.success': 70,
      'login.failed': 9,
      'user.invited': 9,
      'role.changed': 4,
      'template.shared': 6,
      'export.requested': 2,
    });
    const tenant = safe.weighted(TENANTS);
    parts.audit.push({
      _timestamp: time,
      actor: `user${safe.whole(1, 40)}@${tenant}.com`,
      action,
      result: action === 'login.failed' ? 'failure' : 'success',
      tenant,
      source_ip: ipOf(safe),
      mfa: action === 'login.success' ? safe.chance(0.6) : undefined,
      target:
        action === 'role.changed' || action === 'user.invited'
          ? `user${safe.whole(41, 90)}@${tenant}.com`
          : undefined,
      reason: action === 'login.failed' ? safe.weighted({ bad_password: 80, sso_required: 20 }) : undefined,
    });
  }
  const attack = { source_ip: '203.0.113.77', tenant: 'pinecrest-hr' };
  spread(safe, 57, yesterday(4), yesterday(4.7)).forEach((time, index) => {
    parts.audit.push({
      _timestamp: time,
      actor: `user${(index % 33) + 1}@pinecrest-hr.com`,
      action: 'login.failed',
      result: 'failure',
      reason: 'bad_password',
      ...attack,
    });
  });
  parts.audit.push(
    {
      _timestamp: yesterday(4.75),
      actor: 'user19@pinecrest-hr.com',
      action: 'login.success',
      result: 'success',
      mfa: false,
      ...attack,
    },
    {
      _timestamp: yesterday(2.66),
      actor: 'd.okafor@inkhaven.io',
      action: 'api_key.created',
      result: 'success',
      tenant: 'solano-schools',
      source_ip: '10.20.4.19',
      target: 'key_9f31',
    },
    {
      _timestamp: ago(15),
      actor: 'admin@halden-bank.com',
      action: 'api_key.created',
      result: 'success',
      tenant: 'halden-bank',
      source_ip: '10.21.7.3',
      target: 'key_a20c',
    },
    {
      _timestamp: ago(14),
      actor: 'admin@halden-bank.com',
      action: 'sso.updated',
      result: 'success',
      tenant: 'halden-bank',
      source_ip: '10.21.7.3',
    },
  );

  cluster(parts, clock, own());

  const database = own();
  for (const time of moments(database, 520, startUs, nowUs)) {
    const report = database.chance(0.08);
    const failed = !report && database.chance(0.05);
    parts.pg_log.push({
      _timestamp: time,
      sev: failed ? 'ERROR' : 'LOG',
      db: report ? 'reporting' : 'envelopes',
      usr: report ? 'bi_ro' : 'ink_app',
      app: report
        ? 'bi-export'
        : database.weighted({ 'envelope-api': 60, identity: 25, 'billing-worker': 15 }),
      msg: failed
        ? database.pick([
            'deadlock detected',
            'deadlock detected',
            'canceling statement due to statement timeout',
          ])
        : 'duration over threshold',
      qid: report ? 'q8841' : `q${database.whole(1000, 1040)}`,
      dur_ms: failed
        ? undefined
        : round(report ? latency(database, 6200, 0.3) : latency(database, 620, 0.35), 1),
    });
  }

  const tracing = own();
  for (const time of moments(tracing, 420, startUs, nowUs)) {
    const kind = tracing.weighted({ create: 50, render: 25, login: 25 });
    const trace = tracing.hex(32);
    const tenant = tracing.weighted(TENANTS);
    parts.traces.push(...traceRows(tracing, time, trace, kind, tenant));
  }
  return parts;
}

/** Deployments and what the cluster says. */
function cluster(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs, startUs, yesterdayUs } = clock;
  const deploys: readonly (readonly [number, string, string, string, string, string])[] = [
    [50, 'identity', '4.1.9', 'production', 'success', 'mira.k'],
    [44, 'web-bff', '5.40.2', 'staging', 'success', 'tomasz.b'],
    [43, 'web-bff', '5.40.2', 'production', 'success', 'tomasz.b'],
    [22, 'notify-worker', '2.6.4', 'production', 'failed', 'ana.r'],
    [21, 'notify-worker', '2.6.4', 'production', 'success', 'ana.r'],
    [12, 'envelope-api', '3.19.0-rc1', 'staging', 'failed', 'jun.w'],
    [11, 'envelope-api', '3.19.0-rc1', 'staging', 'success', 'jun.w'],
    [8, 'render-worker', '1.22.0', 'production', 'success', 'mira.k'],
  ];
  for (const [hours, project, version, environment, status, author] of deploys)
    parts.ci_deploys.push({
      _timestamp: Math.floor(nowUs - hours * HOUR_US),
      project,
      version,
      environment,
      status,
      author,
      duration_s: random.whole(95, 520),
    });
  parts.ci_deploys.push({
    _timestamp: clock.releaseUs,
    project: 'envelope-api',
    version: '3.18.0',
    environment: 'production',
    status: 'success',
    author: 'jun.w',
    duration_s: 388,
  });
  const event = (time: number, reason: string, type: string, kind: string, name: string, message: string) =>
    parts.k8s_events.push({
      _timestamp: Math.floor(time),
      reason,
      type,
      involvedobject_kind: kind,
      involvedobject_name: name,
      involvedobject_namespace: 'inkhaven',
      message,
      node: `ip-10-42-${random.pick(['1-8', '2-31', '3-17'])}`,
    });
  for (const time of moments(random, 260, startUs, nowUs)) {
    const service = random.weighted(SERVICES);
    const reason = random.weighted({ Pulled: 40, Started: 30, SuccessfulRescale: 14, Unhealthy: 16 });
    event(
      time,
      reason,
      reason === 'Unhealthy' ? 'Warning' : 'Normal',
      reason === 'SuccessfulRescale' ? 'HorizontalPodAutoscaler' : 'Pod',
      reason === 'SuccessfulRescale' ? service : podOf(service, random),
      reason === 'Unhealthy' ? 'Readiness probe failed: context deadline exceeded' : `${reason} ${service}`,
    );
  }
  for (const hours of [6.2, 9.4, 14.1, 20.5, 21.3])
    event(
      yesterdayUs + hours * HOUR_US,
      'OOMKilling',
      'Warning',
      'Pod',
      podOf('render-worker', random),
      'Memory cgroup out of memory: killed process (render)',
    );
  event(nowUs - 27 * HOUR_US, 'NodeNotReady', 'Warning', 'Node', 'ip-10-42-3-17', 'Node is not ready');
}

/** One envelope with a story. */
function story(parts: Parts, { nowUs }: Clock, random: Random): void {
  const from = Math.floor(nowUs - 23 * HOUR_US);
  const trace = '5c0de1f00dfeedfacecafe0123456789';
  const common = {
    envelope_id: 'EV-299001',
    tenant: 'atlas-freight',
    plan: 'team',
    channel: 'web',
    signature_level: 'AES',
    pages: 140,
    recipients: 2,
  };
  const add = (minutes: number, event: string, extra: Partial<Draft> = {}) =>
    parts.envelope_events.push({
      _timestamp: from + minutes * MINUTE_US,
      event: `envelope.${event}`,
      ...common,
      ...extra,
    });
  add(0, 'created');
  add(6, 'sent');
  add(95, 'viewed');
  add(300, 'reminded');
  add(410, 'signed', { trace_id: trace });
  add(411, 'completed', { hours_to_complete: 6.85 });
  parts.traces.push(
    ...traceRows(random, from + 410 * MINUTE_US, trace, 'sign', 'atlas-freight', {
      failed: false,
      innerUs: 31e6,
    }),
  );
}

/** Real, but no cause of anything. */
function herrings(parts: Parts, random: Random, deployUs: number, killUs: number): void {
  parts.ci_deploys.push({
    _timestamp: deployUs,
    project: 'billing-worker',
    version: '1.9.3',
    environment: 'production',
    status: 'success',
    author: 'ana.r',
    duration_s: 141,
  });
  parts.k8s_events.push({
    _timestamp: killUs,
    reason: 'OOMKilling',
    type: 'Warning',
    involvedobject_kind: 'Pod',
    involvedobject_name: podOf('render-worker', random),
    involvedobject_namespace: 'inkhaven',
    message: 'Memory cgroup out of memory: killed process (render)',
    node: 'ip-10-42-2-31',
  });
}

function trustServiceDown(parts: Parts, clock: Clock, random: Random): void {
  const [onset, end] = [clock.nowUs - 52 * MINUTE_US, clock.nowUs - 14 * MINUTE_US];
  herrings(parts, random, clock.nowUs - 64 * MINUTE_US, clock.nowUs - 35 * MINUTE_US);
  spread(random, 72, onset, end).forEach((time, index) => {
    const tenant = random.chance(0.85) ? 'halden-bank' : random.pick(['northgate-law', 'brightcare']);
    const trace = random.hex(32);
    parts.app_logs.push({
      ...appRow(random, time + 8 * SECOND_US, clock, 'trust-seal'),
      level: 'ERROR',
      message: 'veriseal timestamp request timed out after 8000 ms',
      error_kind: 'QtspTimeoutError',
      tenant,
      duration_ms: 8000 + random.whole(2, 30),
      trace_id: trace,
    });
    parts.nginx_access.push({
      ...accessRow(random, time + 8 * SECOND_US, clock, '/s/:token/sign'),
      status: 504,
      request_time: round(8.05 + random.next() / 10, 3),
      upstream_response_time: 8.04,
    });
    if (index % 2 === 0)
      parts.traces.push(
        ...traceRows(random, time, trace, 'sign', tenant, {
          failed: true,
          innerUs: 8e6 + random.whole(1000, 20000),
          error: 'QtspTimeoutError',
        }),
      );
  });
}

function connectionsUsedUp(parts: Parts, clock: Clock, random: Random): void {
  const onset = clock.nowUs - 41 * MINUTE_US;
  const last = clock.nowUs - 5 * SECOND_US;
  herrings(parts, random, clock.nowUs - 58 * MINUTE_US, clock.nowUs - 27 * MINUTE_US);
  parts.k8s_events.push({
    _timestamp: onset - 45 * SECOND_US,
    reason: 'SuccessfulCreate',
    type: 'Normal',
    involvedobject_kind: 'CronJob',
    involvedobject_name: 'bi-export-full',
    involvedobject_namespace: 'inkhaven',
    message: 'Created job bi-export-full-29384',
    node: 'ip-10-42-1-8',
  });
  for (const time of spread(random, 85, onset, last))
    parts.pg_log.push({
      _timestamp: time,
      sev: 'LOG',
      db: 'envelopes',
      usr: 'bi_ro',
      app: 'bi-export',
      msg: 'session idle in transaction for over 60 s',
      qid: 'q8841',
      dur_ms: round(60000 + random.next() * 90000, 1),
    });
  for (const time of spread(random, 130, onset + 20 * SECOND_US, last)) {
    const service = random.weighted({ 'envelope-api': 70, identity: 30 });
    parts.pg_log.push({
      _timestamp: time,
      sev: 'FATAL',
      db: 'envelopes',
      usr: 'ink_app',
      app: service,
      msg: 'remaining connection slots are reserved for roles with the SUPERUSER attribute',
    });
    parts.app_logs.push({
      ...appRow(random, time + SECOND_US, clock, service),
      level: 'ERROR',
      message: 'could not acquire db connection within 5000 ms',
      error_kind: 'PoolTimeoutError',
      duration_ms: 5000 + random.whole(1, 40),
    });
    parts.nginx_access.push({
      ...accessRow(random, time + SECOND_US, clock, service === 'identity' ? '/login' : '/v2/envelopes'),
      status: 503,
      request_time: round(5.02 + random.next() / 10, 3),
      upstream_response_time: 5.01,
    });
    if (random.chance(0.3))
      parts.traces.push(
        ...traceRows(random, time - 4 * SECOND_US, random.hex(32), 'create', random.weighted(TENANTS), {
          failed: true,
          innerUs: 5e6,
          error: 'PoolTimeoutError',
        }),
      );
  }
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(3, nowUs);
  const long = samples(nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const sealing = (time: number) => incident === 'trust-service-timeouts' && within(time, ago(52), ago(14));
  const full = (time: number) => incident === 'db-connections' && time > ago(41);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const perMinute = { 'app.inkhaven.io': 420, 'api.inkhaven.io': 780, 'sign.inkhaven.io': 190 };
  const requests: Row[] = Object.entries(perMinute).flatMap(([host, rate]) =>
    (
      [
        ['200', 1],
        ['404', 0.03],
        ['500', host === 'api.inkhaven.io' ? 0.012 : 0.006],
      ] as const
    ).flatMap(([status, share]) =>
      counter(
        recent,
        { host, status, ingress: 'inkhaven' },
        own(),
        (time) =>
          rate * share * rhythm(time) +
          (status === '500' && sealing(time) && host === 'sign.inkhaven.io' ? 28 : 0) +
          (status === '500' && full(time) && host !== 'sign.inkhaven.io' ? 60 : 0),
        40_000,
      ),
    ),
  );
  const queues = (
    [
      ['render', 34],
      ['notify', 12],
      ['sealing', 4],
    ] as const
  ).flatMap(([queue_name, middle]) => {
    const noise = own();
    return gauge(long, { queue_name }, (time) => {
      const extra = queue_name === 'sealing' && sealing(time) ? ((time - ago(52)) / MINUTE_US) * 19 : 0;
      return Math.round(middle * rhythm(time) * (0.7 + 0.6 * noise.next()) + extra);
    });
  });
  const sessions = (
    [
      ['active', 18],
      ['idle', 46],
      ['idle in transaction', 5],
    ] as const
  ).flatMap(([state, middle]) => {
    const noise = own();
    return gauge(recent, { datname: 'envelopes', state }, (time) => {
      const extra = state === 'idle in transaction' && full(time) ? 84 : 0;
      return Math.round(middle * (0.85 + 0.3 * noise.next()) + extra);
    });
  });
  const memory = (
    [
      ['redis-sessions', 1.9e9],
      ['redis-queues', 6.2e8],
    ] as const
  ).flatMap(([instance, middle]) => {
    const noise = own();
    return gauge(recent, { instance }, () => Math.round(middle * (0.98 + 0.04 * noise.next())));
  });
  const cpu = (
    [
      ['render-worker', 92],
      ['envelope-api', 41],
      ['web-bff', 24],
      ['identity', 9],
    ] as const
  ).flatMap(([container, seconds]) =>
    counter(recent, { container, namespace: 'inkhaven' }, own(), (time) => seconds * rhythm(time), 90_000),
  );
  const restarts = (
    [
      ['render-worker', 7],
      ['envelope-api', 1],
      ['notify-worker', 2],
    ] as const
  ).flatMap(([container, start]) =>
    recent.map((_timestamp) => ({
      _timestamp,
      value: start + (container === 'render-worker' && _timestamp > ago(150) ? 2 : 0),
      container,
      namespace: 'inkhaven',
    })),
  );
  const expiry = (
    [
      ['sign-tls', 9],
      ['api-tls', 61],
      ['app-tls', 74],
    ] as const
  ).flatMap(([name, days]) =>
    gauge(recent, { name, namespace: 'inkhaven' }, () => Math.round(nowUs / 1e6) + days * 86400),
  );
  const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
  const durations = (
    [
      ['envelope-api', 780, 0.12],
      ['web-bff', 420, 0.2],
    ] as const
  ).map(([service, rate, median]) =>
    histogram(
      recent,
      { service },
      own(),
      bounds,
      (time) => rate * rhythm(time),
      (time) => (full(time) && service === 'envelope-api' ? 3.1 : median),
    ),
  );
  const stream = (
    name: string,
    rows: readonly Row[],
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit = '1',
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  const duration = 'http_server_duration_seconds';
  const help = 'Duration of inbound HTTP requests';
  return [
    stream('nginx_ingress_controller_requests', requests, 'Counter', 'The total number of client requests'),
    stream('celery_queue_length', queues, 'Gauge', 'Number of messages waiting in the queue'),
    stream('pg_stat_activity_count', sessions, 'Gauge', 'Number of connections in this state'),
    stream('redis_memory_used_bytes', memory, 'Gauge', 'Memory that Redis uses', 'bytes'),
    stream('container_cpu_usage_seconds_total', cpu, 'Counter', 'Cumulative cpu time consumed', 's'),
    stream(
      'kube_pod_container_status_restarts_total',
      restarts,
      'Counter',
      'The number of container restarts per container',
    ),
    stream(
      'certmanager_certificate_expiration_timestamp_seconds',
      expiry,
      'Gauge',
      'The date after which the certificate expires, as a Unix time',
      's',
    ),
    stream(
      `${duration}_bucket`,
      durations.flatMap((each) => each.bucket),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${duration}_sum`,
      durations.flatMap((each) => each.sum),
      'Histogram',
      help,
      's',
    ),
    stream(
      `${duration}_count`,
      durations.flatMap((each) => each.count),
      'Histogram',
      help,
    ),
  ];
}

/** An e-signature service. See README.md. */
export const world: World = {
  name: 'inkhaven',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: Math.floor(yesterdayUs + (13 + 1 / 3) * HOUR_US),
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'trust-service-timeouts') trustServiceDown(parts, clock, planted);
    if (incident === 'db-connections') connectionsUsedUp(parts, clock, planted);
    // Later steps of an envelope may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts, fullText?: readonly string[]): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      ...(fullText ? { fullText } : {}),
    });
    return [
      logs('nginx_access'),
      logs('app_logs', ['message']),
      logs('envelope_events'),
      logs('webhook_deliveries'),
      logs('ses_events'),
      logs('stripe_events'),
      { ...logs('audit'), retentionDays: 90 },
      logs('k8s_events', ['message']),
      logs('pg_log', ['msg']),
      logs('ci_deploys'),
      { type: 'traces', name: 'default', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
