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
  rhythm,
  round,
  SECOND_US,
  scrapes,
  span,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 52;
const TIER_OF = {
  brightwater: 'scale',
  'halcyon-air': 'scale',
  'norrland-bank': 'scale',
  pixelforge: 'growth',
  'mango-mobile': 'growth',
  'greenline-rail': 'growth',
  'sunday-shoes': 'growth',
  'lumen-clinic': 'growth',
  'otter-travel': 'starter',
  'casa-verde': 'starter',
  paperplane: 'starter',
} as const;
const WORKSPACES = {
  'halcyon-air': 30,
  brightwater: 21,
  'mango-mobile': 15,
  'norrland-bank': 11,
  pixelforge: 8,
  'sunday-shoes': 5,
  'lumen-clinic': 4,
  'greenline-rail': 3,
  'otter-travel': 2,
  'casa-verde': 1.3,
  paperplane: 0.8,
};
type Workspace = keyof typeof WORKSPACES;
const AGENTS = {
  frontline: { 'mira.k': 40, 'tobias.w': 25, 'aisha.n': 14, 'leo.p': 8 },
  billing: { 'jonas.b': 30, 'chiara.m': 14, 'sven.l': 6 },
  tech: { 'priya.s': 24, 'dmitri.v': 12, 'hana.o': 7 },
};
const CHANNELS = { email: 44, chat: 30, whatsapp: 17, form: 9 };
const PRIORITIES = { low: 22, normal: 52, high: 18, urgent: 8 };
const CLIENTS = { web_widget: 58, mobile_sdk: 27, agent_console: 15 };
const FIRST_REPLY_S: Readonly<Record<string, number>> = { email: 2900, chat: 75, whatsapp: 420, form: 3900 };

interface Parts {
  readonly desk_app: Draft[];
  readonly answer_bot: Draft[];
  readonly workers: Draft[];
  readonly alb_access: Draft[];
  readonly cloudtrail: Draft[];
  readonly postgres: Draft[];
  readonly traces_prod: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

const address = (random: Random) =>
  `10.${random.whole(20, 29)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;
const requester = (random: Random) => `rq_${random.whole(20000, 20799)}`;

/** What every line of the Python desk carries. */
function desk(
  random: Random,
  clock: Clock,
  time: number,
  logger: string,
  level: string,
  event: string,
): Draft {
  const before = time < clock.releaseUs;
  return {
    _timestamp: time,
    logger: `quill.${logger}`,
    level,
    event,
    app_release: before ? '2026.47.1' : '2026.48.0',
    request_id: `req-${random.hex(12)}`,
    took_ms: Math.round(latency(random, before ? 190 : 98)),
  };
}

interface Ticket {
  readonly id: string;
  readonly workspace: string;
  readonly tier: string;
  readonly channel: string;
  readonly priority: string;
}

const ticketFields = ({ id, workspace, tier, channel, priority }: Ticket) => ({
  ticket_id: id,
  workspace,
  tier,
  channel,
  priority,
});

function ticketRows(random: Random, clock: Clock, time: number, number: number): Draft[] {
  const workspace: string =
    time < clock.nowUs - 32 * HOUR_US && random.chance(0.03)
      ? 'tiny-potato'
      : random.weighted<Workspace>(WORKSPACES);
  const channel = random.weighted(CHANNELS);
  const ticket = {
    id: `QM-${number}`,
    workspace,
    tier: TIER_OF[workspace as Workspace] ?? 'starter',
    channel,
    priority: random.weighted(
      workspace === 'lumen-clinic' ? { low: 10, normal: 40, high: 30, urgent: 20 } : PRIORITIES,
    ),
  };
  const squad = random.weighted({ frontline: 52, billing: 27, tech: 21 });
  const assignee = random.weighted<string>(AGENTS[squad]);
  const shared = { ...ticketFields(ticket), requester: requester(random) };
  const step = (at: number, event: string, more: Partial<Draft> = {}, level = 'info'): Draft => ({
    ...desk(random, clock, Math.floor(at), 'tickets', level, event),
    ...shared,
    ...more,
  });
  const reply = Math.round(
    latency(random, (FIRST_REPLY_S[channel] as number) * (squad === 'billing' ? 1.7 : 1), 0.5),
  );
  const handler = { squad, assignee };
  const solved = Math.round(reply + latency(random, squad === 'tech' ? 13000 : 6400, 0.7));
  const rows = [
    step(time, 'ticket_opened', { client: random.weighted(CLIENTS) }),
    step(time + 0.3 * reply * SECOND_US, 'ticket_assigned', handler),
    step(time + reply * SECOND_US, 'ticket_first_reply', { ...handler, first_reply_s: reply }),
  ];
  if (reply > 6500)
    rows.push(step(time + 6500 * SECOND_US, 'sla_breached', { ...handler, logger: 'quill.sla' }, 'warning'));
  if (random.chance(0.07))
    rows.push(step(time + (reply + 300) * SECOND_US, 'ticket_escalated', handler, 'warning'));
  if (random.chance(0.12)) return rows;
  rows.push(step(time + solved * SECOND_US, 'ticket_solved', { ...handler, resolution_s: solved }));
  const unhappy = workspace === 'mango-mobile' ? 30 : 5;
  const tierLift = { scale: 30, growth: 12, starter: 4 }[ticket.tier] as number;
  if (random.chance(0.42))
    rows.push(
      step(time + (solved + random.whole(60, 2400)) * SECOND_US, 'csat_received', {
        ...handler,
        csat: Number(
          random.weighted({ '1': unhappy, '2': unhappy * 0.7, '3': 12, '4': 22, '5': 25 + tierLift }),
        ),
      }),
    );
  if (random.chance(0.06))
    rows.push(
      step(time + (solved + random.whole(600, 5000)) * SECOND_US, 'ticket_reopened', handler, 'warning'),
    );
  return rows;
}

function signInRow(
  random: Random,
  clock: Clock,
  time: number,
  agent: string,
  ip: string,
  ok: boolean,
): Draft {
  return {
    ...desk(
      random,
      clock,
      time,
      'auth',
      ok ? 'info' : 'warning',
      ok ? 'agent_signed_in' : 'agent_sign_in_failed',
    ),
    assignee: agent,
    client: 'agent_console',
    remote_ip: ip,
    failure_reason: ok ? undefined : random.pick(['bad_password', 'bad_password', 'bad_totp']),
  };
}

const anyAgent = (random: Random) =>
  random.pick(Object.values(AGENTS).flatMap((agents) => Object.keys(agents)));

function deskRows(random: Random, clock: Clock): Draft[] {
  const { startUs, nowUs, yesterdayUs, releaseUs } = clock;
  const rows = moments(random, 1080, startUs, nowUs, 0.3).flatMap((time, index) =>
    ticketRows(random, clock, time, 48000 + index),
  );
  for (const time of moments(random, 300, startUs, nowUs))
    rows.push(signInRow(random, clock, time, anyAgent(random), address(random), random.chance(0.86)));
  // Someone guesses passwords, and gets in at the end.
  const attacker = '198.51.100.23';
  const attackUs = yesterdayUs + 185 * MINUTE_US;
  for (const time of spread(random, 46, attackUs, attackUs + 30 * MINUTE_US))
    rows.push({
      ...signInRow(random, clock, time, anyAgent(random), attacker, false),
      failure_reason: 'bad_password',
    });
  rows.push(signInRow(random, clock, attackUs + 31 * MINUTE_US, 'jonas.b', attacker, true));
  for (const time of moments(random, 95, startUs, nowUs)) {
    const workspace = random.weighted({ 'norrland-bank': 60, pixelforge: 25, 'halcyon-air': 15 });
    rows.push({
      ...desk(random, clock, time, 'api', 'warning', 'rate_limited'),
      workspace,
      tier: TIER_OF[workspace],
      remote_ip: address(random),
    });
  }
  const failure = (
    time: number,
    logger: string,
    event: string,
    exc_type: string,
    more: Partial<Draft> = {},
  ) => rows.push({ ...desk(random, clock, time, logger, 'error', event), exc_type, ...more });
  for (const time of moments(random, 34, startUs, nowUs))
    failure(time, 'api', 'unhandled_exception', random.pick(['KeyError', 'ReadTimeout', 'ReadTimeout']));
  for (const time of spread(random, 38, releaseUs + 7 * MINUTE_US, nowUs))
    failure(time, 'macros', 'unhandled_exception', 'MacroRenderError', { assignee: anyAgent(random) });
  for (const time of spread(
    random,
    27,
    yesterdayUs + 11 * HOUR_US,
    yesterdayUs + 11 * HOUR_US + 40 * MINUTE_US,
  ))
    failure(time, 'channels', 'whatsapp_send_failed', 'UpstreamError', { channel: 'whatsapp' });
  // A ticket with a story.
  const story = {
    id: 'QM-50001',
    workspace: 'brightwater',
    tier: 'scale',
    channel: 'email',
    priority: 'urgent',
  };
  const handler = { squad: 'tech', assignee: 'priya.s' };
  const step = (minutes: number, event: string, more: Partial<Draft> = {}) =>
    rows.push({
      ...desk(random, clock, nowUs - 27 * HOUR_US + minutes * MINUTE_US, 'tickets', 'info', event),
      ...ticketFields(story),
      requester: 'rq_31337',
      ...more,
    });
  step(0, 'ticket_opened', { client: 'agent_console' });
  step(4, 'ticket_assigned', handler);
  step(22, 'ticket_first_reply', { ...handler, first_reply_s: 1320 });
  step(65, 'ticket_escalated', handler);
  step(310, 'ticket_solved', { ...handler, resolution_s: 18600 });
  step(480, 'ticket_reopened', handler);
  step(1090, 'ticket_solved', { ...handler, resolution_s: 65400 });
  step(1130, 'csat_received', { ...handler, csat: 2 });
  return rows;
}

const INTENTS = {
  order_status: 38,
  refund: 24,
  password_reset: 16,
  cancel_subscription: 10,
  shipping_delay: 7,
  opening_hours: 5,
};
const LOCALES = { en: 58, de: 17, fr: 10, es: 8, pt: 5, ja: 2 };
const MODELS: Readonly<Record<string, string>> = {
  'gpt-4o-mini': 'gpt-4o-mini-2024-07-18',
  'gpt-4o': 'gpt-4o-2024-08-06',
};

interface Turn {
  readonly time: number;
  readonly latencyUs: number;
  readonly trace: string;
  readonly workspace: string;
  readonly conversation: string;
  readonly model: string;
  readonly bot: string;
  readonly error?: string;
}

function botSpans(random: Random, turn: Turn): Draft[] {
  const [root, search, chat, tool] = [random.hex(16), random.hex(16), random.hex(16), random.hex(16)];
  const { time, latencyUs, trace, model, error } = turn;
  const shared = { trace, startUs: time, status: error ? ('ERROR' as const) : ('OK' as const) };
  const lookup = Math.min(latencyUs * 0.3, latency(random, 120e3));
  const usesTool = !error && random.chance(0.25);
  const toolUs = usesTool ? Math.min(latencyUs * 0.2, latency(random, 210e3)) : 0;
  const finish = random.chance(0.06) ? '["length"]' : '["stop"]';
  const spans = [
    span({
      ...shared,
      id: root,
      service: 'answer-bot',
      operation: 'POST /converse',
      kind: '2',
      durationUs: latencyUs,
      attributes: { workspace: turn.workspace, bot_name: turn.bot },
    }),
    span({
      ...shared,
      status: 'OK',
      id: search,
      parent: root,
      service: 'knowledge-retriever',
      operation: 'search articles',
      kind: '2',
      startUs: time + 2000,
      durationUs: lookup,
      attributes: { articles_found: random.whole(0, 8) },
    }),
    span({
      ...shared,
      id: chat,
      parent: root,
      service: 'answer-bot',
      operation: `chat ${model}`,
      kind: '3',
      startUs: time + lookup + 4000,
      durationUs: Math.max(20e3, latencyUs - lookup - toolUs - 9000),
      attributes: {
        gen_ai_operation_name: 'chat',
        gen_ai_provider_name: 'openai',
        gen_ai_request_model: model,
        gen_ai_response_model: error ? undefined : MODELS[model],
        gen_ai_conversation_id: turn.conversation,
        gen_ai_usage_input_tokens: error ? undefined : Math.round(latency(random, 1350)),
        gen_ai_usage_output_tokens: error ? undefined : Math.round(latency(random, 180)),
        gen_ai_response_finish_reasons: error ? undefined : finish,
        error_type: error,
      },
    }),
  ];
  if (usesTool)
    spans.push(
      span({
        ...shared,
        id: tool,
        parent: root,
        service: 'answer-bot',
        operation: 'execute_tool lookup_order',
        kind: '1',
        startUs: time + latencyUs - toolUs - 4000,
        durationUs: toolUs,
        attributes: { gen_ai_operation_name: 'execute_tool', gen_ai_tool_name: 'lookup_order' },
      }),
    );
  return spans;
}

function botRows(parts: Parts, random: Random, { startUs, nowUs }: Clock): void {
  for (const start of moments(random, 900, startUs, nowUs, 0.25)) {
    const conversation = `conv_${random.hex(10)}`;
    const workspace = random.weighted({
      'halcyon-air': 40,
      'mango-mobile': 28,
      'sunday-shoes': 20,
      pixelforge: 12,
    });
    const bot = random.weighted({ inky: 50, blot: 32, nib: 18 });
    const shared = {
      logger: 'answerbot.dialog',
      conversation_id: conversation,
      workspace,
      bot_name: bot,
      intent: random.weighted(INTENTS),
      locale: random.weighted(LOCALES),
      client: random.weighted({ web_widget: 71, mobile_sdk: 29 }),
    };
    const turns = random.whole(1, 3);
    let time = start;
    for (let turn = 1; turn <= turns; turn += 1) {
      const model = random.chance(0.72) ? 'gpt-4o-mini' : 'gpt-4o';
      const latency_ms = Math.round(latency(random, model === 'gpt-4o' ? 2300 : 1250, 0.4));
      const traced = random.chance(0.2);
      const trace = random.hex(32);
      const failed = random.chance(0.012);
      parts.answer_bot.push({
        _timestamp: time,
        ...shared,
        level: failed ? 'error' : 'info',
        event: failed ? 'bot_no_answer' : 'bot_replied',
        turn,
        latency_ms: failed ? undefined : latency_ms,
        confidence: failed ? undefined : round(Math.min(0.99, Math.max(0.05, random.normal(0.74, 0.14))), 3),
        exc_type: failed ? 'ModelTimeout' : undefined,
        trace_id: traced ? trace : undefined,
      });
      if (traced)
        parts.traces_prod.push(
          ...botSpans(random, {
            time,
            latencyUs: failed ? Math.min(11e6, latency(random, 8.4e6, 0.1)) : latency_ms * 1000,
            trace,
            workspace,
            conversation,
            model,
            bot,
            ...(failed ? { error: 'timeout' } : {}),
          }),
        );
      time += random.whole(25, 120) * SECOND_US;
    }
    if (random.chance({ inky: 0.14, blot: 0.34, nib: 0.2 }[bot]))
      parts.answer_bot.push({
        _timestamp: time,
        ...shared,
        level: 'warning',
        event: 'bot_handed_off',
        handoff_reason: random.weighted({ asked_for_human: 55, low_confidence: 30, angry_customer: 15 }),
      });
  }
}

const HOSTS: Readonly<Record<string, string>> = {
  brightwater: 'hooks.brightwater.example',
  'halcyon-air': 'ops.halcyon-air.example',
  'norrland-bank': 'events.norrland.example',
  pixelforge: 'api.pixelforge.example',
  'greenline-rail': 'crm.greenline.example',
};
const HOST_MS: Readonly<Record<string, number>> = {
  brightwater: 95,
  'halcyon-air': 240,
  'norrland-bank': 610,
  pixelforge: 150,
  'greenline-rail': 380,
};
const PIDS: Readonly<Record<string, number>> = {
  'webhook-sender': 1841,
  'mail-fetcher': 1902,
  'sla-ticker': 22,
  'export-runner': 3077,
  'search-indexer': 518,
};

type WorkerName = 'webhook-sender' | 'mail-fetcher' | 'sla-ticker' | 'export-runner' | 'search-indexer';

function worker(random: Random, time: number, name: WorkerName, level: number, msg: string): Draft {
  return {
    _timestamp: time,
    level,
    msg,
    name,
    pid: PIDS[name],
    hostname: `worker-${name === 'webhook-sender' ? random.pick(['a', 'b', 'c']) : random.pick(['a', 'b'])}`,
    version: { 'export-runner': '4.8.2', 'webhook-sender': '7.1.0' }[name as string] ?? '3.3.1',
    jobid: `job-${random.hex(8)}`,
  };
}

function workerRow(random: Random, time: number): Draft {
  const name = random.weighted({
    'webhook-sender': 52,
    'mail-fetcher': 22,
    'sla-ticker': 10,
    'export-runner': 6,
    'search-indexer': 10,
  });
  if (name === 'webhook-sender') {
    const workspaceid = random.weighted({
      'halcyon-air': 38,
      brightwater: 25,
      'norrland-bank': 17,
      pixelforge: 12,
      'greenline-rail': 8,
    });
    const gone = workspaceid === 'brightwater' && random.chance(0.3);
    const failed = gone || random.chance(0.025);
    return {
      ...worker(
        random,
        time,
        name,
        failed ? 50 : 30,
        failed ? 'webhook delivery failed' : 'webhook delivered',
      ),
      queue: 'webhooks',
      workspaceid,
      targethost: HOSTS[workspaceid],
      statuscode: gone ? 410 : failed ? random.pick([500, 502, 504]) : 200,
      responsetime: Math.round(latency(random, HOST_MS[workspaceid] as number)),
      attemptsmade: failed ? random.whole(1, 5) : random.chance(0.94) ? 1 : random.whole(2, 4),
      err_type: failed ? 'DeliveryError' : undefined,
    };
  }
  const workspaceid = random.weighted<Workspace>(WORKSPACES);
  if (name === 'mail-fetcher') {
    const denied = random.chance(0.03);
    return {
      ...worker(
        random,
        time,
        name,
        denied ? 50 : 30,
        denied ? 'mailbox authentication failed' : 'mailbox polled',
      ),
      queue: 'mail-inbound',
      workspaceid,
      err_type: denied ? 'ImapAuthError' : undefined,
      messages: denied ? undefined : random.whole(0, 9),
    };
  }
  if (name === 'export-runner') {
    const failed = random.chance(0.06);
    const owner = random.weighted({ 'greenline-rail': 35, 'norrland-bank': 35, 'halcyon-air': 30 });
    return {
      ...worker(random, time, name, failed ? 50 : 30, failed ? 'export failed' : 'export finished'),
      queue: 'exports',
      workspaceid: owner,
      rowcount: failed ? undefined : random.whole(200, 48000),
      err_type: failed ? 'SpoolFullError' : undefined,
    };
  }
  const slow = random.chance(0.05);
  return name === 'sla-ticker'
    ? {
        ...worker(random, time, name, slow ? 40 : 20, slow ? 'tick ran late' : 'sla clocks advanced'),
        queue: 'sla',
      }
    : {
        ...worker(random, time, name, slow ? 40 : 30, slow ? 'index refresh slow' : 'documents indexed'),
        queue: 'search',
      };
}

function workerRows(random: Random, { startUs, nowUs, yesterdayUs }: Clock): Draft[] {
  const rows = moments(random, 3500, startUs, nowUs).map((time) => workerRow(random, time));
  for (const [index, minutes] of [128, 141, 155].entries())
    rows.push({
      ...worker(
        random,
        yesterdayUs + minutes * MINUTE_US,
        'export-runner',
        60,
        'uncaught exception: JavaScript heap out of memory',
      ),
      hostname: 'worker-b',
      pid: 3077 + index,
      err_type: 'HeapLimitError',
      queue: 'exports',
    });
  return rows;
}

const PATHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'api.quillmark.io': { '/v2/tickets': 40, '/v2/contacts': 22, '/v2/search': 12, '/v2/webhooks': 8 },
  'widget.quillmark.io': { '/boot': 40, '/messages': 45, '/typing': 15 },
  'console.quillmark.io': { '/inbox': 40, '/tickets/view': 38, '/reports': 9, '/settings': 6 },
};
const DOMAIN_S: Readonly<Record<string, number>> = {
  'api.quillmark.io': 0.12,
  'widget.quillmark.io': 0.045,
  'console.quillmark.io': 0.21,
};

function albRow(random: Random, time: number, domain?: string, outcome?: number): Draft {
  const host =
    domain ??
    random.weighted({ 'widget.quillmark.io': 48, 'api.quillmark.io': 32, 'console.quillmark.io': 20 });
  const path = random.weighted(PATHS[host] as Readonly<Record<string, number>>);
  const normal = random.weighted({
    '200': 870,
    '201': 45,
    '304': 22,
    '401': 12,
    '404': 17,
    '429': 9,
    '460': 6,
    '500': host === 'api.quillmark.io' ? 14 : 4,
    '502': 5,
    '503': 5,
    '504': 6,
  });
  const status = outcome ?? Number(normal);
  const reached = ![460, 502, 503, 504].includes(status);
  const verb = ['/messages', '/typing'].includes(path) || status === 201 ? 'POST' : 'GET';
  const base = (DOMAIN_S[host] as number) * (path === '/reports' ? 9 : 1);
  return {
    _timestamp: time,
    type: path === '/typing' ? 'wss' : 'https',
    elb: 'app/quill-prod/50dc6c495c0c9188',
    client_ip: address(random),
    client_port: random.whole(1025, 65000),
    target_ip: reached ? `172.31.4.${random.whole(10, 15)}` : undefined,
    request_processing_time: round(0.001 * random.next(), 5),
    target_processing_time: reached ? round(latency(random, base), 3) : -1,
    response_processing_time: round(0.001 * random.next(), 5),
    elb_status_code: status,
    target_status_code: reached ? status : undefined,
    received_bytes: random.whole(180, 2400),
    sent_bytes: random.whole(300, 64000),
    request_verb: verb,
    request_url: `https://${host}:443${path}`,
    domain_name: host,
    user_agent:
      host === 'api.quillmark.io'
        ? random.pick(['python-requests/2.32.3', 'okhttp/4.12.0', 'curl/8.9.1'])
        : random.pick(['Mozilla/5.0 Chrome/131.0', 'Mozilla/5.0 Safari/18.1', 'QuillSDK-iOS/5.4']),
    ssl_protocol: random.chance(0.93) ? 'TLSv1.3' : 'TLSv1.2',
  };
}

interface Trail {
  readonly source: string;
  readonly name: string;
  readonly user: string;
  readonly type?: string;
  readonly ip?: string;
  readonly more?: Partial<Draft>;
}

function trail(
  random: Random,
  time: number,
  { source, name, user, type = 'IAMUser', ip, more }: Trail,
): Draft {
  return {
    _timestamp: time,
    eventid: `${random.hex(8)}-${random.hex(4)}-${random.hex(12)}`,
    eventsource: `${source}.amazonaws.com`,
    eventname: name,
    awsregion: random.chance(0.86) ? 'eu-central-1' : 'us-east-1',
    sourceipaddress: ip ?? `192.0.2.${random.whole(10, 40)}`,
    useridentity_type: type,
    useridentity_username: user,
    readonly: /^(Get|List|Describe|Head)/.test(name),
    ...more,
  };
}

const consoleLogin = (
  random: Random,
  time: number,
  user: string,
  ok: boolean,
  mfa: boolean,
  more: Partial<Trail> = {},
) =>
  trail(random, time, {
    source: 'signin',
    name: 'ConsoleLogin',
    user,
    ...more,
    more: {
      responseelements_consolelogin: ok ? 'Success' : 'Failure',
      additionaleventdata_mfaused: mfa ? 'Yes' : 'No',
      errormessage: ok ? undefined : 'Failed authentication',
    },
  });

const rolloutOf = (random: Random, time: number, service: string, revision: number) =>
  trail(random, time, {
    source: 'ecs',
    name: 'UpdateService',
    user: 'ci-deployer',
    more: {
      requestparameters_service: service,
      requestparameters_taskdefinition: `${service}:${revision}`,
    },
  });

function trailRows(random: Random, clock: Clock): Draft[] {
  const { startUs, nowUs, yesterdayUs, releaseUs } = clock;
  const rows: Draft[] = [];
  for (const time of moments(random, 640, startUs, nowUs, 0.5)) {
    const [source, name] = random
      .weighted({
        's3 GetObject': 30,
        'ecs DescribeServices': 18,
        'secretsmanager GetSecretValue': 14,
        's3 PutObject': 12,
        'ec2 DescribeInstances': 9,
        'rds DescribeDBInstances': 6,
        'iam ListUsers': 3,
        's3 DeleteObject': 4,
      })
      .split(' ') as [string, string];
    const user = random.weighted({ 'ci-deployer': 52, 'backup-bot': 24, 'ines.sre': 14, 'paul.sre': 10 });
    const denied = random.chance(user === 'ci-deployer' ? 0.12 : 0.06);
    rows.push(
      trail(random, time, {
        source,
        name,
        user,
        more: denied
          ? {
              errorcode: 'AccessDenied',
              errormessage: `User ${user} is not authorized to perform ${source}:${name}`,
            }
          : {},
      }),
    );
  }
  for (const time of moments(random, 64, startUs, nowUs, 0.3)) {
    const ok = random.chance(0.72);
    const user = random.pick(['ines.sre', 'paul.sre', 'olga.fin', 'sam.dev']);
    rows.push(consoleLogin(random, time, user, ok, user !== 'sam.dev'));
  }
  rows.push(
    consoleLogin(random, nowUs - 29.4 * HOUR_US, 'root', true, true, { type: 'Root', ip: '203.0.113.9' }),
    rolloutOf(random, releaseUs - 90 * SECOND_US, 'desk-api', 871),
    rolloutOf(random, yesterdayUs + 9 * HOUR_US, 'answer-bot', 233),
  );
  const contractor = [
    ['signin', 'ConsoleLogin'],
    ['s3', 'ListBuckets'],
    ['s3', 'GetBucketPolicy'],
    ['iam', 'CreateAccessKey'],
    ['s3', 'PutBucketPolicy'],
    ['cloudtrail', 'StopLogging'],
  ] as const;
  for (const [index, [source, name]] of contractor.entries()) {
    const time = nowUs - 20 * HOUR_US + index * 4 * MINUTE_US;
    const who = { user: 'temp-contractor', ip: '203.0.113.77' };
    rows.push(
      name === 'ConsoleLogin'
        ? consoleLogin(random, time, who.user, true, false, { ip: who.ip })
        : trail(random, time, {
            source,
            name,
            ...who,
            more: name === 'StopLogging' ? { errorcode: 'AccessDenied', errormessage: 'not authorized' } : {},
          }),
    );
  }
  return rows;
}

const STATEMENTS: Readonly<Record<string, string>> = {
  'desk-api': 'SELECT * FROM tickets WHERE workspace_id = $1 ORDER BY updated_at DESC LIMIT 50',
  'export-runner': 'SELECT * FROM ticket_events WHERE workspace_id = $1',
  'webhook-sender': "SELECT id FROM outbox WHERE state = 'ready' FOR UPDATE SKIP LOCKED",
  'sla-ticker': 'UPDATE sla_clocks SET left_s = left_s - $1',
};

function pg(
  random: Random,
  time: number,
  severity: string,
  code: string,
  application: string,
  message: string,
): Draft {
  return {
    _timestamp: time,
    error_severity: severity,
    sql_state_code: code,
    message,
    application_name: application,
    user_name: application === '' ? undefined : `${application.replace('-', '_')}_rw`,
    database_name: 'quill',
    process_id: random.whole(900, 32000),
    backend_type: application === '' ? 'checkpointer' : 'client backend',
  };
}

function pgRow(random: Random, time: number): Draft {
  const kind = random.weighted({
    slow: 46,
    checkpoint: 30,
    duplicate: 14,
    timeout: 5,
    deadlock: 4,
    password: 1.5,
  });
  const application = random.weighted({
    'desk-api': 55,
    'export-runner': 20,
    'webhook-sender': 17,
    'sla-ticker': 8,
  });
  if (kind === 'slow') {
    const duration_ms = round(latency(random, application === 'export-runner' ? 2900 : 720, 0.6));
    return {
      ...pg(
        random,
        time,
        'LOG',
        '00000',
        application,
        `duration: ${duration_ms} ms  statement: ${STATEMENTS[application]}`,
      ),
      duration_ms,
      query: STATEMENTS[application],
      command_tag: application === 'sla-ticker' ? 'UPDATE' : 'SELECT',
    };
  }
  if (kind === 'checkpoint') return pg(random, time, 'LOG', '00000', '', 'checkpoint complete');
  if (kind === 'duplicate')
    return {
      ...pg(
        random,
        time,
        'ERROR',
        '23505',
        'desk-api',
        'duplicate key value violates unique constraint "contacts_email_key"',
      ),
      query: 'INSERT INTO contacts (workspace_id, email) VALUES ($1, $2)',
    };
  if (kind === 'timeout')
    return {
      ...pg(random, time, 'ERROR', '57014', application, 'canceling statement due to statement timeout'),
      query: STATEMENTS[application],
    };
  if (kind === 'deadlock') return pg(random, time, 'ERROR', '40P01', 'webhook-sender', 'deadlock detected');
  return pg(random, time, 'FATAL', '28P01', 'psql', 'password authentication failed for user "readonly"');
}

function ticketSpans(random: Random, time: number): Draft[] {
  const [root, insert, publish] = [random.hex(16), random.hex(16), random.hex(16)];
  const trace = random.hex(32);
  const failed = random.chance(0.03);
  const [insertUs, publishUs, ownUs] = [latency(random, 14e3), latency(random, 3e3), latency(random, 60e3)];
  const shared = { trace, service: 'desk-api' };
  return [
    span({
      ...shared,
      id: root,
      operation: 'POST /v2/tickets',
      kind: '2',
      startUs: time,
      durationUs: insertUs + publishUs + ownUs,
      status: failed ? 'ERROR' : 'OK',
      attributes: {
        http_response_status_code: failed ? 500 : 201,
        workspace: random.weighted<Workspace>(WORKSPACES),
      },
    }),
    span({
      ...shared,
      id: insert,
      parent: root,
      operation: 'INSERT tickets',
      kind: '3',
      startUs: time + ownUs / 2,
      durationUs: insertUs,
      status: failed ? 'ERROR' : 'OK',
      attributes: { db_system_name: 'postgresql' },
    }),
    span({
      ...shared,
      id: publish,
      parent: root,
      operation: 'publish ticket.created',
      kind: '3',
      startUs: time + ownUs / 2 + insertUs,
      durationUs: publishUs,
      status: 'OK',
      attributes: { messaging_system: 'redis' },
    }),
  ];
}

function base(random: Random, clock: Clock): Parts {
  const { startUs, nowUs } = clock;
  const parts: Parts = {
    desk_app: deskRows(random, clock),
    answer_bot: [],
    workers: workerRows(random, clock),
    alb_access: moments(random, 6200, startUs, nowUs).map((time) => albRow(random, time)),
    cloudtrail: trailRows(random, clock),
    postgres: moments(random, 1800, startUs, nowUs, 0.5).map((time) => pgRow(random, time)),
    traces_prod: moments(random, 320, startUs, nowUs).flatMap((time) => ticketSpans(random, time)),
  };
  botRows(parts, random, clock);
  return parts;
}

/** A rollout of something else and one client's wrong mailbox password: real, but no cause of anything. */
function herrings(parts: Parts, random: Random, rolloutUs: number, mailUs: number): void {
  parts.cloudtrail.push(rolloutOf(random, rolloutUs, 'search-indexer', 96));
  for (let index = 0; index < 12; index += 1)
    parts.workers.push({
      ...worker(random, mailUs + index * 50 * SECOND_US, 'mail-fetcher', 50, 'mailbox authentication failed'),
      queue: 'mail-inbound',
      workspaceid: 'otter-travel',
      err_type: 'ImapAuthError',
    });
}

/** export-runner 4.9.0 does not give connections back until the database has none left. */
function leakedConnections(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 45 * MINUTE_US;
  herrings(parts, random, nowUs - 80 * MINUTE_US, nowUs - 38 * MINUTE_US);
  parts.cloudtrail.push(rolloutOf(random, onset - 2 * MINUTE_US, 'export-runner', 412));
  for (const row of parts.workers)
    if (row.name === 'export-runner' && row._timestamp >= onset - MINUTE_US) row.version = '4.9.0';
  const end = nowUs - 5 * SECOND_US;
  for (const time of spread(random, 60, onset - MINUTE_US, end))
    parts.workers.push({
      ...worker(random, time, 'export-runner', 40, 'connection not returned to pool after export'),
      version: '4.9.0',
      queue: 'exports',
    });
  for (const time of spread(random, 190, onset, end))
    parts.postgres.push(
      pg(
        random,
        time,
        'FATAL',
        '53300',
        random.weighted({ 'desk-api': 80, 'webhook-sender': 12, 'sla-ticker': 8 }),
        'remaining connection slots are reserved for roles with the SUPERUSER attribute',
      ),
    );
  for (const time of spread(random, 150, onset, end)) {
    const workspace = random.weighted<Workspace>(WORKSPACES);
    parts.desk_app.push({
      ...desk(random, clock, time, 'db', 'error', 'database_connection_refused'),
      exc_type: 'OperationalError',
      workspace,
      tier: TIER_OF[workspace],
    });
    parts.alb_access.push(
      albRow(random, time + 40_000, random.pick(['api.quillmark.io', 'console.quillmark.io']), 503),
    );
  }
  for (const time of spread(random, 30, onset, end)) {
    const spans = ticketSpans(random, time);
    for (const row of spans.slice(0, 2)) row.span_status = 'ERROR';
    Object.assign(spans[0] as Draft, { http_response_status_code: 503, error_type: 'OperationalError' });
    parts.traces_prod.push(...spans.slice(0, 2));
  }
}

/** The provider of the models refuses calls to the large model; it is over. */
function modelLimit(parts: Parts, { nowUs }: Clock, random: Random): void {
  const [onset, end] = [nowUs - 95 * MINUTE_US, nowUs - 35 * MINUTE_US];
  herrings(parts, random, nowUs - 125 * MINUTE_US, nowUs - 70 * MINUTE_US);
  for (const [index, time] of spread(random, 130, onset, end).entries()) {
    const [trace, conversation] = [random.hex(32), `conv_${random.hex(10)}`];
    const workspace = random.weighted({
      'halcyon-air': 40,
      'mango-mobile': 28,
      'sunday-shoes': 20,
      pixelforge: 12,
    });
    const bot = random.weighted({ inky: 50, blot: 32, nib: 18 });
    const shared = {
      logger: 'answerbot.dialog',
      conversation_id: conversation,
      workspace,
      bot_name: bot,
      intent: random.weighted(INTENTS),
      locale: random.weighted(LOCALES),
      client: random.weighted({ web_widget: 71, mobile_sdk: 29 }),
    };
    parts.answer_bot.push(
      {
        _timestamp: time,
        ...shared,
        level: 'error',
        event: 'bot_no_answer',
        turn: 1,
        exc_type: 'RateLimitError',
        exception: 'model provider answered 429: tokens per minute exceeded for gpt-4o',
        trace_id: index % 2 === 0 ? trace : undefined,
      },
      {
        _timestamp: time + 4 * SECOND_US,
        ...shared,
        level: 'warning',
        event: 'bot_handed_off',
        handoff_reason: 'model_unavailable',
      },
    );
    if (index % 2 === 0)
      parts.traces_prod.push(
        ...botSpans(random, {
          time,
          latencyUs: latency(random, 700e3),
          trace,
          workspace,
          conversation,
          model: 'gpt-4o',
          bot,
          error: 'rate_limit_exceeded',
        }),
      );
  }
}

type Kind = 'Counter' | 'Gauge' | 'Histogram';

function metrics(
  random: Random,
  { nowUs }: Clock,
  incident: string | null,
  deskApp: readonly Draft[],
): WorldStream[] {
  const recent = scrapes(6, nowUs);
  const long = scrapes(27, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const leaking = (time: number) => incident === 'leaked-connections' && time > ago(45);
  const limited = (time: number) => incident === 'model-limit' && within(time, ago(93), ago(32));
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const stream = (name: string, type: Kind, help: string, unit: string, rows: Row[]): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help, unit },
  });
  const wave = (
    times: readonly number[],
    labels: Readonly<Record<string, string>>,
    middle: number,
    extra = (_: number) => 0,
  ) => {
    const noise = own();
    return gauge(times, labels, (time) =>
      Math.max(0, Math.round(middle * rhythm(time) * (0.75 + 0.5 * noise.next()) + extra(time))),
    );
  };
  const steady = (times: readonly number[], labels: Readonly<Record<string, string>>, middle: number) => {
    const noise = own();
    return gauge(times, labels, () => Math.round(middle * (0.97 + 0.06 * noise.next())));
  };
  const opened = deskApp.filter(({ event }) => event === 'ticket_opened');
  const created = Object.keys(CHANNELS).flatMap((channel) => {
    const times = opened.filter((row) => row.channel === channel).map((row) => row._timestamp);
    return recent.map((time) => ({
      _timestamp: time,
      value: 40_000 + times.filter((each) => each <= time).length,
      channel,
    }));
  });
  const deliveries = histogram(
    recent,
    { worker: 'webhook-sender' },
    own(),
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    (time) => 70 * rhythm(time),
    () => 0.21,
  );
  const delivery = 'webhook_delivery_seconds';
  const took = 'Time that a webhook delivery took';
  return [
    stream('ticket_created', 'Counter', 'Tickets created', '1', created),
    stream('chat_waiting', 'Gauge', 'People waiting in chat for an agent', '1', [
      ...wave(long, { region: 'eu' }, 14, (time) => (limited(time) ? 55 : 0)),
    ]),
    stream('agent_online', 'Gauge', 'Agents who are signed in and available', '1', [
      ...wave(recent, { squad: 'frontline' }, 26),
      ...wave(recent, { squad: 'billing' }, 11),
      ...wave(recent, { squad: 'tech' }, 8),
    ]),
    stream('queue_depth', 'Gauge', 'Jobs waiting in a Redis queue', '1', [
      ...wave(long, { queue: 'webhooks' }, 140),
      ...wave(long, { queue: 'mail-inbound' }, 45),
      ...wave(long, { queue: 'exports' }, 9, (time) => (leaking(time) ? 12 : 0)),
    ]),
    stream('redis_memory_used_bytes', 'Gauge', 'Memory that Redis uses', 'By', [
      ...steady(recent, { node: 'redis-cache-1' }, 2.6e9),
      ...steady(recent, { node: 'redis-queue-1' }, 8.4e8),
      ...steady(recent, { node: 'redis-presence-1' }, 3.1e8),
    ]),
    stream('redis_connected_clients', 'Gauge', 'Clients connected to Redis', '1', [
      ...steady(recent, { node: 'redis-cache-1' }, 96),
      ...steady(recent, { node: 'redis-queue-1' }, 41),
      ...steady(recent, { node: 'redis-presence-1' }, 180),
    ]),
    stream('db_connections', 'Gauge', 'Connections open at Postgres; the limit is 200', '1', [
      ...wave(recent, { role: 'primary' }, 88, (time) => (leaking(time) ? 200 - 88 * rhythm(time) : 0)).map(
        (row) => ({ ...row, value: Math.min(200, row.value as number) }),
      ),
      ...wave(recent, { role: 'replica' }, 34),
    ]),
    stream('email_sent', 'Counter', 'Mails sent to requesters', '1', [
      ...counter(recent, { provider: 'ses' }, own(), (time) => 48 * rhythm(time), 900_000),
      ...counter(recent, { provider: 'postmark' }, own(), (time) => 9 * rhythm(time), 120_000),
    ]),
    stream(`${delivery}_bucket`, 'Histogram', took, 's', deliveries.bucket),
    stream(`${delivery}_sum`, 'Histogram', took, 's', deliveries.sum),
    stream(`${delivery}_count`, 'Histogram', took, '1', deliveries.count),
  ];
}

const FULL_TEXT: Readonly<Partial<Record<keyof Parts, readonly string[]>>> = {
  desk_app: ['event'],
  answer_bot: ['event'],
  workers: ['msg'],
  postgres: ['message'],
};

/** A help desk and chat service. See README.md. */
export const world: World = {
  name: 'quillmark',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 13 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const deskApp = [...parts.desk_app];
    const planted = createRandom(seeds.incident);
    if (incident === 'leaked-connections') leakedConnections(parts, clock, planted);
    if (incident === 'model-limit') modelLimit(parts, clock, planted);
    // Later steps of a ticket or a conversation may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts): WorldStream => ({
      type: 'logs',
      name,
      rows: past(parts[name]),
      ...(FULL_TEXT[name] ? { fullText: FULL_TEXT[name] } : {}),
    });
    return [
      logs('desk_app'),
      logs('answer_bot'),
      logs('workers'),
      logs('alb_access'),
      logs('cloudtrail'),
      logs('postgres'),
      { type: 'traces', name: 'traces_prod', rows: past(parts.traces_prod) },
      ...metrics(createRandom(seeds.metrics), clock, incident, deskApp),
    ];
  },
};
