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
  scrapes,
  spread,
  within,
} from '../kit.ts';
import { createRandom, type Random } from '../random.ts';
import { samples } from '../rows.ts';
import type { Row, World, WorldStream } from '../world.ts';

const HOURS = 54;
const SHIPS = ['skua', 'fulmar', 'gannet', 'petrel'] as const;
const SHIP_LINES: Readonly<Record<string, readonly [string, string]>> = {
  skua: ['northhaven', 'skerry'],
  fulmar: ['northhaven', 'ardvale'],
  gannet: ['lynmoor', 'ardvale'],
  petrel: ['skerry', 'northhaven'],
};
const GATES = {
  'gate-northhaven-01': 24,
  'gate-northhaven-02': 20,
  'gate-northhaven-03': 11,
  'gate-skerry-01': 15,
  'gate-skerry-02': 9,
  'gate-lynmoor-01': 8,
  'gate-ardvale-01': 13,
  'gate-ardvale-02': 7,
};
const PAGES = {
  '/': 16,
  '/timetable': 17,
  '/timetable/search': 21,
  '/book/vehicle': 10,
  '/book/passengers': 9,
  '/checkout': 8,
  '/my-bookings': 8,
  '/live-departures': 9,
  '/offers': 3,
};
const PAGE_SECONDS: Readonly<Record<string, number>> = {
  '/': 0.06,
  '/timetable': 0.09,
  '/timetable/search': 0.32,
  '/book/vehicle': 0.14,
  '/book/passengers': 0.12,
  '/checkout': 1.1,
  '/my-bookings': 0.11,
  '/live-departures': 0.05,
  '/offers': 0.07,
};
const SEARCH_SQL =
  'SELECT s.id, s.dep_at FROM sailings s JOIN fares f ON f.sailing_id = s.id WHERE s.dep_port = ? AND s.dep_at > ?';
interface Statement {
  readonly text: string;
  readonly user: string;
  readonly db: string;
  readonly seconds: number;
  readonly examined: number;
}
const STATEMENTS: Readonly<Record<string, Statement>> = {
  search: { text: SEARCH_SQL, user: 'shop_rw', db: 'shop', seconds: 1.9, examined: 38_000 },
  berths: {
    text: 'UPDATE berths SET held_until = ? WHERE sailing_id = ? AND held_until < ?',
    user: 'shop_rw',
    db: 'shop',
    seconds: 1.4,
    examined: 9000,
  },
  report: {
    text: 'SELECT DATE(paid_at), SUM(amt) FROM payments GROUP BY DATE(paid_at)',
    user: 'report_ro',
    db: 'reports',
    seconds: 6.2,
    examined: 910_000,
  },
  sessions: {
    text: 'DELETE FROM sessions WHERE last_activity < ?',
    user: 'shop_rw',
    db: 'shop',
    seconds: 2.2,
    examined: 64_000,
  },
  dump: {
    text: 'SELECT /*!40001 SQL_NO_CACHE */ * FROM bookings',
    user: 'backup',
    db: 'shop',
    seconds: 22,
    examined: 1_400_000,
  },
  tills: {
    text: 'INSERT INTO till_sales (txn, ship, amt) VALUES (?, ?, ?)',
    user: 'till_sync',
    db: 'onboard',
    seconds: 2.9,
    examined: 120,
  },
};
const STATEMENT_WEIGHTS = { search: 40, berths: 23, report: 16, sessions: 8, dump: 5, tills: 8 };
const OUTLETS = { cafe: 48, bar: 22, shop: 19, restaurant: 11 };
const OUTLET_POUNDS: Readonly<Record<string, number>> = { cafe: 6.4, bar: 10.5, shop: 13, restaurant: 27 };
const OUTLET_GOODS: Readonly<Record<string, readonly string[]>> = {
  cafe: ['hot_drinks', 'hot_drinks', 'pastries', 'sandwiches'],
  bar: ['beer', 'beer', 'wine', 'soft_drinks'],
  shop: ['gifts', 'sweets', 'magazines'],
  restaurant: ['mains', 'mains', 'desserts'],
};

interface Parts {
  readonly nginx: Draft[];
  readonly app: Draft[];
  readonly slowlog: Draft[];
  readonly syslog: Draft[];
  readonly ship: Draft[];
  readonly tills: Draft[];
  readonly traces: Draft[];
}

interface Clock {
  readonly nowUs: number;
  readonly startUs: number;
  /** Midnight at which yesterday began. */
  readonly yesterdayUs: number;
  readonly releaseUs: number;
}

const customer = (random: Random) => `C-${random.whole(10000, 10799)}`;
const address = (random: Random) =>
  `10.${random.whole(20, 29)}.${random.whole(0, 255)}.${random.whole(1, 254)}`;

function nginxRow(random: Random, time: number, uri: string): Draft {
  const isForm = uri === '/checkout' || uri.startsWith('/book/');
  const failed = random.chance(uri === '/live-departures' ? 0.09 : uri === '/checkout' ? 0.03 : 0.006);
  const status = failed
    ? random.pick([500, 502, 504])
    : isForm && random.chance(0.04)
      ? 419
      : random.chance(0.012)
        ? 404
        : random.chance(0.03)
          ? 302
          : 200;
  const seconds = latency(random, PAGE_SECONDS[uri] ?? 0.1, 0.5);
  return {
    _timestamp: time,
    host: 'www.harborline.example',
    remote_addr: address(random),
    request_method: isForm ? 'POST' : 'GET',
    uri,
    status,
    request_time: round(seconds, 3),
    upstream_response_time: round(seconds * 0.94, 3),
    upstream_addr: random.pick(['web-01:9000', 'web-02:9000']),
    body_bytes_sent: random.whole(900, 70_000),
    device: random.weighted({ mobile: 57, desktop: 34, tablet: 9 }),
  };
}

interface AppLine {
  readonly time: number;
  readonly channel: string;
  readonly level: 'INFO' | 'NOTICE' | 'WARNING' | 'ERROR' | 'CRITICAL';
  readonly message: string;
}
const LEVELS = { INFO: 200, NOTICE: 250, WARNING: 300, ERROR: 400, CRITICAL: 500 };

const appRow = (random: Random, clock: Clock, line: AppLine, context: Partial<Draft> = {}): Draft => ({
  _timestamp: line.time,
  channel: line.channel,
  level: LEVELS[line.level],
  level_name: line.level,
  message: line.message,
  release: line.time < clock.releaseUs ? '8.14.2' : '8.15.0',
  host: random.pick(['web-01', 'web-02']),
  ...context,
});

function crossing(random: Random) {
  const ship = random.weighted({ skua: 38, fulmar: 27, gannet: 14, petrel: 21 });
  const [from, to] = SHIP_LINES[ship] as readonly [string, string];
  const isBack = random.chance(0.4);
  return { context_dep_port: isBack ? to : from, context_arr_port: isBack ? from : to };
}

const VEHICLE_METRES: Readonly<Record<string, readonly [number, number]>> = {
  car: [3.6, 5.2],
  van: [5.1, 6.4],
  camper: [5.9, 8.4],
  motorbike: [1.9, 2.5],
  coach: [10.2, 13.9],
};

function vehicle(random: Random) {
  const type = random.weighted({ foot: 31, car: 43, van: 9, camper: 8, motorbike: 4, coach: 5 });
  if (type === 'foot') return { type, fields: {} };
  const [least, most] = VEHICLE_METRES[type] as readonly [number, number];
  const length = round(least + (most - least) * random.next(), 1);
  return { type, fields: { context_veh_typ: type, context_veh_ln: length } };
}

function searchTrace(random: Random, time: number, databaseUs: number, failed = false): Draft[] {
  const route = crossing(random);
  return nested(
    random,
    random.hex(32),
    time,
    [
      {
        service: 'shop-web',
        operation: 'GET /timetable/search',
        kind: '2',
        ownUs: latency(random, 22e3),
        attributes: { dep_port: route.context_dep_port, arr_port: route.context_arr_port },
      },
      {
        service: 'timetable-api',
        operation: 'GET /v2/sailings',
        kind: '2',
        ownUs: latency(random, 31e3),
      },
      {
        service: 'timetable-api',
        operation: 'SELECT sailings',
        kind: '3',
        ownUs: databaseUs,
        attributes: { peer_service: 'mysql-shop' },
      },
    ],
    failed,
  );
}

function checkoutTrace(random: Random, time: number, reference: string | undefined, failed = false): Draft[] {
  return nested(
    random,
    random.hex(32),
    time,
    [
      {
        service: 'shop-web',
        operation: 'POST /checkout',
        kind: '2',
        ownUs: latency(random, 70e3),
        attributes: { bkg_ref: reference },
      },
      { service: 'booking-api', operation: 'POST /v2/bookings', kind: '2', ownUs: latency(random, 120e3) },
      { service: 'payment-gw', operation: 'POST /charge', kind: '2', ownUs: latency(random, 45e3) },
      {
        service: 'payment-gw',
        operation: 'acquirer.authorise',
        kind: '3',
        ownUs: failed ? 8e6 : latency(random, 640e3),
        attributes: { peer_service: 'acquirer' },
      },
    ],
    failed,
  );
}

function shop(parts: Parts, clock: Clock, own: () => Random): void {
  const { nowUs, startUs, yesterdayUs } = clock;
  const web = own();
  for (const time of moments(web, 5900, startUs, nowUs, 0.2))
    parts.nginx.push(nginxRow(web, time, web.weighted(PAGES)));
  for (const time of spread(web, 85, yesterdayUs + 2 * HOUR_US, yesterdayUs + 2.7 * HOUR_US))
    parts.nginx.push({
      ...nginxRow(web, time, '/wp-login.php'),
      status: 404,
      remote_addr: '203.0.113.77',
      device: 'bot',
    });

  const app = own();
  for (const time of moments(app, 1400, startUs, nowUs, 0.2)) {
    const median = time < clock.releaseUs ? 410 : 190;
    parts.app.push(
      appRow(
        app,
        clock,
        { time, channel: 'timetable', level: 'INFO', message: 'Timetable searched' },
        {
          ...crossing(app),
          context_dur_ms: Math.round(latency(app, median)),
          context_hits: app.whole(1, 14),
        },
      ),
    );
  }
  for (const time of moments(app, 850, startUs, nowUs, 0.2)) {
    const failed = app.chance(0.1);
    parts.app.push(
      appRow(
        app,
        clock,
        {
          time,
          channel: 'auth',
          level: failed ? 'NOTICE' : 'INFO',
          message: failed ? 'Login failed' : 'Login ok',
        },
        { context_cust: customer(app), context_rsn: failed ? 'bad_password' : undefined },
      ),
    );
  }
  const promoUs = nowUs - 20 * HOUR_US;
  for (const time of moments(app, 640, startUs, nowUs, 0.4)) {
    const { type, fields } = vehicle(app);
    const reference = `HB${app.hex(5).toUpperCase()}`;
    const pax = type === 'coach' ? app.whole(18, 49) : app.weighted({ '1': 25, '2': 40, '3': 14, '4': 21 });
    const promo = time > promoUs && app.chance(0.2) ? 'AUTUMN25' : app.chance(0.06) ? 'FAMILY10' : undefined;
    parts.app.push(
      appRow(
        app,
        clock,
        { time, channel: 'booking', level: 'INFO', message: 'Booking confirmed' },
        {
          context_bkg_ref: reference,
          context_cust: customer(app),
          ...crossing(app),
          context_pax: Number(pax),
          ...fields,
          context_amt_gbp: round(Number(pax) * 17.5 + latency(app, type === 'foot' ? 4 : 62, 0.3)),
          context_promo: promo,
        },
      ),
    );
    if (app.chance(0.36)) parts.traces.push(...checkoutTrace(app, time - 1.2 * SECOND_US, reference));
    if (app.chance(0.1))
      parts.app.push(
        appRow(
          app,
          clock,
          {
            time: time + app.whole(20, 400) * MINUTE_US,
            channel: 'booking',
            level: 'NOTICE',
            message: 'Booking cancelled',
          },
          {
            context_bkg_ref: reference,
            context_canx_rsn: app.weighted({ customer: 60, weather: 22, duplicate: 18 }),
          },
        ),
      );
  }
  const declined = (time: number, who: string, reason: string) =>
    parts.app.push(
      appRow(
        app,
        clock,
        { time, channel: 'payment', level: 'WARNING', message: 'Payment declined' },
        { context_cust: who, context_decl_rsn: reason, context_amt_gbp: round(latency(app, 95, 0.4)) },
      ),
    );
  for (const time of moments(app, 95, startUs, nowUs, 0.2))
    declined(
      time,
      customer(app),
      app.weighted({ insufficient_funds: 50, auth_3ds_failed: 32, card_expired: 18 }),
    );
  for (const time of spread(app, 8, nowUs - 19 * HOUR_US, nowUs - 12 * HOUR_US))
    declined(time, 'C-40417', 'card_expired');
  const broken = (time: number, channel: string, message: string, exception: string) =>
    parts.app.push(
      appRow(app, clock, { time, channel, level: 'ERROR', message }, { context_exception: exception }),
    );
  for (const time of spread(app, 27, startUs, nowUs))
    broken(
      time,
      'mail',
      'Confirmation mail not sent',
      'Symfony\\Component\\Mailer\\Exception\\TransportException',
    );
  for (const time of spread(app, 15, startUs, nowUs)) {
    broken(time, 'payment', 'Payment gateway timed out', 'GuzzleHttp\\Exception\\ConnectException');
    parts.traces.push(...checkoutTrace(app, time - 8.3 * SECOND_US, undefined, true));
  }
  for (const time of spread(app, 11, startUs, nowUs))
    broken(time, 'booking', 'Deadlock found when trying to get lock', 'Illuminate\\Database\\QueryException');
  story(parts, clock, own());

  const find = own();
  for (const time of moments(find, 210, startUs, nowUs, 0.2))
    parts.traces.push(...searchTrace(find, time, latency(find, time < clock.releaseUs ? 260e3 : 95e3)));

  const slow = own();
  for (const time of moments(slow, 700, startUs, nowUs, 0.5)) {
    const key = slow.weighted(STATEMENT_WEIGHTS);
    parts.slowlog.push(slowRow(slow, time, STATEMENTS[key] as Statement));
  }
}

function slowRow(random: Random, time: number, statement: Statement): Draft {
  const seconds = Math.max(1, latency(random, statement.seconds, 0.35));
  return {
    _timestamp: time,
    user: statement.user,
    client_host: statement.user === 'shop_rw' ? random.pick(['web-01', 'web-02']) : `${statement.db}-job`,
    db: statement.db,
    query_time: round(seconds, 3),
    lock_time: round(random.next() * 0.02, 5),
    rows_sent: random.whole(0, 400),
    rows_examined: Math.round(statement.examined * (0.7 + 0.6 * random.next())),
    statement: statement.text,
  };
}

/** One booking with a history, and the first use of a new code. */
function story(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const from = nowUs - 23 * HOUR_US;
  const known = {
    context_bkg_ref: 'HB7QK2X',
    context_cust: 'C-20991',
    context_dep_port: 'lynmoor',
    context_arr_port: 'ardvale',
  };
  const step = (time: number, level: 'INFO' | 'NOTICE', message: string, more: Partial<Draft>) =>
    parts.app.push(
      appRow(random, clock, { time, channel: 'booking', level, message }, { ...known, ...more }),
    );
  step(from, 'INFO', 'Booking confirmed', {
    context_pax: 5,
    context_veh_typ: 'camper',
    context_veh_ln: 7.4,
    context_amt_gbp: 214.5,
  });
  step(from + 2 * HOUR_US, 'INFO', 'Booking amended', { context_pax: 4, context_amt_gbp: 196 });
  step(from + 15 * HOUR_US, 'NOTICE', 'Booking cancelled', { context_canx_rsn: 'customer' });
  step(from + 15.5 * HOUR_US, 'INFO', 'Refund issued', { context_amt_gbp: 176.4 });
  parts.traces.push(...checkoutTrace(random, from - 1.2 * SECOND_US, 'HB7QK2X'));
  parts.app.push(
    appRow(
      random,
      clock,
      {
        time: nowUs - 20 * HOUR_US,
        channel: 'booking',
        level: 'INFO',
        message: 'Booking confirmed',
      },
      {
        context_bkg_ref: 'HBQ0001',
        context_cust: customer(random),
        context_dep_port: 'northhaven',
        context_arr_port: 'skerry',
        context_pax: 2,
        context_amt_gbp: 37.9,
        context_promo: 'AUTUMN25',
      },
    ),
  );
}

const SCANS: Readonly<Record<string, string>> = {
  ok: 'scan ok',
  wrong_sail: 'scan refused: booked on another sailing',
  too_early: 'scan refused: check-in not open yet',
  no_bkg: 'scan refused: booking not found',
  overlen: 'scan refused: vehicle longer than booked',
  unread: 'scan refused: barcode unreadable',
};

const host = (hostname: string, appname: string, severity: string, message: string) => ({
  hostname,
  appname,
  severity,
  facility: hostname.startsWith('gate') ? 'local3' : 'local5',
  message,
});

function scanRow(random: Random, time: number, hostname: string): Draft {
  const weights = { ok: 81, wrong_sail: 6, too_early: 4, no_bkg: 3, overlen: 4, unread: 2 };
  const result = random.weighted(hostname === 'gate-skerry-01' ? { ...weights, unread: 16 } : weights);
  const base = vehicle(random).fields.context_veh_ln;
  const length = result === 'overlen' ? round((base ?? 4.6) + 1.5, 1) : base;
  return {
    _timestamp: time,
    ...host(hostname, 'gatectl', result === 'ok' ? 'info' : 'notice', SCANS[result] as string),
    port: hostname.split('-')[1],
    lane: random.whole(1, 3),
    scan_res: result,
    bkg_ref: result === 'unread' ? undefined : `HB${random.hex(5).toUpperCase()}`,
    meas_ln: length,
  };
}

function gatesAndShips(parts: Parts, clock: Clock, own: () => Random): void {
  const { nowUs, startUs, yesterdayUs } = clock;
  const gates = own();
  for (const time of moments(gates, 2500, startUs, nowUs, 0.12))
    parts.syslog.push(scanRow(gates, time, gates.weighted(GATES)));
  for (const time of spread(gates, 140, startUs, yesterdayUs + 13 * HOUR_US))
    parts.syslog.push(scanRow(gates, time, 'gate-northhaven-04'));
  for (const time of moments(gates, 460, startUs, nowUs, 0.12)) {
    const hostname = gates.weighted(GATES);
    const stuck = gates.chance(hostname === 'gate-ardvale-02' ? 0.4 : 0.06);
    parts.syslog.push({
      _timestamp: time,
      ...host(
        hostname,
        'barrierd',
        stuck ? 'err' : 'info',
        stuck ? 'barrier did not close' : 'barrier cycle done',
      ),
      port: hostname.split('-')[1],
      lane: gates.whole(1, 3),
    });
  }
  const decks = own();
  for (const time of moments(decks, 1300, startUs, nowUs, 0.25)) {
    const ship = decks.weighted({ skua: 34, fulmar: 27, gannet: 17, petrel: 22 });
    const [appname, severity, message] = decks.pick([
      ['wifi-ctl', 'info', 'portal terms accepted'],
      ['wifi-ctl', 'info', 'client associated'],
      ['wifi-ctl', 'info', 'client associated'],
      ['dhcpd', 'info', 'lease given'],
      ['vsatd', 'info', 'link up'],
      ['firemon', 'info', 'self test passed'],
    ] as const);
    const warned = decks.chance(ship === 'gannet' ? 0.16 : 0.05);
    const warning =
      { 'wifi-ctl': 'access point restarted', vsatd: 'signal low', firemon: 'detector needs cleaning' }[
        appname as string
      ] ?? 'lease pool nearly used up';
    parts.syslog.push({
      _timestamp: time,
      ...host(`mv-${ship}`, appname, warned ? 'warning' : severity, warned ? warning : message),
    });
  }
  for (const minutes of [0, 2, 5])
    parts.syslog.push({
      _timestamp: nowUs - 16 * HOUR_US + minutes * MINUTE_US,
      ...host('mv-skua', 'firemon', 'crit', 'smoke detected, galley zone 3'),
    });
}

/** Each ship leaves every three hours by day, there and back in turn. */
function sailings(parts: Parts, { nowUs, startUs, yesterdayUs }: Clock, random: Random): void {
  let number = 1000;
  const leave = (ship: string, sail_no: string, dueUs: number, isBack: boolean, more: Partial<Draft>) => {
    const [from, to] = SHIP_LINES[ship] as readonly [string, string];
    const common = {
      topic: `hl/${ship}/sailing`,
      ship,
      sail_no,
      dep_port: isBack ? to : from,
      arr_port: isBack ? from : to,
    };
    const at = (_timestamp: number, evt: string, fields: Partial<Draft>) => {
      if (_timestamp >= startUs && _timestamp <= nowUs)
        parts.ship.push({ _timestamp, ...common, evt, ...fields });
    };
    at(dueUs - 40 * MINUTE_US, 'boarding', {});
    if (more.canx_rsn !== undefined) {
      at(dueUs - 10 * MINUTE_US, 'canx', { canx_rsn: more.canx_rsn });
      return;
    }
    const leftUs = dueUs + Number(more.delay_min) * MINUTE_US;
    const minutes = random.whole(84, 104);
    at(leftUs, 'departed', more);
    at(leftUs + minutes * MINUTE_US, 'arrived', { crossing_min: minutes });
  };
  for (let day = -2; day <= 1; day += 1) {
    SHIPS.forEach((ship, index) => {
      for (let slot = 0; slot < 6; slot += 1) {
        number += 1;
        const size = { skua: 520, fulmar: 410, gannet: 240, petrel: 330 }[ship];
        const dueUs = yesterdayUs + day * DAY_US + (5.5 + 0.75 * index + 3 * slot) * HOUR_US;
        const isCancelled = random.chance(0.04);
        const late = random.chance(0.5) ? 0 : Math.round(latency(random, 11, 0.7));
        const veh = Math.round(size * (0.1 + 0.14 * random.next()));
        leave(
          ship,
          `HL${number}`,
          dueUs,
          slot % 2 === 1,
          isCancelled
            ? { canx_rsn: 'crew' }
            : {
                pax: Math.round(size * (0.35 + 0.55 * random.next())),
                veh,
                veh_ln: round(veh * (4.5 + random.next()), 1),
                delay_min: Math.min(70, late),
              },
        );
      }
    });
  }
  const special = { pax: 226, veh: 41, veh_ln: 203.4, delay_min: 95 };
  leave('gannet', 'HL777', nowUs - 20 * HOUR_US - 95 * MINUTE_US, false, special);
  leave('gannet', 'HL801', nowUs - 30 * HOUR_US, true, { canx_rsn: 'weather' });
  leave('gannet', 'HL802', nowUs - 29 * HOUR_US, false, { canx_rsn: 'weather' });
  leave('petrel', 'HL803', nowUs - 9 * HOUR_US, false, { canx_rsn: 'technical' });
}

function engines(parts: Parts, { nowUs, startUs, yesterdayUs }: Clock, random: Random): void {
  const lowFrom = yesterdayUs + 9 * HOUR_US;
  const lowTo = yesterdayUs + 11 * HOUR_US;
  const coolant: Readonly<Record<string, number>> = { skua: 78, fulmar: 79.5, gannet: 77, petrel: 84.5 };
  const fuel: Readonly<Record<string, number>> = { skua: 610, fulmar: 540, gannet: 330, petrel: 405 };
  const step = 10 * MINUTE_US;
  for (let time = Math.ceil(startUs / step) * step; time <= nowUs; time += step) {
    const hour = (time % DAY_US) / HOUR_US;
    if (hour < 5 || hour > 23.3) continue;
    for (const ship of SHIPS)
      for (const eng of [1, 2]) {
        const low = ship === 'gannet' && eng === 2 && within(time, lowFrom, lowTo);
        const extra = ship === 'gannet' && eng === 2 ? 3 : 0;
        parts.ship.push({
          _timestamp: time + random.whole(0, 5_000_000) - 5_000_000,
          topic: `hl/${ship}/eng/${eng}`,
          ship,
          evt: 'eng_stat',
          eng,
          rpm: random.whole(590, 745),
          clt_temp_c: round((coolant[ship] as number) + extra + random.normal(0, 1.8), 1),
          lo_prs_bar: round(low ? 1.3 + 0.4 * random.next() : random.normal(4.4, 0.15)),
          fuel_lph: round((fuel[ship] as number) * (0.85 + 0.3 * random.next()), 1),
        });
      }
  }
  const alarm = (time: number, ship: string, eng: number, alm: string, alm_prio: string) =>
    parts.ship.push({
      _timestamp: time,
      topic: `hl/${ship}/alm`,
      ship,
      evt: 'eng_alm',
      eng,
      alm,
      alm_prio,
    });
  for (const time of moments(random, 64, startUs, nowUs, 0.2)) {
    const ship = random.weighted({ skua: 22, fulmar: 26, gannet: 26, petrel: 26 });
    const alm = random.weighted({ clt_temp_hi: 40, fuel_filt_clog: 26, exh_temp_hi: 22, gearbox_vib: 12 });
    alarm(time, ship, random.whole(1, 2), alm, alm === 'clt_temp_hi' ? 'high' : 'low');
  }
  for (const time of spread(random, 14, lowFrom, lowTo)) alarm(time, 'gannet', 2, 'lo_prs_low', 'high');
}

function tillRow(random: Random, time: number): Draft {
  const ship = random.weighted({ skua: 36, fulmar: 28, gannet: 14, petrel: 22 });
  const outlet = random.weighted(OUTLETS);
  const evt = random.weighted({ sale: 930, refund: 26, void: 20, drawer_open: 12, card_decl: 16 });
  const amount = Math.max(1, latency(random, OUTLET_POUNDS[outlet] as number, 0.55));
  const hasAmount = evt === 'sale' || evt === 'refund';
  const till = { cafe: 1, bar: 3, shop: 4, restaurant: 5 }[outlet];
  return {
    _timestamp: time,
    topic: `hl/${ship}/till/${till}`,
    ship,
    outlet,
    till_no: till,
    evt,
    txn: `T${random.hex(8)}`,
    opr: `op-${random.whole(101, 136)}`,
    item_grp: hasAmount ? random.pick(OUTLET_GOODS[outlet] as readonly string[]) : undefined,
    qty: hasAmount ? random.whole(1, 4) : undefined,
    amt_gbp: hasAmount ? round(amount) : undefined,
    pay_typ: hasAmount ? random.weighted({ card: 77, cash: 18, voucher: 5 }) : undefined,
    err: evt === 'card_decl' ? random.pick(['declined by bank', 'wrong pin']) : undefined,
    offline: random.chance(0.02),
  };
}

function base(random: Random, clock: Clock): Parts {
  const parts: Parts = { nginx: [], app: [], slowlog: [], syslog: [], ship: [], tills: [], traces: [] };
  const own = () => createRandom(random.whole(1, 2 ** 31));
  shop(parts, clock, own);
  gatesAndShips(parts, clock, own);
  sailings(parts, clock, own());
  engines(parts, clock, own());
  const tills = own();
  for (const time of moments(tills, 3400, clock.startUs, clock.nowUs, 0.06))
    parts.tills.push(tillRow(tills, time));
  return parts;
}

/** True, but no cause of anything. */
function herrings(parts: Parts, { nowUs }: Clock, random: Random): void {
  parts.app.push({
    _timestamp: nowUs - 68 * MINUTE_US,
    channel: 'deploy',
    level: 200,
    level_name: 'INFO',
    message: 'Release of till-sync 3.2.1 finished',
    release: '8.15.0',
    host: random.pick(['web-01', 'web-02']),
  });
  parts.ship.push({
    _timestamp: nowUs - 61 * MINUTE_US,
    topic: 'hl/gannet/alm',
    ship: 'gannet',
    evt: 'eng_alm',
    eng: 1,
    alm: 'gearbox_vib',
    alm_prio: 'low',
  });
}

const LINK_FROM = 58;
const LINK_TO = 12;
const INDEX_FROM = 46;

/** The satellite antenna of Fulmar loses its carrier: cards are refused on board; it is over. */
function satelliteLink(parts: Parts, clock: Clock, random: Random): void {
  const onset = clock.nowUs - LINK_FROM * MINUTE_US;
  const end = clock.nowUs - LINK_TO * MINUTE_US;
  herrings(parts, clock, random);
  for (const time of spread(random, 46, onset, end))
    parts.syslog.push({
      _timestamp: time,
      ...host('mv-fulmar', 'vsatd', 'err', 'carrier lock lost, searching for satellite'),
    });
  for (const time of spread(random, 60, onset + MINUTE_US, end))
    parts.syslog.push({
      _timestamp: time,
      ...host('mv-fulmar', 'wifi-ctl', 'warning', 'captive portal: upstream unreachable'),
    });
  parts.syslog.push({
    _timestamp: end,
    ...host('mv-fulmar', 'vsatd', 'notice', 'carrier lock regained'),
  });
  const blocked = {
    evt: 'card_decl',
    offline: true,
    err: 'acquirer unreachable',
    item_grp: undefined,
    qty: undefined,
    amt_gbp: undefined,
    pay_typ: undefined,
  };
  for (const row of parts.tills) {
    if (row.ship !== 'fulmar' || !within(row._timestamp, onset, end)) continue;
    Object.assign(row, row.pay_typ === 'card' ? blocked : { offline: true });
  }
  for (const time of spread(random, 90, onset + 20 * SECOND_US, end)) {
    const row = tillRow(random, time);
    parts.tills.push({ ...row, ...blocked, ship: 'fulmar', topic: `hl/fulmar/till/${row.till_no}` });
  }
}

/** Release 8.16.0 drops an index: timetable searches read the whole table. */
function droppedIndex(parts: Parts, clock: Clock, random: Random): void {
  const { nowUs } = clock;
  const onset = nowUs - INDEX_FROM * MINUTE_US;
  herrings(parts, clock, random);
  for (const row of parts.app) if (row._timestamp >= onset) row.release = '8.16.0';
  const line = (time: number, fields: Partial<Draft>) => ({
    _timestamp: time,
    release: '8.16.0',
    host: random.pick(['web-01', 'web-02']),
    ...fields,
  });
  parts.app.push(
    line(onset - 20 * SECOND_US, {
      channel: 'deploy',
      level: 200,
      level_name: 'INFO',
      message: 'Release of shop 8.16.0 finished, migrated: drop_sailings_dep_port_index',
    }),
  );
  const isSearch = (row: Draft) => row.uri === '/timetable/search' && row._timestamp >= onset;
  for (const row of parts.nginx) {
    if (!isSearch(row)) continue;
    const seconds = latency(random, 9, 0.2);
    Object.assign(row, { request_time: round(seconds, 3), upstream_response_time: round(seconds * 0.98, 3) });
  }
  for (const row of parts.app)
    if (row.message === 'Timetable searched' && row._timestamp >= onset)
      row.context_dur_ms = Math.round(latency(random, 9000, 0.2));
  // Searches of the base were quick: they give way to slow ones.
  const quick = new Set(
    parts.traces
      .filter((row) => row._timestamp >= onset && row.operation_name === 'GET /timetable/search')
      .map((row) => row.trace_id),
  );
  parts.traces.splice(0, parts.traces.length, ...parts.traces.filter((row) => !quick.has(row.trace_id)));
  const statement = { ...(STATEMENTS.search as Statement), seconds: 9.5, examined: 4_200_000 };
  for (const time of spread(random, 170, onset, nowUs - 5 * SECOND_US))
    parts.slowlog.push(slowRow(random, time, statement));
  spread(random, 110, onset, nowUs - 20 * SECOND_US).forEach((time, index) => {
    const timedOut = index % 3 !== 0;
    const seconds = timedOut ? 15 : latency(random, 9.5, 0.15);
    parts.nginx.push({
      ...nginxRow(random, time + seconds * SECOND_US, '/timetable/search'),
      status: timedOut ? 504 : 200,
      request_time: round(seconds + 0.004 * random.next(), 3),
      upstream_response_time: round(seconds, 3),
    });
    if (timedOut)
      parts.app.push(
        line(time + seconds * SECOND_US, {
          channel: 'timetable',
          level: 400,
          level_name: 'ERROR',
          message: 'SQLSTATE[HY000]: 3024 maximum statement execution time exceeded',
          context_exception: 'Illuminate\\Database\\QueryException',
          ...crossing(random),
        }),
      );
    if (index % 2 === 0)
      parts.traces.push(...searchTrace(random, time, (seconds - 0.1) * SECOND_US, timedOut));
  });
}

function metrics(random: Random, { nowUs }: Clock, incident: string | null): WorldStream[] {
  const recent = scrapes(3, nowUs);
  const long = samples(nowUs);
  const ago = (minutes: number) => nowUs - minutes * MINUTE_US;
  const link = (time: number) => incident === 'fulmar-link' && within(time, ago(LINK_FROM), ago(LINK_TO));
  const index = (time: number) => incident === 'dropped-index' && time > ago(INDEX_FROM);
  const own = () => createRandom(random.whole(1, 2 ** 31));
  const stream = (
    name: string,
    type: 'Counter' | 'Gauge' | 'Histogram',
    help: string,
    unit: string,
    rows: Row[],
  ): WorldStream => ({ type: 'metrics', name, rows, metric: { type, help, unit } });
  /** A gauge for each of several label sets, around a middle. */
  const gauges = (
    times: readonly number[],
    sets: ReadonlyArray<readonly [Readonly<Record<string, string>>, number]>,
    sampleOf: (
      middle: number,
      noise: number,
      time: number,
      labels: Readonly<Record<string, string>>,
    ) => number,
  ) =>
    sets.flatMap(([labels, middle]) => {
      const noise = own();
      return gauge(times, labels, (time) => sampleOf(middle, 0.9 + 0.2 * noise.next(), time, labels));
    });
  const instances = [
    ['web-01', 1.4],
    ['web-02', 1.7],
    ['db-01', 2.6],
    ['mqtt-01', 0.4],
  ] as const;
  const loads = instances.map(([instance, middle]) => [{ instance }, middle] as const);
  const ships = (values: readonly number[]) =>
    SHIPS.map((ship, position) => [{ ship }, values[position] as number] as const);
  const disks = [
    [{ instance: 'web-01', mountpoint: '/' }, 18.2e9, 40e9],
    [{ instance: 'web-02', mountpoint: '/' }, 6.1e9, 40e9],
    [{ instance: 'db-01', mountpoint: '/var/lib/mysql' }, 212e9, 500e9],
    [{ instance: 'mqtt-01', mountpoint: '/' }, 71e9, 120e9],
  ] as const;
  const cpu = instances.flatMap(([instance, load]) =>
    Object.entries({ idle: 240 - load * 40, user: load * 30, iowait: load * 10 }).flatMap(
      ([mode, perMinute]) => counter(recent, { instance, mode }, own(), () => perMinute, 400_000),
    ),
  );
  const durations = (
    [
      ['/timetable/search', 40, 0.3],
      ['/checkout', 12, 1.0],
    ] as const
  ).map(([route, rate, median]) =>
    histogram(
      scrapes(2, nowUs),
      { route },
      own(),
      [0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      (time) => rate * rhythm(time),
      (time) => (index(time) && route === '/timetable/search' ? 9.2 : median),
    ),
  );
  const duration = 'shop_http_request_duration_seconds';
  const mysql = { instance: 'db-01:9104' };
  return [
    stream(
      'node_load1',
      'Gauge',
      '1m load average',
      '1',
      gauges(recent, loads, (middle, noise, time, { instance }) =>
        round(middle * noise + (index(time) && instance === 'db-01' ? 11 : 0)),
      ),
    ),
    stream('node_cpu_seconds_total', 'Counter', 'Seconds the CPUs spent in each mode', 's', cpu),
    stream(
      'node_filesystem_avail_bytes',
      'Gauge',
      'Filesystem space available to non-root users',
      'By',
      disks.flatMap(([labels, free]) =>
        gauge(recent, labels, (time) => Math.round(free + ((nowUs - time) / MINUTE_US) * 350_000)),
      ),
    ),
    stream(
      'node_filesystem_size_bytes',
      'Gauge',
      'Filesystem size',
      'By',
      disks.flatMap(([labels, , size]) => gauge(recent, labels, () => size)),
    ),
    stream(
      'mysql_global_status_threads_connected',
      'Gauge',
      'Connections open at the moment',
      '1',
      gauges(long, [[mysql, 46]], (middle, noise, time) =>
        Math.round(middle * noise * rhythm(time) + (index(time) ? 104 : 0)),
      ),
    ),
    stream(
      'mysql_global_status_slow_queries',
      'Counter',
      'Statements that took longer than long_query_time',
      '1',
      counter(recent, mysql, own(), (time) => 2 + (index(time) ? 38 : 0), 90_000),
    ),
    stream(
      'mysql_global_status_queries',
      'Counter',
      'Statements executed by the server',
      '1',
      counter(recent, mysql, own(), (time) => 9600 * rhythm(time), 7e6),
    ),
    stream(
      'phpfpm_active_processes',
      'Gauge',
      'PHP-FPM workers that serve a request',
      '1',
      gauges(
        recent,
        [
          [{ instance: 'web-01' }, 14],
          [{ instance: 'web-02' }, 17],
        ],
        (middle, noise, time) => Math.round(middle * noise + (index(time) ? 41 : 0)),
      ),
    ),
    stream(
      'ship_wifi_clients',
      'Gauge',
      'Devices on the passenger wifi of the ship',
      '1',
      gauges(long, ships([230, 170, 85, 130]), (middle, noise, time, { ship }) =>
        Math.round(middle * noise * rhythm(time, 0.2) * (link(time) && ship === 'fulmar' ? 0.1 : 1)),
      ),
    ),
    stream(
      'ship_uplink_rtt_ms',
      'Gauge',
      'Round trip over the satellite link of the ship',
      'ms',
      gauges(recent, ships([610, 640, 655, 590]), (middle, noise, time, { ship }) =>
        link(time) && ship === 'fulmar' ? 5000 : Math.round(middle * noise),
      ),
    ),
    stream(
      'ship_fuel_tank_litres',
      'Gauge',
      'Fuel left in the tanks of the ship',
      'l',
      ships([61_000, 48_500, 19_200, 33_800]).flatMap(([labels, left]) =>
        gauge(recent, labels, (time) => Math.round(left + ((nowUs - time) / MINUTE_US) * 9)),
      ),
    ),
    stream(
      'gate_queue_veh',
      'Gauge',
      'Vehicles that wait before the gates of the port',
      '1',
      gauges(
        recent,
        [
          [{ port: 'northhaven' }, 44],
          [{ port: 'skerry' }, 23],
          [{ port: 'lynmoor' }, 9],
          [{ port: 'ardvale' }, 15],
        ],
        (middle, noise) => Math.round(middle * noise),
      ),
    ),
    ...(['bucket', 'sum', 'count'] as const).map((part) =>
      stream(
        `${duration}_${part}`,
        'Histogram',
        'Duration of requests to the shop',
        part === 'sum' ? 's' : '1',
        durations.flatMap((each) => each[part]),
      ),
    ),
  ];
}

/** A ferry operator. See README.md. */
export const world: World = {
  name: 'harborline',
  build({ random, nowUs, incident }) {
    const yesterdayUs = Math.floor(nowUs / DAY_US) * DAY_US - DAY_US;
    const clock: Clock = {
      nowUs,
      startUs: nowUs - HOURS * HOUR_US,
      yesterdayUs,
      releaseUs: yesterdayUs + 11.5 * HOUR_US,
    };
    const seeds = { metrics: random.whole(1, 2 ** 31), incident: random.whole(1, 2 ** 31) };
    const parts = base(random, clock);
    const planted = createRandom(seeds.incident);
    if (incident === 'fulmar-link') satelliteLink(parts, clock, planted);
    if (incident === 'dropped-index') droppedIndex(parts, clock, planted);
    const logs = (name: string, rows: Draft[], ...fullText: string[]): WorldStream => ({
      type: 'logs',
      name,
      // Some steps of a story would lie after the end of the data.
      rows: rows
        .filter((row) => row._timestamp >= clock.startUs && row._timestamp <= nowUs)
        .map((row) => ({ ...row, _timestamp: Math.floor(row._timestamp) })),
      fullText,
    });
    return [
      logs('shop_nginx', parts.nginx, 'uri'),
      logs('shop_app', parts.app, 'message'),
      logs('shop_slowlog', parts.slowlog, 'statement'),
      { ...logs('syslog', parts.syslog, 'message'), retentionDays: 30 },
      logs('mqtt_ship', parts.ship),
      logs('mqtt_tills', parts.tills),
      { type: 'traces', name: 'shop_traces', rows: parts.traces.filter((row) => row._timestamp <= nowUs) },
      ...metrics(createRandom(seeds.metrics), clock, incident),
    ];
  },
};
