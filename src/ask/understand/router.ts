import { readFile } from 'node:fs/promises';
import type { TimeContext } from '../../call/arguments/times.ts';
import type { View } from '../../catalog/catalog.ts';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { lackedText } from '../../openobserve/releases.ts';
import { mayLead, objectionTo, saysTooLittle } from './intent/gates.ts';
import { INSTEAD, wayOut } from './intent/ways-out.ts';
import { createParseRequest, type ParsedRequest } from './text/parsed-request.ts';
import { createModel, type ModelData } from './intent/model.ts';
import type { SemanticWords } from '../../contract/semantic.ts';
import { nounsIn } from './orders/kinds.ts';
import { createFillSlots } from './slots/slots.ts';
import { createCorrectSpelling } from './text/spelling.ts';
import { isGenericNoun, isPlainWord } from './text/plain-words.ts';
import { splitSteps } from './text/steps.ts';
import type { Candidate, MissingArgument, Route, Router } from '../types.ts';

const NONE = 'none';
const MOST_CANDIDATES = 5;
/** Above this, a request is none of ours. */
const STRANGE = 0.45;
/** From this on, one operation is taken to be meant; below it, a person is asked which. */
const SURE = 0.9;
/** From this on, a part of a request may be a step of its own. */
const LIKELY = 0.5;

interface Scored {
  readonly look: ParsedRequest;
  readonly strange: number;
  readonly candidates: readonly Candidate[];
}

/** Whether words name one thing right after its noun, by a name that has the form of one. */
function isNamedOne(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const before = text.slice(0, Math.max(0, at)).replace(/["'`\s]+$/, '');
  const noun = nounsIn(before).at(-1);
  const isOne = noun?.end === before.length && !/s$/i.test(before);
  const hasForm = /[\p{Lu}\d_@.-]/u.test(name) || /["'`]$/.test(text.slice(0, at));
  return at > 0 && isOne && (hasForm || !(isPlainWord(name) || isGenericNoun(name)));
}

/** What `createRouter` is built from, as generated. */
export interface RouterData {
  readonly model: ModelData;
  readonly words: SemanticWords;
}

/** Makes a router that reads times in words by a clock; all of one kind share the network. */
export type RouterFor = (time: () => TimeContext) => Router;

/** Build routers from generated data. */
export function createRouters({ model: modelData, words }: RouterData): RouterFor {
  const model = createModel(modelData);
  const lookAt = createParseRequest(words.phrases);
  const correct = createCorrectSpelling(model.frequentWords, model.knows);
  const none = model.labels.indexOf(NONE);
  const numbers = new Map(model.labels.map((label, index) => [label, index]));
  const fillSlots = createFillSlots(words);

  function score(look: ParsedRequest, view: View): Scored {
    const probabilities = model.probabilities(look.features);
    const candidates = view.rows
      .map((row) => ({ row, score: probabilities[numbers.get(row.operationId) ?? -1] ?? 0 }))
      .sort((a, b) => b.score - a.score);
    return { look, strange: probabilities[none] ?? 0, candidates };
  }

  /** What may not come first goes behind the first that may. */
  function ordered(look: ParsedRequest, candidates: readonly Candidate[]): Candidate[] {
    const entityOf = (row: ToolRow) => words.operations[row.operationId]?.entity ?? '';
    const first = candidates.findIndex(({ row, score }) => mayLead(look, row, entityOf(row), score));
    const leader = candidates[first];
    return leader === undefined || first > MOST_CANDIDATES
      ? [...candidates]
      : [leader, ...candidates.filter((each) => each !== leader)];
  }

  function fillFrom(
    look: ParsedRequest,
    row: ToolRow,
    time: TimeContext,
  ): Pick<Route, 'arguments' | 'missing'> {
    const { arguments: args, said } = fillSlots(look, row, time);
    const asks = words.operations[row.operationId]?.asks ?? {};
    const missing = Object.entries(asks).flatMap(([name, question]): MissingArgument[] => {
      if (args[name] !== undefined || said.has(name)) return [];
      const schema = (row.inputSchema.properties as Record<string, { enum?: string[] }> | undefined)?.[name];
      return [{ name, question, ...(schema?.enum ? { choices: schema.enum } : {}) }];
    });
    return { arguments: args, missing };
  }

  /** Where one or all of a kind is to be read, the name that is said tells that it is one. */
  function isOneByName(
    [first, second]: readonly Candidate[],
    missing: readonly MissingArgument[],
    known: number,
  ): boolean {
    const [one, all] = [first, second].map((each) => words.operations[each?.row.operationId ?? '']);
    return (
      first !== undefined &&
      second !== undefined &&
      first.row.access === 'read' &&
      one?.action === 'get' &&
      all?.action === 'list' &&
      one.entity === all.entity &&
      Object.keys(one.asks).length > 0 &&
      missing.length === 0 &&
      (first.score + second.score) / Math.max(1e-9, known) >= SURE
    );
  }

  /** Where a list comes first and the words name one of its things, what reads that one: "show the dashboard Sales". */
  function readOfOne(look: ParsedRequest, view: View, first: Candidate, time: TimeContext): Candidate | null {
    const { entity, action } = words.operations[first.row.operationId] ?? {};
    if (action !== 'list' || first.row.access !== 'read') return null;
    const reads = view.rows.filter(({ operationId, access }) => {
      const one = words.operations[operationId];
      return (
        access === 'read' &&
        one?.action === 'get' &&
        one.entity === entity &&
        Object.keys(one.asks).length === 1
      );
    });
    const row = reads.find(({ releases }) => releases.length === 0) ?? reads[0];
    if (!row || reads.length > 1) return null;
    const { arguments: args, missing } = fillFrom(look, row, time);
    const [asked = ''] = Object.keys(words.operations[row.operationId]?.asks ?? {});
    const name = args[asked];
    return missing.length === 0 && typeof name === 'string' && isNamedOne(look.text, name)
      ? { row, score: first.score }
      : null;
  }

  function declined(reason: string, { candidates }: Scored, steps: readonly string[]): Route {
    return {
      decision: 'decline',
      row: null,
      confidence: 0,
      candidates: candidates.slice(0, MOST_CANDIDATES),
      arguments: {},
      missing: [],
      steps,
      reason,
    };
  }

  /** What a request means of what the server lacks: how much in all, and the operation where it is sure. */
  function scoreBeyond(look: ParsedRequest, { beyond }: View, strange: number) {
    if (beyond.length === 0) return { lost: 0, meant: null };
    const probabilities = model.probabilities(look.features);
    const of = (row: ToolRow) => probabilities[numbers.get(row.operationId) ?? -1] ?? 0;
    const best = beyond.reduce((most, row) => (of(row) > of(most) ? row : most));
    const lost = beyond.reduce((sum, row) => sum + of(row), 0);
    return { lost, meant: of(best) / Math.max(1e-9, 1 - strange) >= SURE ? best : null };
  }

  function routeOne(look: ParsedRequest, view: View, time: TimeContext, steps: readonly string[]): Route {
    const scored = score(look, view);
    const { strange } = scored;
    const { lost, meant } = scoreBeyond(look, view, strange);
    const objection = objectionTo(look);
    if (objection) return declined(`This is not done from a sentence, as ${objection}.`, scored, steps);
    const [best] = scored.candidates;
    if (best === undefined || strange > STRANGE || saysTooLittle(look))
      return declined(wayOut(look.text) ?? `I cannot do that with OpenObserve. ${INSTEAD}`, scored, steps);
    if (meant !== null) return declined(lackedText(meant), scored, steps);
    const likely = ordered(look, scored.candidates).slice(0, MOST_CANDIDATES);
    const one = readOfOne(look, view, likely[0] as Candidate, time);
    const candidates =
      one === null ? likely : [one, ...likely.filter(({ row }) => row !== one.row)].slice(0, MOST_CANDIDATES);
    const first = candidates[0] as Candidate;
    const confidence = first.score / Math.max(1e-9, 1 - strange - lost);
    const { arguments: args, missing } = fillFrom(look, first.row, time);
    const isSure = one !== null || confidence >= SURE || isOneByName(candidates, missing, 1 - strange - lost);
    return {
      decision: !isSure ? 'candidates' : missing.length > 0 ? 'ask' : 'run',
      row: first.row,
      confidence,
      candidates,
      arguments: args,
      missing,
      steps,
      reason: !isSure
        ? 'The words may mean several things.'
        : missing.length > 0
          ? `${first.row.title} is meant, but not everything was said that it needs.`
          : `${first.row.title} is meant.`,
    };
  }

  /** What follows the name in a part that orders the same as the one before, of another thing; null where it does not. */
  function ofAnother(row: ToolRow, one: string, other: string, time: TimeContext): string | null {
    if (row.access === 'read') return null;
    const [first, second] = [one, other].map(
      (part) => fillSlots(lookAt(part, correct), row, time).arguments,
    ) as [Arguments, Arguments];
    const own = [...Object.keys(words.operations[row.operationId]?.asks ?? {}), 'name', 'title'];
    const name = own.find((each) => typeof first[each] === 'string' && typeof second[each] === 'string');
    if (name === undefined || first[name] === second[name]) return null;
    const isLast = one.replace(/["'`\s]+$/, '').endsWith(String(first[name]));
    const behind = other.slice(other.lastIndexOf(String(second[name])) + String(second[name]).length);
    // "A folder A and a folder B for alerts": what follows the last holds for both.
    return isLast && /^["'`]?\s+(?:for|in|into|with|about|under)\s/i.test(behind)
      ? behind.replace(/^["'`]/, '')
      : '';
  }

  /** Steps only where each is something of its own, or is said to be one: otherwise it is one wish in two clauses. */
  function stepsOf({ text, tokens }: ParsedRequest, view: View, time: TimeContext): string[] {
    const spans = tokens.flatMap(({ span }) => span ?? []);
    const parts = splitSteps(text, (start, end) =>
      spans.some((span) => start < span.end && end > span.start),
    );
    if (parts.length < 2) return [text];
    const rows = parts.map((part) => {
      const { strange, candidates } = score(lookAt(part.text, correct), view);
      return strange < STRANGE && (candidates[0]?.score ?? 0) >= LIKELY ? candidates[0]?.row : undefined;
    });
    const steps = parts.map((part) => part.text);
    for (const [index, { isSaid, text: part }] of [...parts.entries()].reverse()) {
      const [row, before] = [rows[index], index > 0 ? rows[index - 1] : undefined];
      if (isSaid) continue;
      if (row === undefined) return [text];
      if (row !== before) continue;
      const tail = ofAnother(row, steps[index - 1] ?? '', part, time);
      if (tail === null) return [text];
      steps[index - 1] = `${steps[index - 1]}${tail}`;
    }
    return steps;
  }

  return (time) => ({
    route(request, view) {
      const look = lookAt(request, correct);
      const [first = look.text, ...rest] = objectionTo(look) ? [look.text] : stepsOf(look, view, time());
      return rest.length === 0
        ? routeOne(look, view, time(), [request])
        : routeOne(lookAt(first, correct), view, time(), [first, ...rest]);
    },
    shortlist: (request, view, count) => score(lookAt(request, correct), view).candidates.slice(0, count),
    fill: (request, row) => fillFrom(lookAt(request, correct), row, time()),
  });
}

/** Routers of the contract; their network is read and unpacked here, so call it once. */
export async function loadRouters(): Promise<RouterFor> {
  const [{ MODEL, PACKED }, { SEMANTIC_WORDS }] = await Promise.all([
    import('../../generated/semantic-model.ts'),
    import('../../generated/semantic.ts'),
  ]);
  return createRouters({ model: { ...MODEL, packed: await readFile(PACKED) }, words: SEMANTIC_WORDS });
}

/** The one router of a process that serves one OpenObserve. */
export const loadRouter = async (time: () => TimeContext): Promise<Router> => (await loadRouters())(time);
