import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appAt, runTool } from '../helpers/run-tool.ts';
import { rowObjects, type Rows } from '../helpers/row-objects.ts';
import { loadWorld, momentUs, readWorld, readYaml } from '../worlds/load.ts';

/** A fact that a good investigation says, or a herring that it must not name: one key each. */
export type Fact = Readonly<
  Record<string, string | { readonly field: string; readonly is: string | number | boolean }>
>;

export interface Incident {
  readonly id: string;
  readonly kind?: string;
  readonly question?: string;
  readonly quiet?: boolean;
  readonly window: readonly [string, string];
  readonly facts?: readonly Fact[];
  readonly red_herrings?: readonly Fact[];
}

export interface IncidentScore {
  readonly world: string;
  readonly incident: Incident;
  readonly found: readonly string[];
  readonly missed: readonly string[];
  /** Herrings that were named among so many findings. */
  readonly named: readonly string[];
  readonly findings: number;
  readonly isAlarm: boolean;
  readonly characters: number;
  readonly reads: number;
  readonly tookMs: number;
  readonly text: string;
}

interface Answer {
  readonly unusual?: boolean;
  readonly onset?: string;
  readonly end?: string | null;
  readonly reads?: number;
  readonly untrusted_data: Rows & {
    readonly events_before_the_onset?: Rows;
    readonly events_before_the_end?: Rows;
    readonly [other: string]: unknown;
  };
}

const eventsIn = ({ untrusted_data: data }: Answer) =>
  [data.events_before_the_onset, data.events_before_the_end].flatMap((events) =>
    events === undefined ? [] : rowObjects(events),
  );

const WORLDS = join(import.meta.dirname, '../worlds');

/** Worlds with incidents that may be looked at while building. */
export function openWorlds(): string[] {
  const locked = readFileSync(join(WORLDS, 'locked.txt'), 'utf8').split('\n');
  return readdirSync(WORLDS).filter(
    (name) => !locked.includes(name) && existsSync(join(WORLDS, name, 'incidents.yaml')),
  );
}

const WITHIN_MS = 5 * 60_000;
const plain = (text: unknown) => String(text).toLowerCase().replaceAll(/\s+/g, ' ');

/** What an answer says, whoever gave it. */
export interface Said {
  /** Piece by piece: a value counts where its field stands beside it, in sentences also alone. */
  readonly pieces: readonly string[];
  readonly isProse: boolean;
  /** What it names as having to do with what happened. */
  readonly named: readonly string[];
  /** Moments at which it says that it began and ended, in milliseconds; sentences may mean any for either. */
  readonly onsets: readonly number[];
  readonly ends: readonly number[];
}

/** What the tool `investigate` says. */
function saidByTool(answer: Answer): Said {
  const { columns: _, rows: __, events_before_the_onset: ___, ...others } = answer.untrusted_data;
  const moment = (text: string | null | undefined) => (typeof text === 'string' ? [Date.parse(text)] : []);
  const shown = [
    ...rowObjects(answer.untrusted_data).map(({ finding, stream }) => `${stream} ${finding}`),
    ...eventsIn(answer).map((event) => JSON.stringify(event)),
  ];
  return {
    pieces: [...shown, JSON.stringify(others)].map(plain),
    isProse: false,
    named: shown.map(plain),
    onsets: moment(answer.onset),
    ends: moment(answer.end),
  };
}

const DAY_MS = 86_400_000;

/** Moments in sentences: ISO, or a time of the day (UTC) of the day before `nowMs`. */
function momentsIn(text: string, nowMs: number): number[] {
  const dated = [
    ...text.matchAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?/g),
  ].map(([found]) => Date.parse(/Z|[+-]\d\d:\d\d$/.test(found) ? found : `${found}Z`));
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const timed = [...text.matchAll(/(?<![\d:T-])(\d{1,2}):(\d\d)(?::\d\d)?(?![\d:])/g)].map(
    ([, hour, minute]) => {
      const at = midnight + (Number(hour) * 60 + Number(minute)) * 60_000;
      return at > nowMs ? at - DAY_MS : at;
    },
  );
  return [...dated, ...timed];
}

/** What sentences say. */
export function saidInWords(text: string, nowMs: number): Said {
  const moments = momentsIn(text, nowMs);
  return { pieces: [plain(text)], isProse: true, named: [plain(text)], onsets: moments, ends: moments };
}

/** Words of a phrase that say what it is: with a digit, a capital letter, or long. */
const telling = (phrase: string) =>
  phrase.split(/[\s,:;()]+/).filter((word) => /\d/.test(word) || /^[A-Z]/.test(word) || word.length > 4);

function saysPhrase(pieces: readonly string[], phrase: string): boolean {
  if (pieces.some((piece) => piece.includes(plain(phrase)))) return true;
  const words = telling(phrase).map(plain);
  return words.length > 1 && pieces.some((piece) => words.every((word) => piece.includes(word)));
}

const isAlone = (piece: string, value: string) =>
  piece.split(/[^\p{L}\d._:/-]+/u).some((word) => word.replace(/[.:]+$/, '') === value);

/** Whether an answer says a fact; with `pieces` other than its own, whether these do. */
export function says(said: Said, fact: Fact, nowUs: number, pieces = said.pieces): boolean {
  const [[key, value]] = Object.entries(fact) as [[string, Fact[string]]];
  if (key === 'onset' || key === 'end') {
    const atMs = momentUs(String(value), nowUs) / 1000;
    return (key === 'onset' ? said.onsets : said.ends).some((each) => Math.abs(each - atMs) <= WITHIN_MS);
  }
  if (typeof value !== 'object') return saysPhrase(pieces, value);
  const is = plain(value.is);
  return pieces.some((piece) =>
    said.isProse && !piece.includes(plain(value.field))
      ? is.includes(' ')
        ? piece.includes(is)
        : isAlone(piece, is)
      : piece.includes(plain(value.field)) && piece.includes(is),
  );
}

export const nameOf = (fact: Fact) => {
  const [[key, value]] = Object.entries(fact) as [[string, Fact[string]]];
  return `${key} ${typeof value === 'object' ? `${value.field} = ${value.is}` : value}`;
};

/** How the tool is asked: with the window of the incident, or with the words alone. */
export type Asking = 'window' | 'words';

async function scoreOne(world: string, incident: Incident, asking: Asking): Promise<IncidentScore> {
  const nowUs = Date.now() * 1000;
  const sample = await loadWorld(await readWorld(world), nowUs, incident.quiet ? null : incident.id);
  const { email, token } = sample.credentials;
  // How long it takes is told and not scored: a busy machine changes no answer.
  const app = await appAt(sample.url, { API_KEY: `${email}:${token}`, O2_INVESTIGATE_TIMEOUT: '1m' });
  try {
    const [from, to] = incident.window.map((text) => new Date(momentUs(text, nowUs) / 1000).toISOString());
    const args = {
      ...(incident.question === undefined ? {} : { about: incident.question }),
      ...(asking === 'window' || incident.quiet ? { start_time: from, end_time: to } : {}),
    };
    const startMs = performance.now();
    const { text, answer } = await runTool(app, 'investigate', args);
    const tookMs = performance.now() - startMs;
    const typed = answer as unknown as Answer;
    const said = saidByTool(typed);
    const facts = incident.facts ?? [];
    const found = facts.filter((fact) => says(said, fact, nowUs));
    return {
      world,
      incident,
      found: found.map(nameOf),
      missed: facts.filter((fact) => !found.includes(fact)).map(nameOf),
      named: (incident.red_herrings ?? []).filter((fact) => says(said, fact, nowUs, said.named)).map(nameOf),
      findings: said.named.length,
      isAlarm: typed.unusual === true,
      characters: text.length,
      reads: Number(typed.reads ?? 0),
      tookMs,
      text,
    };
  } finally {
    await app.close();
    await sample.close();
  }
}

const share = (part: number, whole: number) =>
  whole === 0 ? '-' : `${part} of ${whole} (${((100 * part) / whole).toFixed(0)} %)`;

export interface IncidentOptions {
  readonly worlds: readonly string[];
  readonly asking: Asking;
  readonly only: string | null;
  readonly write: (line: string) => void;
  readonly showsAnswers: boolean;
}

/** Plants every incident of the worlds, investigates each, and prints which facts were found, by kind. */
export async function evaluateIncidents({ worlds, asking, only, write, showsAnswers }: IncidentOptions) {
  const scores: IncidentScore[] = [];
  for (const world of worlds)
    for (const incident of readYaml<readonly Incident[]>(world, 'incidents.yaml')) {
      if (only !== null && incident.id !== only) continue;
      const score = await scoreOne(world, incident, asking);
      scores.push(score);
      const { found, missed, named, isAlarm, characters, reads, tookMs } = score;
      const cost = `${reads} reads, ${Math.round(tookMs)} ms, ${characters} characters`;
      if (incident.quiet) write(`${world}/${incident.id}: ${isAlarm ? 'FALSE ALARM' : 'quiet'}; ${cost}`);
      else write(`${world}/${incident.id}: ${share(found.length, found.length + missed.length)}; ${cost}`);
      for (const fact of missed) write(`    missed ${fact}`);
      for (const fact of named) write(`    NAMED ${fact}`);
      if (showsAnswers) write(JSON.stringify(JSON.parse(score.text), null, 1));
    }
  const planted = scores.filter(({ incident }) => !incident.quiet);
  const quiet = scores.filter(({ incident }) => incident.quiet);
  const facts = (list: readonly IncidentScore[]) =>
    share(
      list.reduce((sum, { found }) => sum + found.length, 0),
      list.reduce((sum, { found, missed }) => sum + found.length + missed.length, 0),
    );
  write('');
  for (const [kind, list] of Map.groupBy(planted, ({ incident }) => incident.kind ?? ''))
    write(`${kind}: facts ${facts(list)}`);
  const kinds = Map.groupBy(
    planted.flatMap(({ found, missed }) => [
      ...found.map((fact) => ({ fact, isFound: true })),
      ...missed.map((fact) => ({ fact, isFound: false })),
    ]),
    ({ fact }) => fact.split(' ')[0] as string,
  );
  for (const [kind, list] of kinds)
    write(`  ${kind}: ${share(list.filter(({ isFound }) => isFound).length, list.length)}`);
  for (const [world, list] of Map.groupBy(planted, (score) => score.world))
    write(`${world}: facts ${facts(list)}`);
  write(`all: facts ${facts(planted)}`);
  write(
    `false causes: ${share(
      planted.reduce((sum, { named }) => sum + named.length, 0),
      planted.reduce((sum, { findings }) => sum + findings, 0),
    )}`,
  );
  write(
    `quiet windows without an alarm: ${share(quiet.filter(({ isAlarm }) => !isAlarm).length, quiet.length)}`,
  );
}
