import { createRandom, type Random } from '../random.ts';
import type { BuildOptions, Row, World, WorldStream } from '../world.ts';

const MINUTE = 60e6;
const HOUR = 3600e6;
const DAY = 86_400e6;
const SPAN = 52 * HOUR;

const REGIONS = { eu: 5, na: 4, sa: 2 } as const;
const SHARDS: Readonly<Record<string, readonly string[]>> = {
  eu: ['eu-1', 'eu-2', 'eu-3'],
  na: ['na-1', 'na-2'],
  sa: ['sa-1'],
};
const COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  eu: ['DE', 'FR', 'PL', 'ES', 'SE'],
  na: ['US', 'US', 'CA', 'MX'],
  sa: ['BR', 'BR', 'AR', 'CL'],
};
const SKUS: Readonly<Record<string, number>> = {
  gems_100: 99,
  gems_550: 499,
  gems_1200: 999,
  skin_raven: 1499,
  pass_s7: 999,
  pack_dragon: 4999,
};
const TROUBLED = 'p_418207';
const CHEATER = 'p_771034';
const STUFFING_IP = '185.220.101.47';

const wave = (us: number) => Math.cos((((us % DAY) / HOUR - 19) / 24) * 2 * Math.PI);
const rhythm = (us: number) => 0.65 + 0.35 * wave(us);

/** Moments of the daily rhythm, most in the evening. */
function moments(random: Random, count: number, nowUs: number): number[] {
  const found: number[] = [];
  while (found.length < count) {
    const us = Math.floor(nowUs - random.next() * SPAN);
    if (random.next() < rhythm(us)) found.push(us);
  }
  return found;
}

function spread(random: Random, count: number, fromUs: number, toUs: number): number[] {
  return Array.from({ length: count }, () => Math.floor(fromUs + random.next() * (toUs - fromUs)));
}

const player = (random: Random) => `p_${random.whole(100_000, 101_400) + random.whole(0, 4) * 100_000}`;
const log = (us: number, fields: Readonly<Record<string, Row[string]>>): Row => ({
  _timestamp: us,
  ts_ms: Math.floor(us / 1000),
  ...fields,
});

interface Place {
  readonly nowUs: number;
  readonly yesterdayUs: number;
  readonly incident: string | null;
  /** For rows of an incident, so that the base rows stay as they are. */
  readonly extra: Random;
  ago(minutes: number): number;
}

const MESSAGES = {
  lobby: ['party created', 'ticket queued', 'lobby joined', 'ready check passed'],
  mm: ['ticket matched', 'bucket widened', 'match proposed'],
  gsim: ['tick ok', 'snapshot sent', 'match server allocated'],
  shop: ['receipt verified', 'catalog served', 'wallet credited'],
  inv: ['item granted', 'loadout saved'],
  replay: ['replay uploaded', 'replay indexed'],
  gw: ['conn open', 'conn closed', 'tls ok'],
} as const;
type Service = keyof typeof MESSAGES;

function serviceLog(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 6200, nowUs)) {
    const svc = random.weighted<Service>({ lobby: 5, mm: 4, gsim: 6, shop: 2, inv: 3, replay: 1, gw: 4 });
    const rgn = random.weighted(REGIONS);
    const shard = random.pick(SHARDS[rgn] as readonly string[]);
    const lat = Math.max(1, Math.round(random.normal(svc === 'shop' ? 140 : 35, 15)));
    const fields = { svc, rgn, shard, pod: `${svc}-${random.whole(0, 3)}`, lat_ms: lat };
    const roll = random.next();
    const uid = player(random);
    if (svc === 'replay' && us > ago(14 * 60)) continue;
    if (roll < 0.028)
      rows.push(log(us, { ...fields, lvl: 'E', msg: 'upstream timeout', err: 'E_TMO', lat_ms: 3000 + lat }));
    else if (roll < 0.036 && shard === 'eu-3')
      rows.push(
        log(us, { ...fields, lvl: 'E', msg: 'shard full, player bounced', err: 'E_SHARD_FULL', uid }),
      );
    else if (roll < 0.042)
      rows.push(log(us, { ...fields, lvl: 'E', msg: 'bad ticket signature', err: 'E_BAD_SIG', uid }));
    else if (roll < 0.1) rows.push(log(us, { ...fields, lvl: 'W', msg: 'retrying upstream call' }));
    else if (roll < 0.13)
      rows.push(log(us, { ...fields, lvl: 'W', msg: 'slow client, packets dropped', uid }));
    else rows.push(log(us, { ...fields, lvl: 'I', msg: random.pick(MESSAGES[svc]), uid }));
  }
  for (const us of spread(random, 90, ago(51 * 60), nowUs))
    rows.push(
      log(us, {
        svc: 'gsim',
        rgn: 'eu',
        shard: 'eu-3',
        pod: 'gsim-1',
        lat_ms: 12,
        lvl: 'E',
        msg: 'shard full, player bounced',
        err: 'E_SHARD_FULL',
        uid: player(random),
      }),
    );
  for (const us of spread(
    random,
    37,
    yesterdayUs + 10 * HOUR + 10 * MINUTE,
    yesterdayUs + 10 * HOUR + 50 * MINUTE,
  ))
    rows.push(
      log(us, {
        svc: 'inv',
        rgn: 'na',
        shard: 'na-2',
        pod: 'inv-2',
        lat_ms: random.whole(200, 400),
        lvl: 'E',
        msg: 'save blob checksum mismatch',
        err: 'E_SAVE_CORRUPT',
        uid: player(random),
      }),
    );
  for (const us of spread(random, 9, ago(20 * 60), ago(30)))
    rows.push(
      log(us, {
        svc: 'lobby',
        rgn: 'eu',
        shard: 'eu-2',
        pod: 'lobby-1',
        lat_ms: random.whole(30, 60),
        lvl: 'W',
        msg: 'slow client, packets dropped',
        uid: TROUBLED,
      }),
    );
  if (incident === 'oom-mm') {
    for (const us of spread(extra, 80, ago(46), nowUs))
      rows.push(
        log(us, {
          svc: 'lobby',
          rgn: extra.weighted(REGIONS),
          pod: `lobby-${extra.whole(0, 3)}`,
          lat_ms: extra.whole(900, 2500),
          lvl: 'E',
          msg: 'matchmaker connection reset, queue ticket lost',
          err: 'E_MM_GONE',
          uid: player(extra),
        }),
      );
    for (const minutes of [46, 37, 28, 19, 10, 1])
      rows.push(
        log(ago(minutes) + 20e6, {
          svc: 'mm',
          rgn: 'eu',
          pod: `mm-${minutes % 4}`,
          lvl: 'I',
          msg: 'boot: matchmaker starting, party cache cold',
        }),
      );
  }
  if (incident === 'bad-build')
    for (const us of spread(extra, 120, ago(90), nowUs))
      rows.push(
        log(us, {
          svc: 'gw',
          rgn: extra.weighted(REGIONS),
          pod: `gw-${extra.whole(0, 3)}`,
          lvl: 'E',
          msg: 'session lost: heartbeat timeout',
          err: 'E_HEARTBEAT',
          bld: 9041,
          uid: player(extra),
        }),
      );
  if (incident === 'rgn-down')
    for (const us of spread(extra, 150, ago(70), ago(25)))
      rows.push(
        log(us, {
          svc: 'gw',
          rgn: 'sa',
          pod: `gw-${extra.whole(0, 3)}`,
          lat_ms: extra.whole(5000, 5100),
          lvl: 'E',
          msg: 'no upstream for region: dial sa-1 i/o timeout',
          err: 'E_NO_UPSTREAM',
        }),
      );
  // Only the gateway knows builds.
  rows.push(
    ...spread(random, 120, ago(51 * 60), nowUs).map((us) =>
      log(us, {
        svc: 'gw',
        rgn: 'eu',
        pod: 'gw-0',
        lvl: 'I',
        msg: 'client hello',
        bld: random.chance(0.7) ? 9012 : 8990,
        lat_ms: random.whole(2, 9),
      }),
    ),
  );
  return rows;
}

function matchEvents(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 1500, nowUs)) {
    const rgn = random.weighted(REGIONS);
    const mode = random.weighted({ ranked: 4, casual: 5, arena: 1 });
    const shard = random.pick(SHARDS[rgn] as readonly string[]);
    const map = random.weighted({ cliffs: 4, harbor: 3, belfry: 2, old_mill: 1 });
    const base = { match_id: `m_${random.hex(8)}`, mode, map, rgn, shard };
    const players = mode === 'arena' ? 4 : 10;
    const seconds = Math.max(90, Math.round(random.normal(mode === 'arena' ? 420 : 1500, 300)));
    const ev = random.chance(mode === 'ranked' ? 0.05 : 0.12) ? 'abandon' : 'end';
    const winner = random.weighted({ rook: 52, crow: 48 });
    const startUs = us - seconds * 1e6;
    if (startUs > nowUs - SPAN) rows.push(log(startUs, { ...base, ev: 'start', players }));
    rows.push(log(us, { ...base, ev, players, dur_s: seconds, ...(ev === 'end' ? { winner } : {}) }));
  }
  rows.push(
    log(yesterdayUs + 6 * HOUR + 11 * MINUTE, {
      match_id: 'm_beef7384',
      mode: 'ranked',
      map: 'belfry',
      rgn: 'na',
      shard: 'na-1',
      ev: 'end',
      players: 10,
      dur_s: 7384,
      winner: 'crow',
    }),
  );
  if (incident === 'rgn-down')
    for (const us of spread(extra, 25, ago(70), ago(66)))
      rows.push(
        log(us, {
          match_id: `m_${extra.hex(8)}`,
          mode: 'ranked',
          map: 'cliffs',
          rgn: 'sa',
          shard: 'sa-1',
          ev: 'abandon',
          players: 10,
          dur_s: extra.whole(100, 1500),
        }),
      );
  return rows;
}

const STORES = { steam: 5, appstore: 2, play: 3 } as const;

function purchases(random: Random, { nowUs, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 1300, nowUs)) {
    const rgn = random.weighted(REGIONS);
    const sku = random.weighted({
      gems_100: 6,
      gems_550: 5,
      gems_1200: 3,
      skin_raven: 2,
      pass_s7: 4,
      pack_dragon: 2,
    });
    const store = random.weighted(STORES);
    const status = random.weighted({ ok: 90, declined: store === 'play' ? 16 : 5, refunded: 2 });
    const currency = rgn === 'eu' ? 'EUR' : rgn === 'na' ? 'USD' : 'BRL';
    rows.push(
      log(us, {
        txn: `t_${random.hex(10)}`,
        uid: player(random),
        sku,
        price_cents: (SKUS[sku] as number) * (currency === 'BRL' ? 5 : 1),
        currency,
        store,
        status,
        rgn,
      }),
    );
  }
  for (const [index, minutes] of [1100, 1096, 1091, 640, 95].entries())
    rows.push(
      log(ago(minutes), {
        txn: `t_41820700${index}`,
        uid: TROUBLED,
        sku: 'pack_dragon',
        price_cents: 4999,
        currency: 'EUR',
        store: 'play',
        status: index === 4 ? 'ok' : 'declined',
        rgn: 'eu',
      }),
    );
  return rows;
}

function crashes(random: Random, { nowUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 620, nowUs)) {
    const os = random.weighted({ win: 6, android: 3, mac: 1 });
    const gpu =
      os === 'win'
        ? random.weighted({ 'Intel UHD 620': 5, 'RTX 3060': 2, 'RX 6600': 1 })
        : os === 'mac'
          ? 'Apple M1'
          : random.weighted({ 'Adreno 618': 3, 'Mali-G57': 1 });
    const frame = random.weighted({
      'AudioMixer::flush': 3,
      'gfx::Swapchain::present': gpu === 'Intel UHD 620' ? 8 : 2,
      'net::Session::decode': 2,
      'ui::Atlas::pack': 1,
    });
    rows.push(
      log(us, {
        uid: player(random),
        bld: random.chance(0.7) ? 9012 : 8990,
        os,
        gpu,
        sig: random.weighted({ SIGSEGV: 6, SIGABRT: 3, SIGILL: 1 }),
        frame,
        msg: `fault in ${frame}`,
        mem_mb: Math.max(300, Math.round(random.normal(1900, 500))),
        rgn: random.weighted(REGIONS),
      }),
    );
  }
  for (const minutes of [1210, 1105, 300, 99])
    rows.push(
      log(ago(minutes), {
        uid: TROUBLED,
        bld: 8990,
        os: 'android',
        gpu: 'Adreno 618',
        sig: 'SIGABRT',
        frame: 'net::Session::decode',
        msg: 'fault in net::Session::decode',
        mem_mb: 2760,
        rgn: 'eu',
      }),
    );
  if (incident === 'bad-build')
    for (const us of spread(extra, 190, ago(90), nowUs))
      rows.push(
        log(us, {
          uid: player(extra),
          bld: 9041,
          os: 'android',
          gpu: 'Mali-G57',
          sig: 'SIGSEGV',
          frame: 'ShaderCache::warm',
          msg: 'null texture handle in ShaderCache::warm',
          mem_mb: extra.whole(1200, 2200),
          rgn: extra.weighted(REGIONS),
        }),
      );
  return rows;
}

function chat(random: Random, { nowUs, ago }: Place): Row[] {
  const rows = moments(random, 1100, nowUs).map((us) => {
    const verdict = random.weighted({ allow: 80, mask: 12, block: 6, ban: 1 });
    const human = verdict === 'ban' || random.chance(0.05);
    return log(us, {
      uid: player(random),
      chan: random.weighted({ global: 5, party: 3, whisper: 2, guild: 2 }),
      verdict,
      reason: verdict === 'allow' ? 'none' : random.weighted({ slur: 3, spam: 5, scam_link: 2, threat: 1 }),
      score:
        Math.round((verdict === 'allow' ? random.next() * 0.4 : 0.5 + random.next() * 0.5) * 1000) / 1000,
      mod: human ? random.weighted({ kestrel: 5, jackdaw: 3, magpie: 1 }) : 'auto',
      lang: random.weighted({ en: 6, de: 2, pt: 2, pl: 1 }),
    });
  });
  for (const minutes of [1300, 1290, 1281, 1200, 900, 880, 700, 530, 400, 200, 150, 130])
    rows.push(
      log(ago(minutes), {
        uid: CHEATER,
        chan: 'global',
        verdict: minutes === 130 ? 'ban' : 'block',
        reason: 'scam_link',
        score: 0.97,
        mod: minutes === 130 ? 'kestrel' : 'auto',
        lang: 'en',
      }),
    );
  return rows;
}

function logins(random: Random, { nowUs, yesterdayUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 2600, nowUs)) {
    const rgn = random.weighted(REGIONS);
    const ok = random.chance(0.93);
    rows.push(
      log(us, {
        uid: player(random),
        res: ok ? 'ok' : 'fail',
        ...(ok ? {} : { why: random.weighted({ bad_pw: 6, expired_tok: 3, mfa_timeout: 2 }) }),
        ip: `${random.pick([81, 92, 104, 187])}.${random.whole(1, 250)}.${random.whole(1, 250)}.${random.whole(1, 250)}`,
        dev: random.weighted({ pc: 6, android: 3, ios: 1 }),
        bld: random.chance(0.7) ? 9012 : 8990,
        ctry: random.pick(COUNTRIES[rgn] as readonly string[]),
        rgn,
      }),
    );
  }
  for (const us of spread(random, 84, yesterdayUs + 3 * HOUR, yesterdayUs + 3 * HOUR + 20 * MINUTE))
    rows.push(
      log(us, {
        uid: player(random),
        res: random.chance(0.04) ? 'ok' : 'fail',
        why: 'bad_pw',
        ip: STUFFING_IP,
        dev: 'pc',
        bld: 8990,
        ctry: 'RO',
        rgn: 'eu',
      }),
    );
  for (const minutes of [1215, 1214, 1213, 1108, 305, 304, 101])
    rows.push(
      log(ago(minutes), {
        uid: TROUBLED,
        res: minutes === 101 ? 'ok' : 'fail',
        ...(minutes === 101 ? {} : { why: 'mfa_timeout' }),
        ip: '92.14.77.9',
        dev: 'android',
        bld: 8990,
        ctry: 'PL',
        rgn: 'eu',
      }),
    );
  if (incident === 'rgn-down')
    for (const us of spread(extra, 110, ago(70), ago(25)))
      rows.push(
        log(us, {
          uid: player(extra),
          res: 'fail',
          why: 'shard_unreachable',
          ip: `187.${extra.whole(1, 250)}.${extra.whole(1, 250)}.${extra.whole(1, 250)}`,
          dev: 'pc',
          bld: 9012,
          ctry: extra.pick(COUNTRIES.sa as readonly string[]),
          rgn: 'sa',
        }),
      );
  if (incident === 'bad-build')
    for (const us of spread(extra, 140, ago(95), nowUs))
      rows.push(
        log(us, {
          uid: player(extra),
          res: 'ok',
          ip: `104.${extra.whole(1, 250)}.${extra.whole(1, 250)}.${extra.whole(1, 250)}`,
          dev: 'android',
          bld: 9041,
          ctry: extra.pick(['DE', 'US', 'BR']),
          rgn: extra.weighted(REGIONS),
        }),
      );
  return rows;
}

function clusterEvents(random: Random, { nowUs, incident, ago }: Place): Row[] {
  const event = (us: number, reason: string, obj: string, note: string, rgn: string) =>
    log(us, { reason, obj, note, rgn, ns: 'live' });
  const rows = moments(random, 260, nowUs).map((us) => {
    const reason = random.weighted({ Pulled: 4, Scheduled: 4, ScalingReplicaSet: 2, Unhealthy: 1 });
    const svc = random.pick(['lobby', 'mm', 'gsim', 'inv', 'gw']);
    const note = {
      Pulled: 'image pulled',
      Scheduled: 'pod placed',
      ScalingReplicaSet: 'autoscaled',
      Unhealthy: 'readiness probe failed once',
    };
    return event(us, reason, `${svc}-${random.whole(0, 3)}`, note[reason], random.weighted(REGIONS));
  });
  rows.push(
    event(ago(31 * 60), 'Deploy', 'lobby', 'lobby v4.18.0 rolled out', 'eu'),
    event(ago(27 * 60), 'Deploy', 'inv', 'inv v2.7.3 rolled out', 'eu'),
    event(ago(14 * 60 + 2), 'ScaledToZero', 'replay', 'replay scaled to 0', 'eu'),
  );
  if (incident === 'oom-mm') {
    rows.push(
      event(ago(49), 'ConfigReload', 'mm', 'party_cache_max set to 0 (unlimited), was 20000', 'eu'),
      event(ago(41), 'Deploy', 'shop', 'shop v3.9.1 rolled out', 'eu'),
    );
    for (const minutes of [46, 37, 28, 19, 10, 1])
      rows.push(
        event(ago(minutes), 'OOMKilled', `mm-${minutes % 4}`, 'container exceeded 2048Mi, exit 137', 'eu'),
      );
  }
  if (incident === 'bad-build')
    rows.push(
      event(ago(95), 'ClientRelease', 'android', 'client build 9041 rolled out to 30% of android', 'eu'),
      event(ago(80), 'Deploy', 'replay', 'replay v1.4.0 canary rolled out', 'na'),
    );
  if (incident === 'rgn-down') {
    rows.push(
      event(ago(70), 'TransitDown', 'gru-edge', 'BGP hold timer expired, transit link gru-2 down', 'sa'),
      event(ago(25), 'TransitUp', 'gru-edge', 'transit link gru-2 restored', 'sa'),
      event(ago(75), 'Deploy', 'chat', 'chat filter v88 rolled out', 'na'),
    );
    for (const node of [1, 2, 3, 4]) {
      rows.push(event(ago(69), 'NodeNotReady', `sa-node-${node}`, 'kubelet stopped posting status', 'sa'));
      rows.push(event(ago(24), 'NodeReady', `sa-node-${node}`, 'kubelet posts status again', 'sa'));
    }
  }
  return rows;
}

/** A series: a value each minute of the last hours. */
function minutely(nowUs: number, hours: number, row: (us: number, index: number) => Row | null): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index <= hours * 60; index += 1) {
    const made = row(Math.floor(nowUs - (hours * 60 - index) * MINUTE), index);
    if (made) rows.push(made);
  }
  return rows;
}

function metrics(random: Random, { nowUs, incident, ago }: Place): WorldStream[] {
  const during = (id: string, us: number, from: number, to = 0) =>
    incident === id && us >= ago(from) && us <= ago(to);
  const players = Object.entries({ eu: 5200, na: 4100, sa: 1700 }).flatMap(([rgn, level]) =>
    minutely(nowUs, 52, (us) => {
      const noise = 1 + (random.next() - 0.5) * 0.03;
      const share =
        during('rgn-down', us, 70, 25) && rgn === 'sa' ? 0.02 : during('bad-build', us, 88) ? 0.88 : 1;
      return { _timestamp: us, rgn, value: Math.round(level * rhythm(us) * noise * share) };
    }),
  );
  const waits = Object.entries({ ranked: 34, casual: 14 }).flatMap(([mode, level]) =>
    minutely(nowUs, 12, (us) => {
      const noise = 1 + (random.next() - 0.5) * 0.3;
      const factor = during('oom-mm', us, 46) ? 4.5 : 1;
      return { _timestamp: us, mode, value: Math.round(level * noise * factor * 10) / 10 };
    }),
  );
  const memory = Object.entries({ mm: 880, lobby: 510, gsim: 1320 }).flatMap(([svc, level]) =>
    minutely(nowUs, 12, (us) => {
      const noise = 1 + (random.next() - 0.5) * 0.06;
      const age = (us - ago(46)) / MINUTE;
      const grown = age < 0 ? (age + 3) * 380 : 100 + (age % 9) * 120;
      const saw = during('oom-mm', us, 49) && svc === 'mm' ? grown : 0;
      return { _timestamp: us, svc, value: Math.round(level * noise + saw) };
    }),
  );
  const errors = Object.entries({ eu: 2, na: 1.6, sa: 0.7 }).flatMap(([rgn, level]) => {
    let total = rgn === 'eu' ? 48_200 : rgn === 'na' ? 31_900 : 9_100;
    return minutely(nowUs, 12, (us) => {
      const step = Math.round(level * 2 * random.next());
      const more = during('rgn-down', us, 70, 25) && rgn === 'sa' ? 60 : during('bad-build', us, 90) ? 14 : 0;
      total += step + more;
      return { _timestamp: us, rgn, value: total };
    });
  });
  const edges = [0.05, 0.1, 0.25, 1, 2.5] as const;
  const counts = [0, 0, 0, 0, 0, 0];
  let sum = 0;
  const buckets: Row[] = [];
  const sums: Row[] = [];
  const totals: Row[] = [];
  minutely(nowUs, 10, (us) => {
    const requests = Math.round(240 * rhythm(us) * (0.9 + random.next() * 0.2));
    const slow = during('oom-mm', us, 46) ? 0.2 : during('rgn-down', us, 70, 25) ? 0.12 : 0.02;
    const shares = [0.55 - slow, 0.28, 0.11, 0.04, slow, 0.02];
    for (const [place, share] of shares.entries()) {
      const here = Math.round(requests * share);
      counts[place] = (counts[place] as number) + here;
      sum += here * ([0.03, 0.07, 0.16, 0.5, 1.9, 2.9][place] as number);
    }
    let running = 0;
    for (const [place, count] of counts.entries()) {
      running += count;
      buckets.push({
        _timestamp: us,
        svc: 'lobby',
        le: place < 5 ? String(edges[place]) : '+Inf',
        value: running,
      });
    }
    sums.push({ _timestamp: us, svc: 'lobby', value: Math.round(sum * 1000) / 1000 });
    totals.push({ _timestamp: us, svc: 'lobby', value: running });
    return null;
  });
  const help = 'Time to answer a lobby API request';
  return [
    {
      type: 'metrics',
      name: 'ccu',
      rows: players,
      metric: { type: 'Gauge', help: 'Concurrent users', unit: '' },
    },
    {
      type: 'metrics',
      name: 'mm_wait_s',
      rows: waits,
      metric: { type: 'Gauge', help: 'Mean queue wait', unit: 's' },
    },
    {
      type: 'metrics',
      name: 'pod_mem_mb',
      rows: memory,
      metric: { type: 'Gauge', help: 'Resident memory, largest pod', unit: 'MB' },
    },
    {
      type: 'metrics',
      name: 'gw_err_total',
      rows: errors,
      metric: { type: 'Counter', help: 'Gateway errors', unit: '' },
    },
    {
      type: 'metrics',
      name: 'lobby_req_s_bucket',
      rows: buckets,
      metric: { type: 'Histogram', help, unit: 's' },
    },
    { type: 'metrics', name: 'lobby_req_s_sum', rows: sums, metric: { type: 'Histogram', help, unit: 's' } },
    {
      type: 'metrics',
      name: 'lobby_req_s_count',
      rows: totals,
      metric: { type: 'Histogram', help, unit: 's' },
    },
  ];
}

/** Mean milliseconds, and the service behind each operation. */
const OPERATIONS = {
  'POST /lobby/queue': [70, 'mm'],
  'GET /lobby/friends': [40, 'inv'],
  'POST /lobby/party': [55, 'mm'],
  'POST /lobby/party/merge': [2400, 'inv'],
  'GET /lobby/news': [22, 'shop'],
  'POST /lobby/session': [90, 'gw'],
} as const;
type Operation = keyof typeof OPERATIONS;

function spansOf(
  random: Random,
  us: number,
  operation: Operation,
  attributes: Readonly<Record<string, Row[string]>>,
  failure: string | null,
  meanMs: number,
): Row[] {
  const [, behind] = OPERATIONS[operation];
  const traceId = random.hex(32);
  const rootId = random.hex(16);
  const durationUs = Math.max(3000, Math.round(random.normal(meanMs, meanMs * 0.2) * 1000));
  const innerUs = Math.round(durationUs * 0.75);
  const span = (id: string, parent: string, startUs: number, lengthUs: number, more: Row | object): Row => ({
    _timestamp: startUs,
    trace_id: traceId,
    span_id: id,
    reference_parent_span_id: parent,
    start_time: BigInt(startUs) * 1000n,
    end_time: BigInt(startUs + lengthUs) * 1000n,
    duration: lengthUs,
    span_status: failure === null ? 'OK' : 'ERROR',
    ...(failure === null ? {} : { status_message: failure }),
    ...attributes,
    ...more,
  });
  const code = failure === null ? 200 : 503;
  return [
    span(rootId, '', us, durationUs, {
      operation_name: operation,
      service_name: 'lobby',
      span_kind: '2',
      http_status_code: code,
    }),
    span(random.hex(16), rootId, us + 1000, innerUs, {
      operation_name: `call ${behind}`,
      service_name: 'lobby',
      span_kind: '3',
    }),
    ...(failure === null
      ? [
          span(random.hex(16), rootId, us + 2000, Math.round(innerUs * 0.8), {
            operation_name: `${behind}.handle`,
            service_name: behind,
            span_kind: '2',
          }),
        ]
      : []),
  ];
}

function traces(random: Random, { nowUs, incident, extra, ago }: Place): Row[] {
  const rows: Row[] = [];
  for (const us of moments(random, 1150, nowUs)) {
    const operation = random.weighted<Operation>({
      'POST /lobby/queue': 6,
      'GET /lobby/friends': 5,
      'POST /lobby/party': 3,
      'POST /lobby/party/merge': 1.4,
      'GET /lobby/news': 4,
      'POST /lobby/session': 4,
    });
    const attributes = {
      rgn: random.weighted(REGIONS),
      uid: player(random),
      bld: random.chance(0.7) ? 9012 : 8990,
    };
    const failure = random.chance(operation === 'POST /lobby/party' ? 0.12 : 0.02)
      ? 'upstream deadline exceeded'
      : null;
    rows.push(...spansOf(random, us - 4e6, operation, attributes, failure, OPERATIONS[operation][0]));
  }
  const planted = {
    'oom-mm': ['POST /lobby/queue', 60, 46, 0, 'rpc error: mm connection reset by peer', 1900],
    'bad-build': ['POST /lobby/session', 60, 90, 0, 'session gone: client heartbeat lost', 120],
    'rgn-down': ['POST /lobby/session', 70, 70, 25, 'dial sa-1: i/o timeout', 5000],
  } as const;
  const found = Object.entries(planted).find(([id]) => id === incident)?.[1];
  if (found) {
    const [operation, count, from, to, failure, meanMs] = found;
    for (const us of spread(extra, count, ago(from), ago(to) - 6e6)) {
      const rgn = incident === 'rgn-down' ? 'sa' : extra.weighted(REGIONS);
      const attributes = { rgn, uid: player(extra), bld: incident === 'bad-build' ? 9041 : 9012 };
      rows.push(...spansOf(extra, us, operation, attributes, failure, meanMs));
    }
  }
  return rows;
}

export const world: World = {
  name: 'rookery',
  build({ random, nowUs, incident }: BuildOptions) {
    const ago = (minutes: number) => Math.floor(nowUs - minutes * MINUTE);
    const yesterdayUs = Math.floor(nowUs / DAY) * DAY - DAY;
    const place: Place = { nowUs, yesterdayUs, incident, extra: createRandom(97), ago };
    const fork = () => createRandom(random.whole(1, 2_000_000_000));
    const silent = (row: Row) =>
      incident === 'rgn-down' && row.rgn === 'sa' && row._timestamp > ago(69) && row._timestamp < ago(25);
    const alive = (rows: readonly Row[], but: (row: Row) => boolean = () => false) =>
      rows.filter((row) => !silent(row) || but(row));
    return [
      {
        type: 'logs',
        name: 'gs_log',
        fullText: ['msg'],
        rows: alive(serviceLog(fork(), place), (row) => row.err === 'E_NO_UPSTREAM'),
      },
      {
        type: 'logs',
        name: 'match_ev',
        rows: alive(matchEvents(fork(), place), (row) => row.ev === 'abandon' && row._timestamp < ago(65)),
      },
      { type: 'logs', name: 'iap', retentionDays: 90, rows: alive(purchases(fork(), place)) },
      { type: 'logs', name: 'crash', fullText: ['msg'], rows: crashes(fork(), place) },
      { type: 'logs', name: 'chat_mod', rows: chat(fork(), place) },
      {
        type: 'logs',
        name: 'auth_ev',
        rows: alive(logins(fork(), place), (row) => row.why === 'shard_unreachable'),
      },
      { type: 'logs', name: 'k8s_ev', fullText: ['note'], rows: clusterEvents(fork(), place) },
      ...metrics(fork(), place),
      {
        type: 'traces',
        name: 'lobby',
        rows: alive(traces(fork(), place), (row) => row.span_status === 'ERROR'),
      },
    ];
  },
};
