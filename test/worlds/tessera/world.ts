import {
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
import { counter, samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const COURSES = {
  'PY-110': 30,
  'STAT-201': 17,
  'ALG-101': 15,
  'SPA-A1': 12,
  'DATA-301': 10,
  'UX-210': 7,
  'BIO-120': 5,
  'HIST-150': 4,
};
const PRICES: Readonly<Record<string, number>> = {
  'PY-110': 8900,
  'STAT-201': 12900,
  'ALG-101': 4900,
  'SPA-A1': 5900,
  'DATA-301': 24900,
  'UX-210': 15900,
  'BIO-120': 7900,
  'HIST-150': 3900,
};
const COUNTRIES = { DE: 24, BR: 20, ES: 15, US: 12, FR: 10, PT: 8, MX: 7, PL: 4 };
const POPS: Readonly<Record<string, string>> = {
  DE: 'fra1',
  PL: 'fra1',
  FR: 'cdg2',
  ES: 'mad1',
  PT: 'mad1',
  BR: 'gru2',
  US: 'iad3',
  MX: 'iad3',
};
const URIS = {
  '/courses': 16,
  '/courses/{slug}': 24,
  '/lessons/{id}': 30,
  '/exams/{id}/submit': 6,
  '/exams/{id}/answers': 9,
  '/checkout': 4,
  '/login': 6,
  '/gradebook/export': 2,
  '/forum/threads': 3,
  '/api/progress': 12,
};
const SECONDS: Readonly<Record<string, number>> = {
  '/courses': 0.09,
  '/courses/{slug}': 0.12,
  '/lessons/{id}': 0.15,
  '/exams/{id}/submit': 0.42,
  '/exams/{id}/answers': 0.08,
  '/checkout': 0.6,
  '/login': 0.2,
  '/gradebook/export': 4.2,
  '/forum/threads': 0.11,
  '/api/progress': 0.05,
  '/admin/login': 0.1,
  '/learning-paths': 0.14,
};
const POSTED = new Set([
  '/exams/{id}/submit',
  '/exams/{id}/answers',
  '/checkout',
  '/login',
  '/api/progress',
  '/admin/login',
]);
const BROWSERS = { Chrome: 55, Safari: 22, Firefox: 12, Edge: 8, TesseraApp: 3 };

const student = (random: Random) => `s-${random.whole(20000, 20949)}`;
const address = (random: Random) =>
  `10.${random.whole(20, 27)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;

interface Parts {
  readonly nginx_access: Draft[];
  readonly laravel: Draft[];
  readonly py_workers: Draft[];
  readonly mysql_slow: Draft[];
  readonly video_cdn: Draft[];
  readonly exam_events: Draft[];
  readonly payments: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

function accessRow(random: Random, time: number, uri: string): Draft {
  const failed = random.chance(uri === '/forum/threads' ? 0.26 : 0.009);
  const missing = !failed && random.chance(uri === '/courses/{slug}' ? 0.07 : 0.01);
  const denied = !failed && !missing && uri === '/login' && random.chance(0.12);
  const status = failed
    ? random.pick([500, 502, 504])
    : missing
      ? 404
      : denied
        ? 401
        : random.chance(0.03)
          ? 302
          : 200;
  const took = latency(random, SECONDS[uri] ?? 0.1);
  return {
    _timestamp: time,
    host:
      uri.startsWith('/api') || uri.startsWith('/exams') ? 'api.tessera.example' : 'learn.tessera.example',
    remote_addr: address(random),
    request_method: POSTED.has(uri) ? 'POST' : 'GET',
    request_uri: uri,
    status,
    request_time: round(took + 0.004, 3),
    upstream_response_time: round(took, 3),
    upstream_addr: `10.8.0.${random.whole(11, 14)}:9000`,
    body_bytes_sent: random.whole(300, 120000),
    http_user_agent: random.weighted(BROWSERS),
    request_id: random.hex(16),
  };
}

const LEVELS: Readonly<Record<string, number>> = {
  DEBUG: 100,
  INFO: 200,
  WARNING: 300,
  ERROR: 400,
  CRITICAL: 500,
};
const HOSTS = ['web-1', 'web-2', 'web-3', 'web-4'];

function laravelLine(
  random: Random,
  time: number,
  clock: Clock,
  channel: string,
  level: string,
  message: string,
): Draft {
  return {
    _timestamp: time,
    message,
    level: LEVELS[level] as number,
    level_name: level,
    channel,
    extra_host: random.pick(HOSTS),
    extra_release: time < clock.releaseUs ? 'r416' : 'r417',
    extra_request_id: random.hex(16),
  };
}

const CHATTER: Readonly<Record<string, readonly string[]>> = {
  app: ['lesson completed', 'course page rendered', 'progress saved', 'profile updated'],
  auth: ['user signed in', 'user signed out', 'session renewed'],
  billing: ['price quoted', 'invoice rendered', 'webhook received'],
  exams: ['answer stored', 'attempt opened', 'submission queued'],
  mail: ['mail queued', 'newsletter batch sent'],
  queue: ['job pushed', 'job reserved'],
};
const TROUBLE: Readonly<Record<string, readonly [string, string]>> = {
  app: ['view could not be compiled', 'ViewException'],
  auth: ['session store not writable', 'SessionWriteException'],
  billing: ['payment gateway answered 502', 'GatewayException'],
  exams: ['attempt already closed', 'AttemptClosedException'],
  mail: ['smtp relay refused the message', 'TransportException'],
  queue: ['job exceeded its attempts', 'MaxAttemptsExceededException'],
};

function laravelRow(random: Random, time: number, clock: Clock): Draft {
  const channel = random.weighted({ app: 42, auth: 18, billing: 10, exams: 14, mail: 9, queue: 7 });
  const failed = random.chance(channel === 'mail' ? 0.07 : 0.012);
  const refused = !failed && channel === 'auth' && random.chance(0.13);
  const warned = !failed && !refused && random.chance(0.04);
  const debug = !failed && !refused && !warned && random.chance(0.15);
  const level = failed ? 'ERROR' : warned || refused ? 'WARNING' : debug ? 'DEBUG' : 'INFO';
  const message = failed
    ? (TROUBLE[channel]?.[0] as string)
    : refused
      ? 'login failed: wrong password'
      : warned
        ? 'slow response from cache'
        : random.pick(CHATTER[channel] ?? []);
  return {
    ...laravelLine(random, time, clock, channel, level, message),
    context_user_id: student(random),
    context_course_id: channel === 'app' || channel === 'exams' ? random.weighted(COURSES) : undefined,
    context_exception: failed ? TROUBLE[channel]?.[1] : undefined,
    context_ip: channel === 'auth' ? address(random) : undefined,
  };
}

const TASKS: Readonly<Record<string, readonly [string, number]>> = {
  grade_submission: ['grading', 2.1],
  transcode_video: ['video', 48],
  render_certificate: ['documents', 3.2],
  detect_plagiarism: ['grading', 11],
  send_reminders: ['mail', 0.8],
};

function workerRow(random: Random, time: number): Draft {
  const task = random.weighted({
    grade_submission: 46,
    transcode_video: 14,
    render_certificate: 14,
    detect_plagiarism: 12,
    send_reminders: 14,
  });
  const [queue, seconds] = TASKS[task] as readonly [string, number];
  const state = random.chance(task === 'transcode_video' ? 0.08 : 0.013)
    ? 'FAILURE'
    : random.chance(0.03)
      ? 'RETRY'
      : 'SUCCESS';
  const exception =
    task === 'transcode_video' ? 'CodecError' : random.pick(['ConnectionResetError', 'ValueError']);
  return {
    _timestamp: time,
    levelname: state === 'FAILURE' ? 'ERROR' : state === 'RETRY' ? 'WARNING' : 'INFO',
    message: `task ${task} ${state === 'FAILURE' ? `failed: ${exception}` : state === 'RETRY' ? 'will be retried' : 'succeeded'}`,
    task_name: task,
    task_id: random.hex(12),
    task_state: state,
    queue,
    runtime: round(latency(random, seconds), 3),
    retries: state === 'RETRY' ? random.whole(1, 4) : 0,
    hostname: `worker-${random.pick(['a', 'b', 'c'])}`,
    exc_type: state === 'FAILURE' ? exception : undefined,
    course_id: random.weighted(COURSES),
  };
}

const QUERIES: Readonly<Record<string, readonly [string, number]>> = {
  progress_events: ['SELECT * FROM progress_events WHERE course_id = ? ORDER BY created_at DESC', 3.1],
  exam_answers: ['UPDATE exam_answers SET body = ? WHERE attempt_id = ?', 1.6],
  gradebook: [
    'SELECT g.*, u.name FROM gradebook g JOIN users u ON u.id = g.user_id WHERE g.cohort_id = ?',
    5.4,
  ],
  enrolments: ['SELECT count(*) FROM enrolments WHERE status = ? AND course_id = ?', 1.9],
};

function slowRow(random: Random, time: number): Draft {
  const table = random.weighted({ progress_events: 40, gradebook: 30, enrolments: 20, exam_answers: 10 });
  const [text, seconds] = QUERIES[table] as readonly [string, number];
  return {
    _timestamp: time,
    db: 'tessera',
    user_name:
      table === 'exam_answers' ? 'laravel' : random.weighted({ laravel: 70, reporting: 18, workers: 12 }),
    table_name: table,
    sql_text: text,
    query_time: round(1 + latency(random, seconds - 1, 0.6), 3),
    lock_time: round(latency(random, 0.002, 0.9), 4),
    rows_examined: Math.round(latency(random, 240000, 0.9)),
    rows_sent: random.whole(0, 4000),
    client_host: `10.8.0.${random.whole(11, 16)}`,
  };
}

function cdnRow(random: Random, time: number): Draft {
  const country = random.weighted(COUNTRIES);
  const rendition = random.weighted({ '1080p': 34, '720p': 38, '480p': 20, '240p': 8 });
  const cache = random.weighted({ HIT: 88, MISS: 9, EXPIRED: 3 });
  const failed = random.chance(0.006);
  const median = cache === 'HIT' ? 24 : 190;
  const size = { '1080p': 5200000, '720p': 2600000, '480p': 1200000, '240p': 500000 }[rendition];
  return {
    _timestamp: time,
    pop: POPS[country],
    client_country: country,
    course_id: random.weighted(COURSES),
    asset: `vid-${random.whole(1000, 1140)}`,
    rendition,
    cache_status: cache,
    sc_status: failed ? random.pick([503, 504]) : random.chance(0.04) ? 206 : 200,
    ttfb_ms: Math.round(latency(random, country === 'MX' ? median * 2.4 : median)),
    bytes_sent: Math.round(latency(random, size, 0.3)),
    protocol: random.weighted({ h3: 45, h2: 50, 'http/1.1': 5 }),
    message: failed ? 'origin closed the connection' : undefined,
  };
}

function examAttempt(parts: Parts, random: Random, time: number, index: number): void {
  const course = random.weighted(COURSES);
  const browser = random.weighted({ Chrome: 55, Safari: 22, Firefox: 13, Edge: 10 });
  const common = {
    attempt_id: `att-${810000 + index * 3}`,
    exam_id: `EX-${course}`,
    course_id: course,
    student_id: student(random),
    browser,
    proctored: random.chance(0.4),
  };
  const add = (at: number, event: string, more: Partial<Draft> = {}) =>
    parts.exam_events.push({ _timestamp: at, event, ...common, ...more });
  const minutes = random.whole(18, 88);
  const end = time + minutes * MINUTE_US;
  add(time, 'started');
  if (common.proctored && random.chance(0.12))
    add(time + random.whole(3, 16) * MINUTE_US, 'flagged', {
      reason: random.weighted({ second_face: 3, window_left: 6, phone_seen: 2 }),
    });
  if (random.chance(browser === 'Safari' ? 0.16 : 0.04)) {
    add(time + random.whole(4, 17) * MINUTE_US, 'aborted', {
      reason: random.pick(['connection_lost', 'browser_crash']),
    });
    return;
  }
  add(end, 'submitted', { minutes });
  const score = Math.max(4, Math.min(100, Math.round(random.normal(course === 'HIST-150' ? 52 : 71, 15))));
  add(end + random.whole(20, 400) * SECOND_US, 'graded', { score, passed: score >= 60, minutes });
}

interface Purchase {
  readonly time: number;
  readonly ref: string;
  readonly who: string;
}

function payment(random: Random, { time, ref, who }: Purchase): Draft {
  const country = random.weighted(COUNTRIES);
  const course = random.weighted(COURSES);
  const method = random.weighted({ card: 60, paypal: 22, pix: 12, sepa: 6 });
  const psp = method === 'pix' || random.chance(0.3) ? 'bancor' : 'quillpay';
  const state = random.chance(0.01)
    ? 'error'
    : random.chance(psp === 'bancor' ? 0.17 : 0.06)
      ? 'refused'
      : 'succeeded';
  const coupon = random.chance(0.18)
    ? random.pick(['BACK2SCHOOL', 'BACK2SCHOOL', 'ALUMNI15', 'FRIEND10'])
    : undefined;
  return {
    _timestamp: time,
    payment_ref: ref,
    student_id: who,
    course_id: course,
    amount_cents: Math.round((PRICES[course] as number) * (coupon ? 0.85 : 1)),
    currency: country === 'BR' ? 'BRL' : country === 'US' ? 'USD' : 'EUR',
    country,
    method,
    psp,
    state,
    refusal_reason:
      state === 'refused'
        ? random.weighted({ insufficient_funds: 50, '3ds_failed': 30, expired_card: 20 })
        : undefined,
    coupon,
    took_ms: Math.round(latency(random, psp === 'bancor' ? 900 : 420)),
  };
}

/** One request of the site; the last step is a call to a database, a worker or a provider. */
function traceRows(
  random: Random,
  time: number,
  kind: 'lesson' | 'submit' | 'checkout' | 'export',
  trouble: { innerUs?: number; failure?: string; message?: string } = {},
): Draft[] {
  const [route, middle, inner, peer, median] = {
    lesson: ['GET /lessons/{id}', 'LessonController@show', 'SELECT lessons', 'mysql-main', 18e3],
    submit: ['POST /exams/{id}/submit', 'ExamController@submit', 'UPDATE exam_answers', 'mysql-main', 150e3],
    checkout: ['POST /checkout', 'CheckoutController@pay', 'POST quillpay /charges', 'quillpay', 410e3],
    export: [
      'GET /gradebook/export',
      'GradebookController@export',
      'SELECT gradebook',
      'mysql-replica',
      3900e3,
    ],
  }[kind] as [string, string, string, string, number];
  const trace = random.hex(32);
  const ids = [random.hex(16), random.hex(16), random.hex(16), random.hex(16)] as const;
  const took = trouble.innerUs ?? latency(random, median);
  const failed = trouble.failure !== undefined || random.chance(kind === 'checkout' ? 0.06 : 0.02);
  const failure = failed
    ? (trouble.failure ?? (peer === 'quillpay' ? 'GatewayException' : 'PDOException'))
    : undefined;
  const status = failed ? 'ERROR' : 'OK';
  const rows = [
    span({
      trace,
      id: ids[0],
      service: 'nginx-edge',
      operation: route,
      kind: '2',
      startUs: time,
      durationUs: took + 46e3,
      status,
      attributes: { http_status_code: failed ? 500 : 200 },
    }),
    span({
      trace,
      id: ids[1],
      parent: ids[0],
      service: 'tessera-web',
      operation: middle,
      kind: '2',
      startUs: time + 3e3,
      durationUs: took + 38e3,
      status,
      attributes: {
        exception_type: failure,
        exception_message: failed ? (trouble.message ?? 'upstream failed') : undefined,
        php_release: 'r417',
      },
    }),
    span({
      trace,
      id: ids[2],
      parent: ids[1],
      service: 'tessera-web',
      operation: inner,
      kind: '3',
      startUs: time + 9e3,
      durationUs: took,
      status: failed ? 'ERROR' : 'UNSET',
      attributes: { peer_service: peer, db_system: peer.startsWith('mysql') ? 'mysql' : undefined },
    }),
  ];
  if (kind === 'submit' && !failed)
    rows.push(
      span({
        trace,
        id: ids[3],
        parent: ids[1],
        service: 'grading-worker',
        operation: 'grade_submission',
        kind: '1',
        startUs: time + took + 60e3,
        durationUs: latency(random, 2100e3),
        status: 'OK',
      }),
    );
  return rows;
}

function base(random: Random, clock: Clock): Parts {
  const { nowUs, startUs, yesterdayUs } = clock;
  const parts: Parts = {
    nginx_access: [],
    laravel: [],
    py_workers: [],
    mysql_slow: [],
    video_cdn: [],
    exam_events: [],
    payments: [],
    traces: [],
  };
  const own = () => createRandom(random.whole(1, 2 ** 31));

  const web = own();
  for (const time of moments(web, 4900, startUs, nowUs))
    parts.nginx_access.push(accessRow(web, time, web.weighted(URIS)));
  for (const time of spread(web, 74, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.6 * HOUR_US))
    parts.nginx_access.push({
      ...accessRow(web, time, '/admin/login'),
      status: 403,
      remote_addr: '91.240.118.12',
      http_user_agent: 'python-requests',
    });
  for (const time of spread(web, 110, startUs, yesterdayUs + 13 * HOUR_US))
    parts.nginx_access.push({
      ...accessRow(web, time, '/courses'),
      host: 'classic.tessera.example',
      status: 200,
    });
  for (const time of spread(web, 41, nowUs - 21 * HOUR_US, nowUs))
    parts.nginx_access.push({ ...accessRow(web, time, '/learning-paths'), status: 200 });

  const app = own();
  for (const time of moments(app, 3800, startUs, nowUs)) parts.laravel.push(laravelRow(app, time, clock));
  for (const time of [12.1, 12.2, 12.35, 12.6])
    parts.laravel.push({
      ...laravelLine(
        app,
        yesterdayUs + time * HOUR_US,
        clock,
        'app',
        'CRITICAL',
        'Allowed memory size of 268435456 bytes exhausted',
      ),
      context_exception: 'FatalError',
      context_user_id: 't-118',
      extra_host: 'web-3',
    });
  parts.laravel.push(
    laravelLine(app, clock.releaseUs, clock, 'deploy', 'INFO', 'release r417 activated'),
    laravelLine(app, nowUs - 50 * HOUR_US, clock, 'deploy', 'INFO', 'release r416 activated'),
  );

  const work = own();
  for (const time of moments(work, 2700, startUs, nowUs)) parts.py_workers.push(workerRow(work, time));
  for (const time of spread(work, 21, yesterdayUs + 9 * HOUR_US, yesterdayUs + 11.5 * HOUR_US))
    parts.py_workers.push({
      ...workerRow(work, time),
      levelname: 'ERROR',
      message: 'task render_certificate failed: FontMissingError',
      task_name: 'render_certificate',
      task_state: 'FAILURE',
      queue: 'documents',
      exc_type: 'FontMissingError',
      retries: 0,
    });

  const slow = own();
  for (const time of moments(slow, 780, startUs, nowUs)) parts.mysql_slow.push(slowRow(slow, time));
  parts.mysql_slow.push({
    ...slowRow(slow, nowUs - 15 * HOUR_US),
    user_name: 'reporting',
    table_name: 'progress_events',
    sql_text: 'SELECT cohort_id, count(*) FROM progress_events GROUP BY cohort_id',
    query_time: 187.412,
    rows_examined: 91240118,
    rows_sent: 312,
  });

  const video = own();
  for (const time of moments(video, 3500, startUs, nowUs)) parts.video_cdn.push(cdnRow(video, time));

  const exams = own();
  moments(exams, 830, startUs, nowUs).forEach((time, index) => {
    examAttempt(parts, exams, time, index);
  });
  const story = {
    attempt_id: 'att-900417',
    exam_id: 'EX-STAT-201',
    course_id: 'STAT-201',
    student_id: 's-30777',
    browser: 'Firefox',
    proctored: true,
  };
  const steps: [number, string, Partial<Draft>][] = [
    [0, 'started', {}],
    [14, 'flagged', { reason: 'second_face' }],
    [33, 'aborted', { reason: 'connection_lost' }],
    [41, 'resumed', {}],
    [87, 'submitted', { minutes: 79 }],
    [93, 'graded', { score: 91, passed: true, minutes: 79 }],
  ];
  for (const [minute, event, more] of steps)
    parts.exam_events.push({
      _timestamp: nowUs - 20 * HOUR_US + minute * MINUTE_US,
      event,
      ...story,
      ...more,
    });

  const money = own();
  moments(money, 1180, startUs, nowUs).forEach((time, index) => {
    const row = payment(money, { time, ref: `PAY-${520000 + index * 9}`, who: student(money) });
    parts.payments.push(row);
    if (row.state === 'succeeded' && money.chance(0.04))
      parts.payments.push({
        ...row,
        _timestamp: time + money.whole(2, 20) * HOUR_US,
        state: 'refunded',
        coupon: undefined,
      });
  });
  const trouble = {
    student_id: 's-30551',
    course_id: 'DATA-301',
    amount_cents: 24900,
    currency: 'EUR',
    country: 'PT',
    method: 'card',
    psp: 'quillpay',
  };
  spread(money, 8, nowUs - 24 * HOUR_US, nowUs - 11 * HOUR_US).forEach((time, index) => {
    const done = index === 7;
    parts.payments.push({
      ...payment(money, { time, ref: `PAY-5399${10 + index}`, who: 's-30551' }),
      ...trouble,
      method: done ? 'paypal' : 'card',
      state: done ? 'succeeded' : 'refused',
      refusal_reason: done ? undefined : 'issuer_blocked',
      coupon: undefined,
    });
  });
  parts.payments.push({
    ...payment(money, { time: nowUs - 18 * HOUR_US, ref: 'PAY-539950', who: 's-20999' }),
    course_id: 'UX-210',
    amount_cents: 1248000,
    currency: 'EUR',
    country: 'DE',
    method: 'sepa',
    psp: 'quillpay',
    state: 'succeeded',
    refusal_reason: undefined,
    coupon: undefined,
  });

  const tracing = own();
  for (const time of moments(tracing, 900, startUs, nowUs))
    parts.traces.push(
      ...traceRows(tracing, time, tracing.weighted({ lesson: 55, submit: 22, checkout: 18, export: 5 })),
    );
  return parts;
}

/** True, but no cause of anything. */
function herrings(parts: Parts, clock: Clock, random: Random, backupUs: number, memoryUs: number): void {
  parts.laravel.push({
    ...laravelLine(random, backupUs, clock, 'ops', 'INFO', 'certificate of learn.tessera.example renewed'),
    extra_host: 'web-1',
  });
  parts.py_workers.push({
    ...workerRow(random, memoryUs),
    levelname: 'WARNING',
    message: 'worker child exceeded its memory limit and was replaced',
    task_name: 'transcode_video',
    task_state: 'RETRY',
    queue: 'video',
    hostname: 'worker-c',
    retries: 1,
    exc_type: undefined,
  });
}

function lockedTable(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 47 * MINUTE_US;
  herrings(parts, clock, random, nowUs - 51 * MINUTE_US, nowUs - 30 * MINUTE_US);
  for (const time of spread(random, 46, onset, nowUs - 5 * SECOND_US))
    parts.mysql_slow.push({
      ...slowRow(random, time),
      user_name: 'reporting',
      table_name: 'exam_answers',
      sql_text: 'SELECT cohort_id, avg(points) FROM exam_answers GROUP BY cohort_id LOCK IN SHARE MODE',
      query_time: round(latency(random, 41, 0.2), 3),
      lock_time: 0.001,
      rows_examined: random.whole(48e6, 61e6),
    });
  for (const time of spread(random, 90, onset + MINUTE_US, nowUs - 5 * SECOND_US)) {
    const waited = round(latency(random, 46, 0.08), 3);
    parts.mysql_slow.push({
      ...slowRow(random, time),
      user_name: 'laravel',
      table_name: 'exam_answers',
      sql_text: 'UPDATE exam_answers SET body = ? WHERE attempt_id = ?',
      query_time: waited + 0.01,
      lock_time: waited,
      rows_examined: 1,
    });
    parts.laravel.push({
      ...laravelLine(
        random,
        time + 40_000,
        clock,
        'exams',
        'ERROR',
        'SQLSTATE[HY000]: 1205 Lock wait timeout exceeded; try restarting transaction',
      ),
      context_exception: 'QueryException',
      context_user_id: student(random),
      context_course_id: random.weighted(COURSES),
    });
    parts.nginx_access.push({
      ...accessRow(random, time + 60_000, '/exams/{id}/submit'),
      status: 504,
      request_time: round(waited + 4, 3),
      upstream_response_time: round(waited + 3.9, 3),
    });
    if (random.chance(0.5))
      parts.traces.push(
        ...traceRows(random, time, 'submit', {
          innerUs: waited * 1e6,
          failure: 'QueryException',
          message: 'Lock wait timeout exceeded',
        }),
      );
  }
}

function badRelease(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const [onset, end] = [nowUs - 95 * MINUTE_US, nowUs - 25 * MINUTE_US];
  herrings(parts, clock, random, nowUs - 104 * MINUTE_US, nowUs - 60 * MINUTE_US);
  for (const row of parts.laravel) if (within(row._timestamp, onset, end)) row.extra_release = 'r418';
  for (const row of parts.payments)
    if (within(row._timestamp, onset, end) && row.coupon === 'BACK2SCHOOL')
      Object.assign(row, { state: 'error', refusal_reason: undefined });
  parts.laravel.push(
    {
      ...laravelLine(random, onset - 20 * SECOND_US, clock, 'deploy', 'INFO', 'release r418 activated'),
      extra_release: 'r418',
    },
    laravelLine(random, end, clock, 'deploy', 'WARNING', 'rolled back from r418 to r417'),
  );
  for (const time of spread(random, 82, onset, end)) {
    const who = student(random);
    parts.laravel.push({
      ...laravelLine(
        random,
        time,
        clock,
        'billing',
        'ERROR',
        'Undefined array key "vat_rate" in PriceCalculator.php:88',
      ),
      context_exception: 'ErrorException',
      context_user_id: who,
      extra_release: 'r418',
    });
    parts.payments.push({
      ...payment(random, { time: time + 20_000, ref: `PAY-6${random.whole(10000, 99999)}`, who }),
      state: 'error',
      refusal_reason: undefined,
      coupon: 'BACK2SCHOOL',
      took_ms: random.whole(8, 30),
    });
    parts.nginx_access.push({
      ...accessRow(random, time + 30_000, '/checkout'),
      status: 500,
      request_time: 0.061,
      upstream_response_time: 0.058,
    });
    if (random.chance(0.5))
      parts.traces.push(
        ...traceRows(random, time, 'checkout', {
          innerUs: 9000,
          failure: 'ErrorException',
          message: 'Undefined array key "vat_rate"',
        }).map((row) => (row.php_release ? { ...row, php_release: 'r418' } : row)),
      );
  }
}

function lostPop(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - 38 * MINUTE_US;
  herrings(parts, clock, random, nowUs - 42 * MINUTE_US, nowUs - 21 * MINUTE_US);
  const break_ = (row: Draft) =>
    Object.assign(row, {
      pop: 'gru2',
      client_country: 'BR',
      cache_status: 'MISS',
      sc_status: random.chance(0.8) ? 503 : 200,
      ttfb_ms: Math.round(latency(random, 4800, 0.3)),
      bytes_sent: 512,
      message: 'origin shield shield-gru not reachable',
    });
  for (const row of parts.video_cdn) if (row._timestamp >= onset && row.pop === 'gru2') break_(row);
  for (const time of spread(random, 210, onset, nowUs - 3 * SECOND_US))
    parts.video_cdn.push(break_(cdnRow(random, time)));
  for (const time of spread(random, 26, onset + MINUTE_US, nowUs - 5 * SECOND_US))
    parts.laravel.push({
      ...laravelLine(
        random,
        time,
        clock,
        'app',
        'WARNING',
        'player reported: video segment could not be loaded',
      ),
      context_user_id: student(random),
      context_course_id: random.weighted(COURSES),
      context_country: 'BR',
    });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const times = samples(nowUs);
  const recent = scrapes(4, nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const locked = (time: number) => incident === 'locked-table' && time > ago(47);
  const broken = (time: number) => incident === 'bad-release' && within(time, ago(95), ago(25));
  const lost = (time: number) => incident === 'lost-pop' && time > ago(38);
  const noise = createRandom(random.whole(1, 2 ** 31));
  const wobble = (value: number) => value * (0.9 + 0.2 * noise.next());
  const requests = [
    ['learn.tessera.example', '2xx', 14],
    ['learn.tessera.example', '5xx', 0.12],
    ['api.tessera.example', '2xx', 22],
    ['api.tessera.example', '5xx', 0.2],
  ] as const;
  const perSecond = requests.flatMap(([host, code, rate]) =>
    counter(times, { host, code }, 400_000, (time) => {
      const bad =
        code === '5xx' &&
        ((locked(time) && host.startsWith('api')) || (broken(time) && host.startsWith('learn')));
      return wobble(rate * rhythm(time)) + (bad ? 1.6 : 0);
    }),
  );
  const queues: Record<string, number> = { grading: 34, video: 12, documents: 6, mail: 3 };
  const lengths = Object.entries(queues).flatMap(([queue, middle]) =>
    gauge(times, { queue }, (time) => Math.round(wobble(middle * rhythm(time)))),
  );
  const threads = (['mysql-main', 'mysql-replica'] as const).flatMap((instance) =>
    gauge(times, { instance }, (time) =>
      Math.round(
        wobble(instance === 'mysql-main' ? 9 : 4) + (locked(time) && instance === 'mysql-main' ? 110 : 0),
      ),
    ),
  );
  const processes = ['web-1', 'web-2', 'web-3', 'web-4'].flatMap((instance) =>
    gauge(recent, { instance, pool: 'www' }, (time) =>
      Math.round(wobble(22 * rhythm(time)) + (locked(time) ? 24 : 0)),
    ),
  );
  const ratio = ['fra1', 'gru2', 'iad3'].flatMap((pop) =>
    gauge(times, { pop }, (time) =>
      lost(time) && pop === 'gru2' ? 0.02 : round(0.86 + 0.05 * noise.next(), 4),
    ),
  );
  const learners = gauge(times, { job: 'tessera-web' }, (time) => Math.round(wobble(1900 * rhythm(time))));
  const durations = (['tessera-web', 'exam-api'] as const).map((service) =>
    histogram(
      scrapes(3, nowUs),
      { service },
      createRandom(random.whole(1, 2 ** 31)),
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      (time) => (service === 'exam-api' ? 240 : 800) * rhythm(time),
      (time) => (locked(time) && service === 'exam-api' ? 6 : service === 'exam-api' ? 0.21 : 0.13),
    ),
  );
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({
    type: 'metrics',
    name,
    rows,
    metric: { type, help, unit },
  });
  const name = 'laravel_request_duration_seconds';
  return [
    stream(
      'nginx_http_requests_total',
      'Counter',
      'HTTP requests by host and class of status',
      '1',
      perSecond,
    ),
    stream('celery_queue_length', 'Gauge', 'Tasks that wait in a queue', '1', lengths),
    stream('mysql_global_status_threads_running', 'Gauge', 'Threads that are not sleeping', '1', threads),
    stream('php_fpm_active_processes', 'Gauge', 'Busy PHP processes', '1', processes),
    stream('cdn_cache_hit_ratio', 'Gauge', 'Share of video requests that the cache served', '1', ratio),
    stream('tessera_active_learners', 'Gauge', 'Students online in the last 5 minutes', '1', learners),
    stream(
      `${name}_bucket`,
      'Histogram',
      'Duration of requests',
      's',
      durations.flatMap((each) => each.bucket),
    ),
    stream(
      `${name}_sum`,
      'Histogram',
      'Duration of requests',
      's',
      durations.flatMap((each) => each.sum),
    ),
    stream(
      `${name}_count`,
      'Histogram',
      'Duration of requests',
      '1',
      durations.flatMap((each) => each.count),
    ),
  ];
}

/** An online learning platform. See README.md. */
export const world: World = {
  name: 'tessera',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 10.5 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'locked-table') lockedTable(parts, clock, planted);
    if (incident === 'bad-release') badRelease(parts, clock, planted);
    if (incident === 'lost-pop') lostPop(parts, clock, planted);
    // Later steps of an exam or a refund may lie after the end of the data.
    const past = (rows: Draft[]) => rows.filter((row) => row._timestamp <= nowUs);
    const logs = (name: keyof Parts): WorldStream => ({ type: 'logs', name, rows: past(parts[name]) });
    return [
      logs('nginx_access'),
      { ...logs('laravel'), fullText: ['message'] },
      { ...logs('py_workers'), fullText: ['message'] },
      { ...logs('mysql_slow'), fullText: ['sql_text'], retentionDays: 7 },
      logs('video_cdn'),
      logs('exam_events'),
      logs('payments'),
      { type: 'traces', name: 'tessera_traces', rows: past(parts.traces) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
