import { createRandom, type Random } from '../random.ts';
import type { Cell, World, WorldStream } from '../world.ts';

type Cells = Record<string, Cell | undefined>;
type Rec = Cells & { _timestamp: number };

const SECOND = 1e6;
const MINUTE = 60e6;
const HOUR = 3600e6;
const DAY = 24 * HOUR;
const SPAN = 53 * HOUR;
const METRIC_SPAN = 27 * HOUR;
const HISTOGRAM_SPAN = 13 * HOUR;

/** Share of the day's traffic by hour of the day (UTC): people watch in the evening. */
const RHYTHM = [
  0.5, 0.38, 0.32, 0.3, 0.3, 0.32, 0.38, 0.42, 0.45, 0.46, 0.48, 0.52, 0.55, 0.55, 0.56, 0.6, 0.68, 0.78, 0.9,
  1, 1, 0.95, 0.82, 0.65,
];
function rhythmAt(us: number): number {
  const hour = Math.floor(us / HOUR);
  const part = us / HOUR - hour;
  return (RHYTHM[hour % 24] as number) * (1 - part) + (RHYTHM[(hour + 1) % 24] as number) * part;
}

const POPS = { fra2: 28, ams1: 20, lhr3: 19, mad1: 13, gru1: 12, sin1: 8 };
const COUNTRIES = { DE: 27, NL: 14, GB: 20, ES: 13, BR: 14, SG: 6, PT: 6 };
const ASNS = { 3320: 22, 1136: 12, 2856: 18, 3352: 14, 28573: 13, 7473: 9, 3209: 12 };
const DEVICES = { smarttv: 38, android: 22, ios: 18, web: 15, firestick: 7 };
const TITLES = Array.from({ length: 40 }, (_, index) => `T-${90400 + index * 7}`);
const BOUNDS = ['0.01', '0.05', '0.1', '0.5', '1', '5', '+Inf'];

function build(random: Random, nowUs: number, incident: string | null): readonly WorldStream[] {
  const startUs = nowUs - SPAN;
  const midnightUs = Math.floor(nowUs / DAY) * DAY;
  const yesterdayUs = midnightUs - DAY;

  function moment(fromUs = startUs, toUs = nowUs): number {
    for (;;) {
      const us = Math.floor(fromUs + random.next() * (toUs - fromUs));
      if (random.next() < rhythmAt(us)) return us;
    }
  }
  const moments = (count: number) => Array.from({ length: count }, () => moment()).sort((a, b) => a - b);
  const skewed = (median: number, spread: number, source = random) =>
    Math.max(1, Math.round(median * Math.exp(source.normal(0, spread))));
  const hot = () => TITLES[Math.min(39, Math.floor(40 * random.next() ** 2.2))] as string;
  const viewer = () => `vw_${random.whole(100000, 999999)}`;
  const address = (source = random) =>
    `${source.pick([84, 91, 145, 177, 213])}.${source.whole(1, 250)}.${source.whole(1, 250)}.${source.whole(2, 250)}`;

  // Edge
  function edgeRow(us: number, source: Random, title: string, rest: Cells = {}): Rec {
    const pop = source.weighted(POPS);
    const kind = source.weighted({ segment: 78, manifest: 15, thumb: 5, license: 2 });
    const cache = kind === 'license' ? 'BYPASS' : source.weighted({ HIT: 87, MISS: 10, EXPIRED: 3 });
    const missed = cache !== 'HIT';
    const bad = source.chance(0.006);
    const suffix = {
      segment: `seg/${source.whole(1, 1800)}.m4s`,
      manifest: 'master.m3u8',
      thumb: 'thumbs/t.jpg',
      license: 'license',
    }[kind];
    return {
      _timestamp: Math.floor(us),
      pop,
      edge_host: `edge-${pop}-${source.whole(1, 4)}`,
      asn: Number(source.weighted(ASNS)),
      method: kind === 'license' ? 'POST' : 'GET',
      uri: `/v2/${title}/${suffix}`,
      object_kind: kind,
      title_id: title,
      status: bad
        ? source.pick([502, 503, 504])
        : source.chance(0.012)
          ? 404
          : source.chance(0.15)
            ? 206
            : 200,
      cache_status: cache,
      ttfb_us: skewed((missed ? 88_000 : 5200) * (pop === 'sin1' ? 2.6 : 1), 0.5, source),
      bytes_out: bad
        ? 312
        : kind === 'segment'
          ? skewed(1_900_000, 0.5, source)
          : kind === 'manifest'
            ? source.whole(2000, 9000)
            : source.whole(400, 60_000),
      tls_version: source.weighted({ 'TLSv1.3': 88, 'TLSv1.2': 11.4, 'TLSv1.1': 0.6 }),
      client_ip: address(source),
      ua_family: source.weighted(DEVICES),
      ...rest,
    };
  }
  const edge: Rec[] = moments(6800).map((us) => edgeRow(us, random, hot()));
  // A scraper that pulls manifests without a player.
  for (let index = 0; index < 210; index += 1)
    edge.push(
      edgeRow(nowUs - 21 * HOUR + random.next() * 90 * MINUTE, random, random.pick(TITLES), {
        pop: 'ams1',
        edge_host: `edge-ams1-${random.whole(1, 4)}`,
        asn: 212238,
        method: 'GET',
        object_kind: 'manifest',
        status: random.chance(0.7) ? 403 : 200,
        cache_status: 'HIT',
        bytes_out: random.whole(300, 4000),
        client_ip: '193.32.126.9',
        ua_family: 'other',
      }),
    );
  // Only yesterday: thumbnails of one title were gone.
  for (let index = 0; index < 64; index += 1)
    edge.push(
      edgeRow(yesterdayUs + 17 * HOUR + random.next() * 1.7 * HOUR, random, 'T-90491', {
        uri: '/v2/T-90491/thumbs/t.jpg',
        method: 'GET',
        object_kind: 'thumb',
        status: 410,
        cache_status: 'MISS',
        bytes_out: 90,
      }),
    );

  // Players
  const beacons: Rec[] = [];
  const beacon = (us: number, common: Cells, event: string, rest: Cells) =>
    beacons.push({ _timestamp: Math.floor(us), event, ...common, ...rest });
  for (const us of moments(1150)) {
    const device = random.weighted(DEVICES);
    const common = {
      viewer_id: viewer(),
      session_id: random.hex(12),
      title_id: hot(),
      device,
      app_version:
        device === 'firestick'
          ? random.pick(['6.2.0', '6.2.1'])
          : random.weighted({ '8.14.0': 60, '8.13.2': 40 }),
      country: random.weighted(COUNTRIES),
      cdn_pop: random.weighted(POPS),
    };
    const top = { smarttv: 9800, android: 4200, ios: 4600, web: 5900, firestick: 5200 }[device];
    beacon(us, common, 'start', { startup_ms: skewed(device === 'firestick' ? 3900 : 1350, 0.4) });
    const beats = random.whole(1, 5);
    for (let beat = 1; beat <= beats; beat += 1)
      beacon(us + beat * 5 * MINUTE + random.whole(0, 9_000_000), common, 'heartbeat', {
        bitrate_kbps: Math.max(380, Math.round(random.normal(top, top * 0.18))),
        buffer_s: random.whole(4, 40),
      });
    if (random.chance(device === 'firestick' ? 0.4 : 0.12))
      beacon(us + random.whole(1, 250) * SECOND, common, 'rebuffer', { rebuffer_ms: skewed(1800, 0.7) });
    if (random.chance(0.02))
      beacon(us + random.whole(4, 300) * SECOND, common, 'error', {
        err_code: random.weighted({ E_NET_3012: 60, E_DECODE_4002: 25, E_DRM_6001: 15 }),
      });
    beacon(us + (beats * 5 + 2) * MINUTE, common, 'end', { watched_s: beats * 300 + random.whole(5, 250) });
  }
  // One viewer with trouble
  const troubled = 'vw_318842';
  for (let index = 0; index < 9; index += 1) {
    const common = {
      viewer_id: troubled,
      session_id: `5ad0c1fe${String(index).padStart(4, '0')}`,
      title_id: 'T-90428',
      device: 'smarttv',
      app_version: '8.13.2',
      country: 'PT',
      cdn_pop: 'mad1',
    };
    const us = nowUs - 11 * HOUR + index * 67 * MINUTE;
    beacon(us, common, 'start', { startup_ms: 6100 + index * 130 });
    beacon(us + 95 * SECOND, common, 'rebuffer', { rebuffer_ms: 14_200 + index * 410 });
    if (index % 2 === 0) beacon(us + 180 * SECOND, common, 'error', { err_code: 'E_DECODE_4007' });
  }

  // Transcoding
  const transcode: Rec[] = [];
  const deadUs = nowUs - 13 * HOUR - 25 * MINUTE;
  let jobNumber = 71_200;
  for (const us of moments(330)) {
    jobNumber += 1;
    const codec = random.weighted({ h264: 55, hevc: 30, av1: 15 });
    let worker = `xc-${String(random.whole(1, 8)).padStart(2, '0')}`;
    if (worker === 'xc-06' && us > deadUs - 2 * HOUR) worker = 'xc-02';
    const common = {
      job_id: `xj-${jobNumber}`,
      title_id: random.pick(TITLES),
      codec,
      profile: random.pick(['480p', '720p', '1080p', '2160p']),
      worker,
    };
    const took = skewed({ h264: 420, hevc: 1100, av1: 3300 }[codec], 0.3);
    const bad = random.chance(worker === 'xc-03' ? 0.3 : 0.03);
    transcode.push({ _timestamp: us, state: 'queued', ...common });
    transcode.push({ _timestamp: us + 20 * SECOND, state: 'running', ...common });
    transcode.push({
      _timestamp: us + (20 + took) * SECOND,
      state: bad ? 'failed' : 'done',
      ...common,
      duration_s: took,
      exit_code: bad ? 187 : 0,
      err: bad ? 'gpu encoder lost: NVENC session limit reached' : undefined,
      out_mb: bad ? undefined : random.whole(200, 6000),
    });
  }

  // Licences
  const drm: Rec[] = moments(2300).map((us) => {
    const system = random.weighted({ widevine: 58, fairplay: 24, playready: 18 });
    const result = random.chance(system === 'playready' ? 0.07 : 0.018) ? 'denied' : 'issued';
    return {
      _timestamp: us,
      viewer_id: viewer(),
      drm_system: system,
      result,
      reason:
        result === 'denied'
          ? random.weighted({ device_limit: 50, geo_block: 30, expired_entitlement: 20 })
          : undefined,
      latency_ms: skewed(system === 'playready' ? 190 : 64, 0.4),
      title_id: hot(),
      country: random.weighted(COUNTRIES),
      license_host: `drm-lic-${random.whole(1, 4)}`,
      security_level: random.weighted({ L1: 60, L3: 40 }),
    };
  });
  for (let index = 0; index < 6; index += 1)
    drm.push({
      _timestamp: Math.floor(nowUs - 10.5 * HOUR + index * 93 * MINUTE),
      viewer_id: troubled,
      drm_system: 'playready',
      result: 'denied',
      reason: 'clock_skew',
      latency_ms: 205 + index,
      title_id: 'T-90428',
      country: 'PT',
      license_host: 'drm-lic-2',
      security_level: 'L3',
    });

  // Accounts
  const account: Rec[] = moments(1700).map((us) => {
    const action = random.weighted({
      login: 66,
      profile_switch: 14,
      password_reset: 5,
      plan_change: 5,
      signup: 7,
      cancel: 3,
    });
    const failed = action === 'login' && random.chance(0.08);
    return {
      _timestamp: us,
      viewer_id: viewer(),
      action,
      outcome: failed ? 'failure' : 'success',
      fail_reason: failed
        ? random.weighted({ wrong_password: 80, account_locked: 12, otp_expired: 8 })
        : undefined,
      plan: random.weighted({ basic_ads: 40, standard: 42, premium: 18 }),
      country: random.weighted(COUNTRIES),
      client_ip: address(),
      took_ms: skewed(action === 'signup' ? 900 : 140, 0.4),
    };
  });
  for (let index = 0; index < 130; index += 1)
    account.push({
      _timestamp: Math.floor(nowUs - 17 * HOUR + index * 21 * SECOND + random.whole(0, 9_000_000)),
      viewer_id: index === 118 || index === 127 ? `vw_55012${index - 110 > 10 ? 7 : 3}` : viewer(),
      action: 'login',
      outcome: index === 118 || index === 127 ? 'success' : 'failure',
      fail_reason: index === 118 || index === 127 ? undefined : 'wrong_password',
      plan: 'standard',
      country: 'RU',
      client_ip: '45.155.205.211',
      took_ms: random.whole(60, 120),
    });
  account.push({
    _timestamp: Math.floor(nowUs - 12 * HOUR),
    viewer_id: troubled,
    action: 'password_reset',
    outcome: 'success',
    plan: 'premium',
    country: 'PT',
    client_ip: '84.91.20.7',
    took_ms: 188,
  });
  account.push({
    _timestamp: Math.floor(nowUs - 80 * MINUTE),
    viewer_id: troubled,
    action: 'cancel',
    outcome: 'success',
    plan: 'premium',
    country: 'PT',
    client_ip: '84.91.20.7',
    took_ms: 164,
  });

  // Infrastructure
  const HOSTS = [
    'edge-fra2-1',
    'edge-ams1-2',
    'edge-lhr3-1',
    'edge-gru1-3',
    'drm-lic-1',
    'drm-lic-2',
    'drm-lic-3',
    'xc-03',
    'xc-05',
    'core-db-1',
  ];
  const ordinary: [number, string, string, string, number][] = [
    [6, 'daemon', 'systemd', 'Started session of user deploy', 30],
    [6, 'cron', 'CRON', '(root) CMD (run-parts /etc/cron.hourly)', 25],
    [5, 'auth', 'sshd', 'Accepted publickey for deploy', 12],
    [4, 'daemon', 'chronyd', 'System clock wrong by 0.113 seconds', 8],
    [4, 'kern', 'kernel', 'nf_conntrack: table 80 % full', 5],
    [3, 'daemon', 'logrotate', 'error: skipping /var/log/edge.log: insecure permissions', 5],
    [7, 'local0', 'edged', 'debug: reload of upstream list skipped', 15],
  ];
  const syslog: Rec[] = moments(2300).map((us) => {
    const weights = Object.fromEntries(ordinary.map((each, index) => [String(index), each[4]]));
    const [pri, facility, app, msg] = ordinary[Number(random.weighted(weights))] as (typeof ordinary)[number];
    return {
      _timestamp: us,
      pri,
      facility,
      hostname: random.pick(HOSTS),
      app_name: app,
      procid: random.whole(300, 32_000),
      msg,
    };
  });
  for (let us = startUs + 11 * MINUTE; us < nowUs; us += 41 * MINUTE)
    syslog.push({
      _timestamp: Math.floor(us),
      pri: 2,
      facility: 'kern',
      hostname: 'core-db-1',
      app_name: 'smartd',
      procid: 811,
      msg: 'Device: /dev/nvme1n1, 14 Currently unreadable (pending) sectors',
    });
  for (const [hours, pri, text] of [
    [33.4, 0, 'Power supply 2 lost AC input'],
    [33.1, 1, 'Power supply redundancy degraded'],
    [32.2, 5, 'Power supply redundancy restored'],
  ] as const)
    syslog.push({
      _timestamp: Math.floor(nowUs - hours * HOUR),
      pri,
      facility: 'daemon',
      hostname: 'edge-gru1-3',
      app_name: 'ipmievd',
      procid: 640,
      msg: text,
    });

  // Changes
  const changes: Rec[] = [
    [50.5, 'cfg-8809', 'player', 'abr_ladder', 'n.okafor'],
    [41, 'cfg-8815', 'edge', 'tls_ciphers', 'm.dvorak'],
    [34.5, 'cfg-8819', 'drm', 'device_limit', 'a.silva'],
    [26.2, 'cfg-8826', 'edge', 'geo_rules', 'm.dvorak'],
    [18.7, 'cfg-8830', 'transcode', 'worker_pool', 'n.okafor'],
    [9.4, 'cfg-8836', 'account', 'otp_ttl', 'a.silva'],
  ].map(([hours, rev, component, key, author]) => ({
    _timestamp: Math.floor(nowUs - Number(hours) * HOUR),
    config_rev: String(rev),
    component: String(component),
    setting: String(key),
    author: String(author),
    scope: 'global',
    status: 'applied',
    note: `${rev} applied: ${component}.${key}`,
  }));

  // Metrics
  const noise = createRandom(815);
  const lastSample = Math.floor(nowUs / MINUTE) * MINUTE;
  const requests: Rec[] = [];
  const memory: Rec[] = [];
  const buckets: Rec[] = [];
  const sums: Rec[] = [];
  const counts: Rec[] = [];
  const totals: Record<string, number> = { fra2: 88_100_000, ams1: 61_400_000, gru1: 30_900_000 };
  const filled = BOUNDS.map((_, index) => 400_000 + index * 90_000);
  let sum = 61_000;
  const GIB = 1024 ** 3;
  for (let us = lastSample - METRIC_SPAN; us <= lastSample; us += MINUTE) {
    const load = rhythmAt(us);
    const ago = (nowUs - us) / MINUTE;
    const spiking = incident === 'traffic-spike' && ago <= 118 && ago > 62;
    const cold = incident === 'config-change' && ago <= 71;
    for (const pop of ['fra2', 'ams1', 'gru1']) {
      const base = { fra2: 5200, ams1: 3900, gru1: 2300 }[pop] as number;
      const factor = spiking ? (pop === 'gru1' ? 6.2 : 1.15) : 1;
      totals[pop] = (totals[pop] as number) + Math.round(base * load * factor * (1 + noise.normal(0, 0.03)));
      requests.push({ _timestamp: us, pop, value: totals[pop] });
    }
    for (const hostname of ['drm-lic-2', 'drm-lic-3']) {
      let used = 9.5 + 2.2 * load + noise.normal(0, 0.12) + (hostname === 'drm-lic-3' ? 0.4 : 0);
      // Grows, is killed, and grows again.
      if (incident === 'oom-kills' && hostname === 'drm-lic-3' && ago <= 96)
        used = 14 + ((96 - ago) % 16) * 1.12;
      memory.push({ _timestamp: us, hostname, value: Math.round(Math.min(used, 31.6) * GIB) });
    }
    const observed = Math.round(1400 * load * (1 + noise.normal(0, 0.04)) * (spiking ? 2.4 : 1));
    if (us < lastSample - HISTOGRAM_SPAN) continue;
    const shares = cold
      ? [0.2, 0.3, 0.38, 0.82, 0.95, 0.998, 1]
      : spiking
        ? [0.41, 0.6, 0.7, 0.88, 0.95, 0.99, 1]
        : [0.72, 0.86, 0.94, 0.993, 0.998, 0.9999, 1];
    BOUNDS.forEach((le, index) => {
      filled[index] = (filled[index] as number) + Math.round(observed * (shares[index] as number));
      buckets.push({ _timestamp: us, le, value: filled[index] });
    });
    sum += observed * (cold ? 0.31 : spiking ? 0.2 : 0.024) * (1 + noise.normal(0, 0.06));
    sums.push({ _timestamp: us, value: Math.round(sum * 1000) / 1000 });
    counts.push({ _timestamp: us, value: filled[6] });
  }

  // Traces
  const spans: Rec[] = [];
  function span(
    us: number,
    trace: string,
    parent: string,
    [service, name, kind]: readonly [string, string, string],
    duration: number,
    status: string,
    rest: Cells = {},
    source: Random = random,
  ): string {
    const id = source.hex(16);
    const from = BigInt(Math.floor(us)) * 1000n;
    spans.push({
      _timestamp: Math.floor(us),
      trace_id: trace,
      span_id: id,
      reference_parent_span_id: parent,
      operation_name: name,
      service_name: service,
      span_kind: kind,
      start_time: from,
      end_time: from + BigInt(duration) * 1000n,
      duration,
      span_status: status,
      ...rest,
    });
    return id;
  }
  const ms = (median: number, spread = 0.35) => skewed(median * 1000, spread);
  for (const us of moments(900)) {
    const trace = random.hex(32);
    const kind = random.weighted({ play: 40, license: 28, login: 16, browse: 12, invoice: 4 });
    const bad = random.chance(0.025);
    const status = bad ? 'ERROR' : 'OK';
    const http = { http_status_code: bad ? 500 : 200 };
    if (kind === 'play') {
      const rights = ms(34);
      const manifest = bad ? 3_000_000 : ms(72);
      const root = span(
        us,
        trace,
        '',
        ['playback-api', 'POST /play', '2'],
        rights + manifest + ms(18),
        status,
        http,
      );
      span(us + 1500, trace, root, ['entitlement', 'check_rights', '2'], rights, 'UNSET');
      span(
        us + 2000 + rights,
        trace,
        root,
        ['manifest-svc', 'build_manifest', '2'],
        manifest,
        bad ? 'ERROR' : 'UNSET',
        {
          error_type: bad ? 'OriginTimeout' : undefined,
        },
      );
    } else if (kind === 'license') {
      const sign = ms(48);
      const root = span(us, trace, '', ['drm-license', 'POST /license', '2'], sign + ms(12), status, {
        ...http,
        drm_system: random.weighted({ widevine: 58, fairplay: 24, playready: 18 }),
        host_name: `drm-lic-${random.whole(1, 4)}`,
      });
      span(us + 1000, trace, root, ['drm-license', 'hsm.sign', '3'], sign, bad ? 'ERROR' : 'UNSET', {
        error_type: bad ? 'HsmBusy' : undefined,
      });
    } else if (kind === 'login') {
      const hash = ms(95);
      const root = span(us, trace, '', ['account', 'POST /login', '2'], hash + ms(25), status, http);
      span(us + 3000, trace, root, ['account', 'SELECT viewer', '3'], ms(9), 'UNSET', { db_system: 'mysql' });
    } else if (kind === 'browse') {
      const root = span(us, trace, '', ['catalog', 'GET /home', '2'], ms(130), status, http);
      span(us + 3000, trace, root, ['catalog', 'recommend', '1'], ms(80), 'UNSET');
    } else {
      const pdf = ms(2700);
      const root = span(us, trace, '', ['account', 'GET /invoices/{id}', '2'], pdf + ms(40), status, http);
      span(us + 3000, trace, root, ['account', 'render_pdf', '1'], pdf, 'UNSET');
    }
  }

  // Incidents, over the same base rows
  const planted = createRandom(606);
  const within = (fromMinutes: number, toMinutes: number) =>
    Math.floor(nowUs - toMinutes * MINUTE - planted.next() * (fromMinutes - toMinutes) * MINUTE);
  const minutesAgo = ({ _timestamp }: Rec) => (nowUs - _timestamp) / MINUTE;
  const change = (
    minutes: number,
    rev: string,
    component: string,
    setting: string,
    author: string,
    scope: string,
  ) =>
    changes.push({
      _timestamp: Math.floor(nowUs - minutes * MINUTE),
      config_rev: rev,
      component,
      setting,
      author,
      scope,
      status: 'applied',
      note: `${rev} applied: ${component}.${setting}`,
    });
  const plantedBeacon = (
    us: number,
    title: string,
    pop: string,
    country: string,
    event: string,
    rest: Cells,
  ) =>
    beacon(
      us,
      {
        viewer_id: `vw_${planted.whole(100000, 999999)}`,
        session_id: planted.hex(12),
        title_id: title,
        device: planted.weighted(DEVICES),
        app_version: planted.pick(['8.14.0', '8.13.2']),
        country,
        cdn_pop: pop,
      },
      event,
      rest,
    );

  if (incident === 'config-change') {
    change(72, 'cfg-8841', 'edge', 'segment_cache_key', 'm.dvorak', 'global');
    // Unrelated, a little earlier.
    change(93, 'cfg-8840', 'account', 'otp_sender', 'a.silva', 'global');
    const spoil = (row: Rec) => {
      row.cache_status = 'MISS';
      row.ttfb_us = planted.whole(240_000, 900_000);
      if (planted.chance(0.08)) {
        row.status = 504;
        row.bytes_out = 312;
      }
    };
    for (const row of edge) if (minutesAgo(row) <= 71 && row.object_kind === 'segment') spoil(row);
    for (let index = 0; index < 420; index += 1) {
      const row = edgeRow(within(71, 0), planted, planted.pick(TITLES));
      if (row.object_kind === 'segment') spoil(row);
      edge.push(row);
    }
    for (let index = 0; index < 130; index += 1)
      plantedBeacon(
        within(70, 0),
        planted.pick(TITLES),
        planted.weighted(POPS),
        planted.weighted(COUNTRIES),
        'rebuffer',
        {
          rebuffer_ms: planted.whole(4200, 11_000),
        },
      );
    for (let index = 0; index < 50; index += 1)
      syslog.push({
        _timestamp: within(70, 0),
        pri: 4,
        facility: 'local0',
        hostname: planted.pick(['edge-fra2-1', 'edge-ams1-2', 'edge-lhr3-1', 'edge-gru1-3']),
        app_name: 'edged',
        procid: planted.whole(300, 32_000),
        msg: 'origin shield saturated: 512 fetches in flight',
      });
    for (let index = 0; index < 70; index += 1) {
      const us = within(71, 0);
      const trace = planted.hex(32);
      const manifest = planted.whole(1_400_000, 2_900_000);
      const root = span(
        us,
        trace,
        '',
        ['playback-api', 'POST /play', '2'],
        manifest + 60_000,
        'OK',
        { http_status_code: 200 },
        planted,
      );
      span(us + 30_000, trace, root, ['manifest-svc', 'build_manifest', '2'], manifest, 'UNSET', {}, planted);
    }
  }
  if (incident === 'oom-kills') {
    for (const minutes of [80.4, 64.4, 48.4, 32.4, 16.4]) {
      const us = Math.floor(nowUs - minutes * MINUTE);
      const common = { facility: 'kern', hostname: 'drm-lic-3', app_name: 'kernel', procid: 0 };
      syslog.push({
        _timestamp: us,
        ...common,
        pri: 4,
        msg: 'licensed invoked oom-killer: gfp_mask=0x140cca, order=0',
      });
      syslog.push({
        _timestamp: us + 120_000,
        ...common,
        pri: 2,
        msg: `Out of memory: Killed process ${planted.whole(2000, 30_000)} (licensed) total-vm:33161428kB`,
      });
      syslog.push({
        _timestamp: us + 9 * SECOND,
        pri: 3,
        facility: 'daemon',
        hostname: 'drm-lic-3',
        app_name: 'systemd',
        procid: 1,
        msg: 'licensed.service: Main process exited, code=killed, status=9/KILL',
      });
      for (let index = 0; index < 34; index += 1)
        drm.push({
          _timestamp: us + planted.whole(1, 150) * SECOND,
          viewer_id: `vw_${planted.whole(100000, 999999)}`,
          drm_system: planted.weighted({ widevine: 58, fairplay: 24, playready: 18 }),
          result: 'error',
          reason: 'license_server_unavailable',
          latency_ms: planted.whole(8000, 8100),
          title_id: planted.pick(TITLES),
          country: planted.weighted(COUNTRIES),
          license_host: 'drm-lic-3',
          security_level: planted.pick(['L1', 'L3']),
        });
      for (let index = 0; index < 16; index += 1)
        plantedBeacon(
          us + planted.whole(5, 160) * SECOND,
          planted.pick(TITLES),
          planted.weighted(POPS),
          planted.weighted(COUNTRIES),
          'error',
          {
            err_code: 'E_DRM_6001',
          },
        );
      for (let index = 0; index < 9; index += 1) {
        const at = us + planted.whole(1, 150) * SECOND;
        const trace = planted.hex(32);
        span(
          at,
          trace,
          '',
          ['drm-license', 'POST /license', '2'],
          8_000_000 + planted.whole(1000, 90_000),
          'ERROR',
          { http_status_code: 503, host_name: 'drm-lic-3', error_type: 'ConnectionReset' },
          planted,
        );
      }
    }
    change(141, 'cfg-8840', 'transcode', 'queue_order', 'n.okafor', 'global');
  }
  if (incident === 'traffic-spike') {
    for (let index = 0; index < 1500; index += 1) {
      const refused = planted.chance(0.19);
      const host = `edge-gru1-${planted.whole(1, 4)}`;
      edge.push(
        edgeRow(within(118, 62), planted, 'T-90777', {
          pop: 'gru1',
          edge_host: host,
          asn: planted.pick([28573, 28573, 26599, 27699]),
          object_kind: 'segment',
          method: 'GET',
          uri: `/v2/T-90777/seg/${planted.whole(1, 900)}.m4s`,
          status: refused ? 503 : 200,
          cache_status: refused ? 'BYPASS' : 'HIT',
          bytes_out: refused ? 180 : planted.whole(900_000, 3_000_000),
          ttfb_us: planted.whole(190_000, 1_400_000),
        }),
      );
    }
    for (const row of edge)
      if (row.pop === 'gru1' && minutesAgo(row) <= 118 && minutesAgo(row) > 62 && row.title_id !== 'T-90777')
        row.ttfb_us = Number(row.ttfb_us) + planted.whole(150_000, 700_000);
    for (let index = 0; index < 260; index += 1)
      plantedBeacon(
        within(117, 62),
        'T-90777',
        'gru1',
        'BR',
        planted.weighted({ start: 60, rebuffer: 40 }),
        {},
      );
    for (const row of beacons)
      if (row.title_id === 'T-90777') {
        if (row.event === 'start') row.startup_ms = planted.whole(3800, 9000);
        else row.rebuffer_ms = planted.whole(5000, 16_000);
      }
    for (let index = 0; index < 45; index += 1)
      syslog.push({
        _timestamp: within(117, 62),
        pri: 3,
        facility: 'local0',
        hostname: 'edge-gru1-3',
        app_name: 'edged',
        procid: planted.whole(300, 32_000),
        msg: 'worker_connections are not enough: 65536 in use',
      });
    for (let index = 0; index < 160; index += 1) {
      const us = within(118, 62);
      const trace = planted.hex(32);
      const manifest = planted.whole(400_000, 1_100_000);
      const root = span(
        us,
        trace,
        '',
        ['playback-api', 'POST /play', '2'],
        manifest + 60_000,
        'OK',
        { http_status_code: 200, title_id: 'T-90777' },
        planted,
      );
      span(us + 30_000, trace, root, ['manifest-svc', 'build_manifest', '2'], manifest, 'UNSET', {}, planted);
    }
    change(203, 'cfg-8840', 'edge', 'log_sampling', 'm.dvorak', 'fra2');
  }

  const kept = (rows: Rec[]) => rows.filter(({ _timestamp }) => _timestamp <= nowUs && _timestamp >= startUs);
  const logs = (name: string, rows: Rec[], fullText?: readonly string[]): WorldStream => ({
    type: 'logs',
    name,
    rows: kept(rows),
    ...(fullText ? { fullText } : {}),
  });
  const help = 'Time to first byte at the edge';
  return [
    logs('edge_access', edge, ['uri']),
    logs('player_beacons', beacons),
    logs('xcode_jobs', transcode, ['err']),
    logs('drm_licenses', drm),
    logs('acct_events', account),
    logs('infra_syslog', syslog, ['msg']),
    logs('config_changes', changes, ['note']),
    {
      type: 'metrics',
      name: 'edge_requests_total',
      rows: requests,
      metric: { type: 'Counter', help: 'Requests answered by the edge, by point of presence', unit: '' },
    },
    {
      type: 'metrics',
      name: 'node_memory_used_bytes',
      rows: memory,
      metric: { type: 'Gauge', help: 'Memory in use on a host of 32 GiB', unit: 'bytes' },
    },
    {
      type: 'metrics',
      name: 'edge_ttfb_seconds_bucket',
      rows: buckets,
      metric: { type: 'Histogram', help, unit: 'seconds' },
    },
    {
      type: 'metrics',
      name: 'edge_ttfb_seconds_sum',
      rows: sums,
      metric: { type: 'Histogram', help, unit: 'seconds' },
    },
    {
      type: 'metrics',
      name: 'edge_ttfb_seconds_count',
      rows: counts,
      metric: { type: 'Histogram', help, unit: '' },
    },
    { type: 'traces', name: 'default', rows: kept(spans) },
  ];
}

export const world: World = {
  name: 'cirrus',
  build: ({ random, nowUs, incident }) => build(random, nowUs, incident),
};
