import type { Asked, AskedTurn, Brain, Reply, WantedCall } from './model-server.ts';

/** What a small brain of rules knows of one request. */
interface Known {
  readonly wants: string;
  /** Fields by stream, as the first message tells them. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly offers: (name: string) => boolean;
  /** The answer to the call of a tool, once it has been made. */
  readonly answerOf: (name: string) => string | null;
  readonly answered: ReadonlySet<string>;
}

function knownOf({ turns, tools }: Asked): Known {
  const [first] = turns;
  const text = first?.role === 'user' ? first.text : '';
  const calls = turns.flatMap((turn) => (turn.role === 'model' ? turn.calls : []));
  const answers = new Map(
    turns.flatMap((turn) =>
      turn.role === 'tools' ? turn.answers.map(({ id, text }) => [id, text] as const) : [],
    ),
  );
  return {
    wants: /The person wants: ([\s\S]*)$/.exec(text)?.[1] ?? '',
    fields: new Map(
      [...text.matchAll(/^(?:logs|traces) (\w+)(?::.*)?\n {2}(.*)$/gm)].map(([, name = '', list = '']) => [
        name,
        list.split(' · ').map((field) => field.split(' ')[0] ?? ''),
      ]),
    ),
    offers: (name) => tools.some((tool) => tool.name === name),
    answerOf(name) {
      const call = calls.findLast((each) => each.name === name);
      return call ? (answers.get(call.id ?? '') ?? null) : null;
    },
    answered: new Set(calls.map(({ name }) => name)),
  };
}

const number = (text: string) => Number(text.replaceAll(/[$,k]/gi, '')) * (/k$/i.test(text) ? 1000 : 1);

/** A dashboard and an alert for a stream that the words name in part, as a careful model would plan them. */
function salesPlan({ wants, fields, answerOf }: Known): WantedCall[] {
  const [stream = '', names = []] =
    [...fields].find(([name]) => name.split('_').some((part) => wants.toLowerCase().includes(part))) ?? [];
  const [, measured = ''] = /alert me if (\w+)/i.exec(wants) ?? [];
  const field = names.find((name) => name.includes(measured.toLowerCase())) ?? 'missing';
  const [, verb = '', limit = '0'] =
    /(drops below|falls below|rises above|exceeds) \$?([\d,.]+k?)/i.exec(wants) ?? [];
  const listed = JSON.parse(answerOf('list_destinations') ?? '{}');
  const data = listed.untrusted_data ?? listed;
  const destinations = Array.isArray(data) ? data : (data.rows ?? []);
  const [destination] = destinations.map((each: unknown) =>
    Array.isArray(each) ? each[0] : (each as { name: string }).name,
  );
  return [
    {
      name: 'create_dashboard',
      arguments: {
        title: 'Sales',
        panels: [
          {
            title: 'Revenue over time',
            type: 'line',
            sql: `SELECT histogram(_timestamp) AS time, sum(${field}) AS ${measured} FROM "${stream}" GROUP BY time ORDER BY time`,
          },
          { title: 'Orders', type: 'stat', sql: `SELECT count(*) AS orders FROM "${stream}"` },
        ],
      },
    },
    {
      name: 'create_alert',
      arguments: {
        name: `${measured}_low`,
        stream_name: stream,
        stream_type: 'logs',
        enabled: true,
        destinations: [destination],
        condition: {
          measure: `sum(${field})`,
          operator: /below/.test(verb) ? '<' : '>',
          threshold: number(limit),
          period: 60,
        },
      },
    },
  ];
}

/** Makes calls by rule from the tools that it is offered, as a model would: never from the name of a test. */
export const brain: Brain = (asked): Reply => {
  const known = knownOf(asked);
  const { wants, fields, offers, answered } = known;
  if (/dashboard and alert/i.test(wants) && offers('create_alert')) {
    if (!answered.has('list_destinations')) return { calls: [{ name: 'list_destinations', arguments: {} }] };
    if (!answered.has('create_alert')) return { calls: salesPlan(known) };
    return { text: 'The dashboard shows sales, and the alert watches revenue.' };
  }
  if (/error/i.test(wants) && offers('search_sql')) {
    if (answered.has('search_sql')) return { text: 'There were errors.' };
    const having = [...fields].filter(([, names]) => names.includes('level') && names.includes('message'));
    const named = (name: string) => Number(wants.includes(name.split('_')[0] ?? name));
    const [stream = ''] = having.map(([name]) => name).sort((a, b) => named(b) - named(a));
    return {
      calls: [
        {
          name: 'search_sql',
          arguments: {
            sql: `SELECT _timestamp, level, message FROM "${stream}" WHERE level = 'error' ORDER BY _timestamp DESC LIMIT 20`,
            start_time: '1h',
          },
        },
      ],
    };
  }
  const title = /dashboard called '([^']+)'/.exec(wants)?.[1];
  if (title !== undefined && offers('create_dashboard')) {
    if (answered.has('create_dashboard')) return { text: 'It is planned.' };
    return { calls: [{ name: 'create_dashboard', arguments: { title } }] };
  }
  return offers('none_of_these')
    ? { calls: [{ name: 'none_of_these', arguments: { reason: 'That is not about OpenObserve.' } }] }
    : { text: 'I can do nothing here.' };
};

/** The turns of one role. */
export function turnsOf<R extends AskedTurn['role']>(asked: Asked, role: R) {
  return asked.turns.filter((turn): turn is Extract<AskedTurn, { role: R }> => turn.role === role);
}
