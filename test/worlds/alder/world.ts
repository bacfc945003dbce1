import { createRandom, type Random } from '../random.ts';
import type { Cell, World, WorldStream } from '../world.ts';

type Rec = Record<string, Cell | undefined> & { _timestamp: number };

const SECOND = 1e6;
const MINUTE = 60e6;
const HOUR = 3600e6;
const DAY = 24 * HOUR;
const SPAN = 53 * HOUR;
const METRIC_SPAN = 27 * HOUR;

/** Share of the day's traffic by hour of the day (UTC). */
const RHYTHM = [
  0.35, 0.3, 0.28, 0.3, 0.42, 0.6, 0.78, 0.9, 1, 0.98, 0.92, 0.88, 0.85, 0.86, 0.9, 0.95, 1, 1, 0.96, 0.9,
  0.8, 0.68, 0.55, 0.42,
];
function rhythmAt(us: number): number {
  const hour = Math.floor(us / HOUR);
  const part = us / HOUR - hour;
  return (RHYTHM[hour % 24] as number) * (1 - part) + (RHYTHM[(hour + 1) % 24] as number) * part;
}

const AIRPORTS = { FRA: 30, MUC: 22, LIS: 14, CDG: 13, VIE: 9, OSL: 7, KEF: 5 };
const DESTS = ['LHR', 'JFK', 'BCN', 'FCO', 'ATH', 'DXB', 'GRU', 'NRT', 'DUB', 'AMS'];
const FLIGHTS = Array.from({ length: 28 }, (_, index) => `AL${String(104 + index * 31)}`);
const AGENCIES = {
  'AG-1093': 30,
  'AG-2207': 9,
  'AG-3310': 14,
  'AG-4188': 11,
  'AG-5021': 19,
  'AG-6650': 6,
  'AG-7744': 4,
};
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

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
  const skewed = (median: number, spread: number) =>
    Math.max(1, Math.round(median * Math.exp(random.normal(0, spread))));
  const bookingRef = () => Array.from({ length: 6 }, () => LETTERS[random.whole(0, 31)]).join('');
  const cents = (value: number) => Math.round(value * 100) / 100;

  // Fare searches
  const fares: Rec[] = moments(5000).map((us) => {
    const funcname = random.weighted({
      search_oneway: 34,
      search_return: 48,
      lookup_calendar: 12,
      price_multicity: 6,
    });
    const median = { search_oneway: 240, search_return: 330, lookup_calendar: 120, price_multicity: 2600 }[
      funcname
    ];
    const channel = random.weighted({ web: 45, app: 33, agency: 18, metasearch: 4 });
    const failed = random.chance(0.008);
    const stale = !failed && random.chance(0.025);
    return {
      _timestamp: us,
      levelname: failed ? 'ERROR' : stale ? 'WARNING' : 'INFO',
      logger: 'alder.fares',
      funcname,
      message: failed
        ? 'GdsTimeoutError: upstream gave no answer within 5000 ms'
        : stale
          ? 'DeprecationWarning: farebasis v1 parser is still in use'
          : 'fare search served',
      exctype: failed ? 'GdsTimeoutError' : undefined,
      origin: random.weighted(AIRPORTS),
      dest: random.pick(DESTS),
      paxcount: Number(random.weighted({ 1: 52, 2: 28, 3: 9, 4: 8, 5: 2, 6: 1 })),
      farecls: random.weighted({ Y: 58, M: 20, W: 11, J: 9, F: 2 }),
      resptimems: failed ? random.whole(5000, 5200) : skewed(median, 0.4),
      resultcount: failed ? 0 : random.chance(0.04) ? 0 : random.whole(3, 80),
      cachehit: !failed && random.chance(0.37),
      channel,
      agencyid: channel === 'agency' ? random.weighted(AGENCIES) : undefined,
      httpstatus: failed ? 504 : 200,
      appver: '7.11.3',
      hostname: `fare-${random.whole(1, 4)}`,
      traceid: random.hex(32),
    };
  });

  // Bookings with their payments
  const bookings: Rec[] = [];
  const payments: Rec[] = [];
  const made: { ref: string; us: number; flightno: string }[] = [];
  const bookingRow = (
    us: number,
    ref: string,
    event: string,
    rest: Record<string, Cell | undefined>,
  ): Rec => ({
    _timestamp: Math.floor(us),
    levelname: 'INFO',
    logger: 'alder.bookings',
    funcname: `on_${event}`,
    event,
    bookingref: ref,
    message: `booking ${event}`,
    ...rest,
  });
  const paymentRow = (us: number, ref: string, rest: Record<string, Cell | undefined>): Rec => ({
    _timestamp: Math.floor(us),
    levelname: rest.outcome === 'error' ? 'ERROR' : rest.outcome === 'declined' ? 'WARNING' : 'INFO',
    logger: 'alder.payments',
    funcname: 'authorize_card',
    message: `payment ${rest.outcome}`,
    bookingref: ref,
    ...rest,
  });
  for (const us of moments(1650)) {
    const ref = bookingRef();
    const flightno = random.pick(FLIGHTS);
    const channel = random.weighted({ web: 44, app: 30, agency: 22, callcenter: 4 });
    const paxcount = Number(random.weighted({ 1: 50, 2: 30, 3: 9, 4: 8, 5: 2, 8: 1 }));
    const farecls = random.weighted({ Y: 60, M: 20, W: 10, J: 8, F: 2 });
    const price = { Y: 140, M: 210, W: 340, J: 1250, F: 3400 }[farecls];
    const totalamt = cents(paxcount * price * Math.exp(random.normal(0, 0.3)));
    const common = {
      flightno,
      origin: random.weighted(AIRPORTS),
      paxcount,
      farecls,
      totalamt,
      currency: random.weighted({ EUR: 78, GBP: 8, USD: 10, NOK: 4 }),
      channel,
      agencyid: channel === 'agency' ? random.weighted(AGENCIES) : undefined,
      custid: `C${random.whole(100000, 999999)}`,
      appver: '5.4.2',
    };
    made.push({ ref, us, flightno });
    bookings.push(bookingRow(us, ref, 'created', common));
    const paymethod = random.weighted({ visa: 42, mastercard: 30, amex: 7, paypal: 13, applepay: 8 });
    let payUs = us + random.whole(20, 120) * SECOND;
    let paid = false;
    for (let attempt = 1; attempt <= 3 && !paid; attempt += 1) {
      const declineShare = { visa: 0.08, mastercard: 0.09, amex: 0.26, paypal: 0.03, applepay: 0.04 }[
        paymethod
      ];
      const outcome = random.chance(0.01) ? 'error' : random.chance(declineShare) ? 'declined' : 'approved';
      paid = outcome === 'approved';
      const psp = random.weighted({ paynord: 60, cardium: 32, orbita: 8 });
      if (payUs < nowUs)
        payments.push(
          paymentRow(payUs, ref, {
            outcome,
            declinereason:
              outcome === 'declined'
                ? random.weighted({
                    insufficient_funds: 45,
                    do_not_honor: 28,
                    expired_card: 16,
                    suspected_fraud: 11,
                  })
                : undefined,
            exctype: outcome === 'error' ? 'PspTimeoutError' : undefined,
            paymethod,
            psp,
            amteur: totalamt,
            attempt,
            resptimems:
              outcome === 'error' ? random.whole(10000, 10300) : skewed(psp === 'orbita' ? 1900 : 620, 0.35),
          }),
        );
      payUs += random.whole(40, 200) * SECOND;
      if (!random.chance(0.7)) break;
    }
    const later = (minutes: number) => us + minutes * MINUTE;
    if (paid) bookings.push(bookingRow(later(random.whole(5, 14)), ref, 'ticketed', common));
    if (random.chance(0.07))
      bookings.push(bookingRow(later(random.whole(30, 900)), ref, 'cancelled', common));
    if (random.chance(0.05)) bookings.push(bookingRow(later(random.whole(30, 700)), ref, 'changed', common));
    if (random.chance(0.006))
      bookings.push(
        bookingRow(us + SECOND, ref, 'failed', {
          ...common,
          levelname: 'ERROR',
          funcname: 'hold_inventory',
          message: 'InventoryLockError: could not hold seats, retrying',
          exctype: 'InventoryLockError',
        }),
      );
  }
  // Only yesterday early afternoon: the seat map service was away.
  for (let index = 0; index < 37; index += 1) {
    const us = Math.floor(yesterdayUs + 13 * HOUR + random.next() * 2.4 * HOUR);
    if (us >= nowUs) continue;
    bookings.push(
      bookingRow(us, bookingRef(), 'failed', {
        levelname: 'ERROR',
        funcname: 'assign_seats',
        message: 'SeatMapUnavailableError: no seat map for aircraft type A21N',
        exctype: 'SeatMapUnavailableError',
        flightno: random.pick(['AL383', 'AL414', 'AL383']),
        origin: 'LIS',
        paxcount: random.whole(1, 4),
        farecls: 'Y',
        channel: 'web',
        custid: `C${random.whole(100000, 999999)}`,
        appver: '5.4.2',
      }),
    );
  }

  // Kiosks
  const kiosks: Rec[] = [];
  for (const us of moments(950)) {
    const airport = random.weighted(AIRPORTS);
    const kioskid = `KSK-${airport}-${String(random.whole(1, 9)).padStart(2, '0')}`;
    const booking = random.pick(made);
    const bad = kioskid === 'KSK-MUC-07' ? random.chance(0.75) : random.chance(0.04);
    const common = {
      kioskid,
      airport,
      terminal: random.weighted({ T1: 60, T2: 40 }),
      bookingref: booking.ref,
      flightno: booking.flightno,
      fwver: airport === 'KEF' ? '3.8.7' : '3.9.1',
      paperpct: random.whole(8, 100),
    };
    kiosks.push({ _timestamp: us, levelname: 'INFO', event: 'session_start', ...common });
    kiosks.push({ _timestamp: us + 21 * SECOND, levelname: 'INFO', event: 'passport_scanned', ...common });
    const durationsec = random.whole(45, 240);
    if (bad)
      kiosks.push({
        _timestamp: us + 50 * SECOND,
        levelname: 'ERROR',
        event: 'device_error',
        errcode: kioskid === 'KSK-MUC-07' ? 'PRN-41' : random.pick(['PRN-41', 'SCN-12', 'PSP-03', 'NET-90']),
        durationsec,
        ...common,
      });
    else
      kiosks.push({
        _timestamp: us + durationsec * SECOND,
        levelname: 'INFO',
        event: 'boardingpass_printed',
        durationsec,
        ...common,
      });
  }

  // Bags
  const bags: Rec[] = [];
  const silentUs = nowUs - 9 * HOUR - 12 * MINUTE;
  for (const us of moments(1100)) {
    const airport = random.weighted(AIRPORTS);
    const bagtag = `02204${random.whole(10000, 99999)}`;
    const flightno = random.pick(FLIGHTS);
    const weightkg = cents(Math.max(4, random.normal(17.5, 4.8)));
    let scanUs = us;
    for (const scanpoint of ['dropoff', 'sorter', 'loading', 'carousel']) {
      const beltid = `B${random.whole(10, 19)}`;
      const weak = airport === 'FRA' && beltid === 'B17';
      let devicesn = `SCN-04${random.whole(40, 59)}`;
      if (devicesn === 'SCN-0443' && scanUs > silentUs) devicesn = 'SCN-0444';
      const scanstatus = random.chance(weak ? 0.42 : 0.03)
        ? 'noread'
        : random.chance(0.012)
          ? 'misrouted'
          : 'ok';
      bags.push({
        _timestamp: scanUs,
        bagtag,
        flightno,
        airport,
        scanpoint,
        beltid,
        devicesn,
        scanstatus,
        weightkg: scanpoint === 'dropoff' ? weightkg : undefined,
      });
      scanUs += random.whole(6, 40) * MINUTE + random.whole(0, 59_000_000);
      if (random.chance(0.06)) break;
    }
  }

  // Loyalty
  const loyalty: Rec[] = moments(1400).map((us) => {
    const event = random.weighted({ earn: 48, balance: 30, redeem: 18, tierchange: 4 });
    const failed = event === 'redeem' && random.chance(0.06);
    return {
      _timestamp: us,
      levelname: failed ? 'ERROR' : 'INFO',
      event,
      memberid: `ML${random.whole(4400000, 4499999)}`,
      tier: random.weighted({ blue: 62, silver: 22, gold: 12, platinum: 4 }),
      points:
        event === 'earn'
          ? random.whole(200, 9000)
          : event === 'redeem'
            ? -random.whole(10, 400) * 100
            : undefined,
      outcome: failed ? 'failed' : 'ok',
      message: failed ? 'PointsLedgerConflict: balance changed during redeem' : `loyalty ${event}`,
      resptimems: skewed(event === 'redeem' ? 410 : 90, 0.4),
    };
  });
  for (let index = 0; index < 14; index += 1)
    loyalty.push({
      _timestamp: Math.floor(nowUs - 20 * HOUR + index * 71 * MINUTE),
      levelname: 'ERROR',
      event: 'redeem',
      memberid: 'ML4480192',
      tier: 'platinum',
      points: -52000,
      outcome: 'failed',
      message: 'VoucherLimitError: member has used all upgrade vouchers',
      resptimems: 380 + index,
    });

  // Staff sign-ins
  const auth: Rec[] = moments(1500).map((us) => {
    const denied = random.chance(0.07);
    return {
      _timestamp: us,
      username: `${random.pick(['mara', 'jonas', 'ines', 'luc', 'tove', 'sami', 'petra', 'rui', 'hanne', 'otto'])}.${random.pick(['lind', 'costa', 'berg', 'roux', 'weiss'])}`,
      userrole: random.weighted({ gateagent: 50, callcenter: 25, revenue: 12, ops: 9, admin: 4 }),
      action: random.weighted({ login: 80, tokenrefresh: 15, pwreset: 5 }),
      outcome: denied ? 'denied' : 'granted',
      reason: denied ? random.weighted({ badpassword: 65, mfatimeout: 25, lockedout: 10 }) : undefined,
      mfa: random.chance(0.82),
      srcip: `10.${random.whole(20, 24)}.${random.whole(0, 60)}.${random.whole(2, 250)}`,
      country: random.weighted({ DE: 60, PT: 18, FR: 12, AT: 6, NO: 4 }),
    };
  });
  for (let index = 0; index < 96; index += 1)
    auth.push({
      _timestamp: Math.floor(nowUs - 15 * HOUR + index * 47 * SECOND + random.whole(0, 20_000_000)),
      username: random.pick(['admin', 'svc.revenue', 'petra.lind', 'root', 'otto.weiss', 'backup']),
      userrole: 'admin',
      action: 'login',
      outcome: index === 95 ? 'granted' : 'denied',
      reason: index === 95 ? undefined : 'badpassword',
      mfa: false,
      srcip: '185.220.101.47',
      country: 'MD',
    });
  (auth.at(-1) as Rec).username = 'svc.revenue';

  // Batch jobs
  const jobs: Rec[] = [];
  const job = (
    us: number,
    jobname: string,
    elapsedsec: number,
    recs: number,
    exitcode: number,
    rest = {},
  ) => {
    const common = {
      jobname,
      hostname: jobname === 'refund_sweep' ? 'batch-2' : 'batch-1',
      runid: random.hex(8),
    };
    if (us < nowUs) jobs.push({ _timestamp: Math.floor(us), ...common, state: 'started' });
    if (us + elapsedsec * SECOND < nowUs)
      jobs.push({
        _timestamp: Math.floor(us + elapsedsec * SECOND),
        ...common,
        state: exitcode === 0 ? 'finished' : 'failed',
        exitcode,
        elapsedsec,
        recsprocessed: recs,
        ...rest,
      });
  };
  for (let us = Math.ceil(startUs / HOUR) * HOUR; us < nowUs; us += HOUR) {
    const hour = (us / HOUR) % 24;
    job(us + 4 * MINUTE, 'sync_inventory', random.whole(80, 150), random.whole(4000, 9000), 0);
    job(us + 20 * MINUTE, 'push_manifests', random.whole(20, 60), random.whole(200, 700), 0);
    if (hour % 4 === 1)
      job(us + 10 * MINUTE, 'export_revenue', random.whole(900, 1500), random.whole(20000, 40000), 0);
    if (hour % 6 === 2)
      job(us + 30 * MINUTE, 'refund_sweep', random.whole(300, 420), 0, 3, {
        errmsg: 'LedgerFileMissing: refunds.csv is not there',
      });
  }

  // Deployments
  const deploys: Rec[] = [
    [49, 'booking-api', '5.4.2', 'r.costa'],
    [40.5, 'loyalty-svc', '2.0.9', 'h.berg'],
    [31, 'fare-api', '7.11.3', 't.roux'],
    [28.2, 'payment-gw', '3.3.0', 'r.costa'],
    [19.4, 'kiosk-hub', '1.18.4', 's.lind'],
    [11.6, 'loyalty-svc', '2.1.0', 'h.berg'],
    [9.6, 'bag-router', '4.0.1', 's.lind'],
  ].map(([hours, service, appver, actor]) => ({
    _timestamp: Math.floor(nowUs - Number(hours) * HOUR),
    service: String(service),
    appver: String(appver),
    actor: String(actor),
    env: 'prod',
    state: 'succeeded',
    message: `deployment of ${service} ${appver}`,
  }));

  // Metrics
  const pool: Rec[] = [];
  const requests: Rec[] = [];
  const temperature: Rec[] = [];
  const totals: Record<string, number> = {
    'booking-api 2xx': 812_000,
    'booking-api 5xx': 3100,
    'fare-api 2xx': 4_200_000,
    'fare-api 5xx': 15_200,
  };
  const lastSample = Math.floor(nowUs / MINUTE) * MINUTE;
  const noise = createRandom(4711);
  /** Requests in a minute by service and class, given by an incident. */
  const extra = (service: string, status: string, us: number): number => {
    const ago = (nowUs - us) / MINUTE;
    if (incident === 'pool-exhausted' && service === 'booking-api' && ago <= 52 && ago > 14)
      return status === '5xx' ? 41 : -60;
    if (incident === 'bad-deploy' && service === 'fare-api' && ago <= 195 && ago > 128)
      return status === '5xx' ? 210 : -190;
    if (incident === 'noisy-tenant' && service === 'fare-api' && ago <= 76)
      return status === '5xx' ? 0 : 1900;
    return 0;
  };
  for (let us = lastSample - METRIC_SPAN; us <= lastSample; us += MINUTE) {
    const load = rhythmAt(us);
    const ago = (nowUs - us) / MINUTE;
    for (const [service, base] of [
      ['booking-api', 14],
      ['fare-api', 22],
    ] as const) {
      let value = Math.max(1, Math.round(base * load + noise.normal(0, 1.6)));
      const steady = noise.whole(0, 1);
      if (incident === 'pool-exhausted' && service === 'booking-api' && ago <= 53 && ago > 14) value = 50;
      if (incident === 'noisy-tenant' && service === 'fare-api' && ago <= 76) value = 46 + steady;
      pool.push({ _timestamp: us, service, pool: 'primary', value });
    }
    for (const key of Object.keys(totals)) {
      const [service, status] = key.split(' ') as [string, string];
      const perMinute = {
        'booking-api 2xx': 130,
        'booking-api 5xx': 0.5,
        'fare-api 2xx': 640,
        'fare-api 5xx': 2.2,
      }[key] as number;
      const grown = Math.round(
        Math.max(0, perMinute * load * (1 + noise.normal(0, 0.08)) + noise.next() * 0.9),
      );
      totals[key] = (totals[key] as number) + Math.max(0, grown + extra(service, status, us));
      requests.push({ _timestamp: us, service, status, value: totals[key] });
    }
    for (const kioskid of ['KSK-FRA-02', 'KSK-MUC-07'])
      temperature.push({
        _timestamp: us,
        kioskid,
        airport: kioskid.slice(4, 7),
        value: Math.round((kioskid === 'KSK-MUC-07' ? 51 : 37) * 10 + 30 * load + noise.normal(0, 6)) / 10,
      });
  }

  // Traces
  const spans: Rec[] = [];
  function span(
    us: number,
    trace: string,
    parent: string | undefined,
    name: string,
    service: string,
    kind: string,
    duration: number,
    status: string,
    rest: Record<string, Cell | undefined> = {},
    source: Random = random,
  ): string {
    const id = source.hex(16);
    const from = BigInt(Math.floor(us)) * 1000n;
    spans.push({
      _timestamp: Math.floor(us),
      trace_id: trace,
      span_id: id,
      reference_parent_span_id: parent ?? '',
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
  for (const us of moments(1050)) {
    const trace = random.hex(32);
    const kind = random.weighted({ fares: 48, booking: 22, payment: 14, loyalty: 10, seatmap: 6 });
    const ms = (median: number, spread = 0.35) => skewed(median * 1000, spread);
    const failed = random.chance(0.012);
    const status = failed ? 'ERROR' : 'OK';
    const web = { http_status_code: failed ? 502 : 200 };
    if (kind === 'fares') {
      const gds = failed ? 5_000_000 : ms(210);
      const total = gds + ms(40);
      const root = span(us, trace, undefined, 'GET /fares/search', 'fare-api', '2', total, status, {
        ...web,
        agencyid: random.chance(0.18) ? random.weighted(AGENCIES) : undefined,
      });
      span(us + 2000, trace, root, 'redis GET fares', 'fare-api', '3', ms(2), 'UNSET', {
        db_system: 'redis',
      });
      span(us + 8000, trace, root, 'gds.query', 'fare-api', '3', gds, failed ? 'ERROR' : 'UNSET', {
        exception_type: failed ? 'GdsTimeoutError' : undefined,
      });
    } else if (kind === 'booking') {
      const insert = ms(45);
      const hold = ms(90);
      const root = span(
        us,
        trace,
        undefined,
        'POST /bookings',
        'booking-api',
        '2',
        insert + hold + ms(30),
        status,
        web,
      );
      span(us + 3000, trace, root, 'hold_inventory', 'booking-api', '1', hold, failed ? 'ERROR' : 'UNSET', {
        exception_type: failed ? 'InventoryLockError' : undefined,
      });
      span(us + 5000 + hold, trace, root, 'INSERT booking', 'booking-api', '3', insert, 'UNSET', {
        db_system: 'postgresql',
      });
    } else if (kind === 'payment') {
      const psp = failed ? 10_000_000 : ms(620);
      const root = span(us, trace, undefined, 'POST /payments', 'payment-gw', '2', psp + ms(35), status, web);
      span(us + 4000, trace, root, 'psp.authorize', 'payment-gw', '3', psp, failed ? 'ERROR' : 'UNSET', {
        exception_type: failed ? 'PspTimeoutError' : undefined,
      });
    } else if (kind === 'loyalty') {
      const root = span(
        us,
        trace,
        undefined,
        'GET /loyalty/balance',
        'loyalty-svc',
        '2',
        ms(70),
        status,
        web,
      );
      span(us + 2000, trace, root, 'SELECT ledger', 'loyalty-svc', '3', ms(30), 'UNSET', {
        db_system: 'postgresql',
      });
    } else {
      const render = ms(1900);
      const root = span(
        us,
        trace,
        undefined,
        'GET /seatmap/{flight}',
        'booking-api',
        '2',
        render + ms(50),
        status,
        web,
      );
      span(us + 2000, trace, root, 'render_cabin', 'booking-api', '1', render, 'UNSET');
    }
  }

  // One passenger's bad journey
  {
    const ref = 'QX7LKD';
    const us = nowUs - 30 * HOUR - 17 * MINUTE;
    const common = {
      flightno: 'AL507',
      origin: 'VIE',
      paxcount: 3,
      farecls: 'W',
      totalamt: 1184.4,
      currency: 'EUR',
      channel: 'app',
      custid: 'C777018',
      appver: '5.4.2',
    };
    bookings.push(bookingRow(us, ref, 'created', common));
    bookings.push(bookingRow(us + 16 * MINUTE, ref, 'ticketed', common));
    bookings.push(bookingRow(us + 6 * HOUR, ref, 'changed', { ...common, flightno: 'AL724' }));
    const pay = { paymethod: 'mastercard', psp: 'cardium', amteur: 1184.4 };
    const no = { ...pay, outcome: 'declined', declinereason: 'insufficient_funds' };
    payments.push(paymentRow(us + 2 * MINUTE, ref, { ...no, attempt: 1, resptimems: 702 }));
    payments.push(paymentRow(us + 5 * MINUTE, ref, { ...no, attempt: 2, resptimems: 655 }));
    payments.push(
      paymentRow(us + 11 * MINUTE, ref, { ...pay, outcome: 'approved', attempt: 3, resptimems: 811 }),
    );
    const kiosk = {
      kioskid: 'KSK-VIE-03',
      airport: 'VIE',
      terminal: 'T1',
      bookingref: ref,
      flightno: 'AL724',
      fwver: '3.9.1',
      paperpct: 64,
    };
    const at = nowUs - 4 * HOUR - 40 * MINUTE;
    kiosks.push({ _timestamp: Math.floor(at), levelname: 'INFO', event: 'session_start', ...kiosk });
    kiosks.push({
      _timestamp: Math.floor(at + 70 * SECOND),
      levelname: 'ERROR',
      event: 'device_error',
      errcode: 'SCN-12',
      durationsec: 70,
      ...kiosk,
    });
    const bag = { bagtag: '0220483917', flightno: 'AL724', airport: 'VIE' };
    const scans: [number, string, string, string][] = [
      [0, 'dropoff', 'B12', 'ok'],
      [13, 'sorter', 'B15', 'misrouted'],
      [44, 'sorter', 'B11', 'ok'],
      [71, 'loading', 'B18', 'ok'],
    ];
    for (const [minutes, scanpoint, beltid, scanstatus] of scans)
      bags.push({
        _timestamp: Math.floor(at + (8 + minutes) * MINUTE),
        ...bag,
        scanpoint,
        beltid,
        devicesn: 'SCN-0451',
        scanstatus,
        weightkg: scanpoint === 'dropoff' ? 22.6 : undefined,
      });
  }

  // Incidents, over the same base rows
  const planted = createRandom(991);
  const within = (fromMinutes: number, toMinutes: number) =>
    Math.floor(nowUs - toMinutes * MINUTE - planted.next() * (fromMinutes - toMinutes) * MINUTE);
  const minutesAgo = ({ _timestamp }: Rec) => (nowUs - _timestamp) / MINUTE;

  if (incident === 'pool-exhausted') {
    // Unrelated: a release of another service shortly before.
    deploys.push({
      _timestamp: Math.floor(nowUs - 71 * MINUTE),
      service: 'bag-router',
      appver: '4.0.2',
      actor: 's.lind',
      env: 'prod',
      state: 'succeeded',
      message: 'deployment of bag-router 4.0.2',
    });
    jobs.push({
      _timestamp: Math.floor(nowUs - 54 * MINUTE),
      jobname: 'fare_audit_export',
      hostname: 'batch-3',
      runid: '5e07c1aa',
      state: 'started',
      poolconns: 44,
    });
    jobs.push({
      _timestamp: Math.floor(nowUs - 14 * MINUTE),
      jobname: 'fare_audit_export',
      hostname: 'batch-3',
      runid: '5e07c1aa',
      state: 'killed',
      exitcode: 143,
      elapsedsec: 2400,
      errmsg: 'cancelled by t.roux',
    });
    for (let index = 0; index < 170; index += 1)
      bookings.push(
        bookingRow(
          within(52, 14),
          Array.from({ length: 6 }, () => planted.pick([...LETTERS])).join(''),
          'failed',
          {
            levelname: 'ERROR',
            logger: 'sqlalchemy.pool',
            funcname: 'get_conn',
            message: 'QueuePool limit of size 40 overflow 10 reached, connection timed out, timeout 30.00',
            exctype: 'PoolTimeoutError',
            flightno: planted.pick(FLIGHTS),
            origin: planted.weighted(AIRPORTS),
            paxcount: planted.whole(1, 3),
            farecls: planted.weighted({ Y: 70, M: 30 }),
            channel: planted.weighted({ web: 60, app: 40 }),
            appver: '5.4.2',
          },
        ),
      );
    for (let index = 0; index < 48; index += 1) {
      const us = within(52, 14);
      const trace = planted.hex(32);
      const root = span(
        us,
        trace,
        undefined,
        'POST /bookings',
        'booking-api',
        '2',
        30_040_000,
        'ERROR',
        { http_status_code: 503 },
        planted,
      );
      span(
        us + 3000,
        trace,
        root,
        'pool.checkout',
        'booking-api',
        '3',
        30_000_000,
        'ERROR',
        { db_system: 'postgresql', exception_type: 'PoolTimeoutError' },
        planted,
      );
    }
  }
  if (incident === 'bad-deploy') {
    for (const [minutes, appver, state] of [
      [196, '7.12.0', 'succeeded'],
      [128, '7.11.3', 'rolledback'],
    ] as const)
      deploys.push({
        _timestamp: Math.floor(nowUs - minutes * MINUTE),
        service: 'fare-api',
        appver,
        actor: 't.roux',
        env: 'prod',
        state,
        message: state === 'rolledback' ? 'rollback of fare-api to 7.11.3' : 'deployment of fare-api 7.12.0',
      });
    for (const row of fares) {
      const ago = minutesAgo(row);
      if (ago > 195 || ago <= 128) continue;
      row.appver = '7.12.0';
      if (row.farecls !== 'J' || !['JFK', 'GRU', 'NRT', 'DXB'].includes(String(row.dest))) continue;
      row.levelname = 'ERROR';
      row.funcname = 'build_tax_lines';
      row.message = "KeyError: 'taxbreakdown' while pricing return fare";
      row.exctype = 'KeyError';
      row.resultcount = 0;
      row.httpstatus = 500;
    }
    for (let index = 0; index < 190; index += 1)
      fares.push({
        _timestamp: within(195, 128),
        levelname: 'ERROR',
        logger: 'alder.fares',
        funcname: 'build_tax_lines',
        message: "KeyError: 'taxbreakdown' while pricing return fare",
        exctype: 'KeyError',
        origin: planted.weighted(AIRPORTS),
        dest: planted.pick(['JFK', 'GRU', 'NRT', 'DXB']),
        paxcount: planted.whole(1, 4),
        farecls: 'J',
        resptimems: planted.whole(60, 140),
        resultcount: 0,
        cachehit: false,
        channel: planted.weighted({ web: 55, app: 45 }),
        httpstatus: 500,
        appver: '7.12.0',
        hostname: `fare-${planted.whole(1, 4)}`,
        traceid: planted.hex(32),
      });
    for (let index = 0; index < 45; index += 1) {
      const us = within(195, 128);
      const trace = planted.hex(32);
      const root = span(
        us,
        trace,
        undefined,
        'GET /fares/search',
        'fare-api',
        '2',
        planted.whole(70_000, 150_000),
        'ERROR',
        { http_status_code: 500 },
        planted,
      );
      span(
        us + 3000,
        trace,
        root,
        'build_tax_lines',
        'fare-api',
        '1',
        planted.whole(1000, 4000),
        'ERROR',
        { exception_type: 'KeyError' },
        planted,
      );
    }
  }
  if (incident === 'noisy-tenant') {
    for (const row of fares) {
      if (minutesAgo(row) > 76) continue;
      row.resptimems = Math.round(Number(row.resptimems) * 3.4);
    }
    for (const row of spans)
      if (minutesAgo(row) <= 76 && /^GET .fares.search$|^gds.query$/.test(String(row.operation_name))) {
        row.duration = Math.round(Number(row.duration) * 3.4);
        row.end_time = (row.start_time as bigint) + BigInt(row.duration) * 1000n;
      }
    for (let index = 0; index < 900; index += 1) {
      const refused = planted.chance(0.22);
      fares.push({
        _timestamp: within(76, 0),
        levelname: refused ? 'WARNING' : 'INFO',
        logger: 'alder.fares',
        funcname: 'price_multicity',
        message: refused ? 'rate limit exceeded for agency AG-2207' : 'fare search served',
        origin: planted.weighted(AIRPORTS),
        dest: planted.pick(DESTS),
        paxcount: 9,
        farecls: planted.pick(['Y', 'M', 'W', 'J', 'F']),
        resptimems: refused ? planted.whole(3, 12) : planted.whole(5200, 9800),
        resultcount: refused ? 0 : planted.whole(1, 80),
        cachehit: false,
        channel: 'agency',
        agencyid: 'AG-2207',
        httpstatus: refused ? 429 : 200,
        appver: '7.11.3',
        hostname: `fare-${planted.whole(1, 4)}`,
        traceid: planted.hex(32),
      });
    }
    for (let index = 0; index < 110; index += 1) {
      const us = within(76, 0);
      const trace = planted.hex(32);
      const query = planted.whole(5_000_000, 9_000_000);
      const root = span(
        us,
        trace,
        undefined,
        'GET /fares/search',
        'fare-api',
        '2',
        query + 60_000,
        'OK',
        { http_status_code: 200, agencyid: 'AG-2207' },
        planted,
      );
      span(us + 8000, trace, root, 'gds.query', 'fare-api', '3', query, 'UNSET', {}, planted);
    }
  }

  const kept = (rows: Rec[]) => rows.filter(({ _timestamp }) => _timestamp <= nowUs && _timestamp >= startUs);
  const logs = (name: string, rows: Rec[], fullText?: readonly string[]): WorldStream => ({
    type: 'logs',
    name,
    rows: kept(rows).map((row) => ({ ...row, _timestamp: Math.floor(row._timestamp) })),
    ...(fullText ? { fullText } : {}),
  });
  return [
    logs('faresearch', fares, ['message']),
    logs('booking_events', bookings, ['message']),
    logs('paygw', payments, ['message']),
    logs('checkin_kiosk', kiosks),
    logs('bagscan', bags),
    logs('loyalty', loyalty, ['message']),
    logs('staff_auth', auth),
    logs('batchruns', jobs, ['errmsg']),
    logs('rollouts', deploys, ['message']),
    {
      type: 'metrics',
      name: 'db_pool_in_use',
      rows: pool,
      metric: { type: 'Gauge', help: 'Connections taken from the database pool (at most 50)', unit: '' },
    },
    {
      type: 'metrics',
      name: 'http_requests_total',
      rows: requests,
      metric: { type: 'Counter', help: 'Requests answered, by service and class of status', unit: '' },
    },
    {
      type: 'metrics',
      name: 'kiosk_temp_celsius',
      rows: temperature,
      metric: { type: 'Gauge', help: 'Temperature inside a kiosk', unit: 'celsius' },
    },
    { type: 'traces', name: 'alder', rows: kept(spans) },
  ];
}

export const world: World = {
  name: 'alder',
  build: ({ random, nowUs, incident }) => build(random, nowUs, incident),
};
