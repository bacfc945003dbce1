import { setImmediate as pause } from 'node:timers/promises';
import type { Arguments, ToolRow } from '../../contract/tool.ts';
import type { CallContext } from '../../call/execute.ts';
import type { Language } from '../language/lexicon/lexicon.ts';
import { withoutEmptyAnswers } from '../missing-arguments-form.ts';
import type { Prepared } from '../prepared.ts';
import type { Questions } from '../questions/question-mode.ts';
import { INSTEAD, wayOut } from '../understand/intent/ways-out.ts';
import { nounsIn } from '../understand/orders/kinds.ts';
import { kindOf } from '../understand/orders/ordered-call.ts';
import { unusedWords } from '../understand/orders/unused-words.ts';
import { askToLeaveOut, type WriteGate } from './write-gate.ts';
import type { AskAnswer, AskRequest, Candidate, Route, Router } from '../types.ts';

/** One call to be made. `asked`: its optional questions were put already, and what is not answered stays out. */
export interface PlannedStep {
  readonly tool: string;
  readonly words: string;
  readonly arguments: Readonly<Arguments>;
  readonly asked: boolean;
  /** Names that stand for identifiers among the arguments by now. */
  readonly covers?: string;
  /** One of several that are done together or not at all, none of which leans on another. */
  readonly isListed?: boolean;
  /** The language of the request. */
  readonly language?: Language;
  /** The request as the person wrote it. */
  readonly written?: string;
  /** What the request wants after this, where only this step was asked for again. */
  readonly rest?: string;
}

/** The arguments of a call without those that were made up: they are made anew when it runs. */
export function unmade({ arguments: args, made = [] }: Prepared): Arguments {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !made.includes(name)));
}

/** A call that is ready, or the question about words that it does not have. */
export function withWordsAsked(row: ToolRow, step: PlannedStep, prepared: Prepared): Prepared {
  if (prepared.missing.length > 0) return prepared;
  const { words, covers: named = '' } = step;
  const { arguments: args, about = '', covers = '', kept = [], left = [] } = prepared;
  const said = Object.fromEntries(Object.entries(args).filter(([name]) => !kept.includes(name)));
  const call = { row, arguments: said, covers: `${about} ${covers} ${named}` };
  const question = askToLeaveOut(words, call, step, left);
  return question === null ? prepared : { ...prepared, missing: [question], known: unmade(prepared) };
}

const NOT_ORDERED =
  'You did not ask me to change anything: your words ask about a change, or forbid one, so nothing was changed. To have it done, write it as a command.';

const NOTHING = { mode: 'semantic', steps: [], missing: [], candidates: [] } as const;

function shown(candidates: readonly Candidate[]): AskAnswer['candidates'] {
  return candidates.map(({ row, score }) => ({ tool: row.name, title: row.title, score }));
}

const isSure = ({ decision, row }: Route) => row !== null && (decision === 'run' || decision === 'ask');

/** From here on a list is meant although no word names what is listed: "who has access here". */
const SURELY_MEANT = 0.998;

/** What a list of OpenObserve's own objects leaves out of words that name none of them: the "payers" of "which payers do we have". */
function leftOut(words: string, { row, confidence, arguments: args }: Route): readonly string[] {
  if (row === null || row.access !== 'read' || confidence >= SURELY_MEANT) return [];
  // Streams are what questions about data name.
  const isList =
    kindOf(row) !== 'stream' && ((row.inputSchema.required ?? []) as readonly string[]).length === 0;
  const isNamed = nounsIn(words).some(({ kind }) => kind === kindOf(row));
  return isList && !isNamed ? unusedWords(words, [{ row, arguments: args, covers: '' }], true) : [];
}

/** Asks whether a list is meant whose objects the words do not name. */
const unnamed = (left: readonly string[], row: ToolRow, score: number): AskAnswer => ({
  ...NOTHING,
  decision: 'candidates',
  answer: `Nothing here is called ${left.map((each) => `"${each}"`).join(', ')}. If you mean "${row.title}", call ask again with tool "${row.name}", or say it in other words.`,
  candidates: shown([{ row, score }]),
});

const declined = (answer: string): AskAnswer => ({ ...NOTHING, decision: 'decline', answer });

function notUnderstood(words: string): AskAnswer {
  const way = wayOut(words);
  return declined(
    `Nothing was done, because I do not know how to do this part: "${words}".${way === null ? '' : ` ${way}`}`,
  );
}

/** An answer to words that name no one tool. */
function undecided(route: Route, gate: WriteGate): AskAnswer {
  const { decision, reason, row } = route;
  const candidates = gate.ordered(route.candidates);
  const objection = row === null ? null : gate.objectionTo(row, route.arguments);
  if (objection !== null && (isSure(route) || candidates.length === 0)) return declined(objection);
  const choose = 'Say which by calling ask again with its name as tool, or say more.';
  const answer =
    decision === 'decline'
      ? reason
      : `${reason} One of these: ${candidates.map(({ row }) => `${row.title} (${row.name})`).join(', ')}. ${choose}`;
  return { ...NOTHING, decision, answer, candidates: shown(candidates) };
}

/** From words to the calls that they mean. `loadRouter` reads the router when it is first needed. */
export function createPlanSteps(loadRouter: () => Promise<Router>, questions: Questions) {
  /** The plan that the words make, or an answer where they make none. */
  async function planFor(
    { tool, answers }: AskRequest,
    gate: WriteGate,
    context: CallContext,
  ): Promise<PlannedStep[] | AskAnswer> {
    const { view } = context;
    const router = await loadRouter();
    const { said: request } = gate;
    await pause();
    if (gate.doubt !== null) return declined(gate.doubt);
    const cannot = gate.cannot(view);
    if (cannot !== null) return declined(cannot);
    if (tool !== null) {
      const row = view.reach(tool);
      const objection = gate.objectionTo(row, { ...router.fill(request, row).arguments, ...answers });
      if (objection !== null) return declined(objection);
      const { steps } = router.route(request, view);
      const index = steps.findIndex((step) => router.route(step, view).row === row);
      const words = steps[index] ?? request;
      const rest = index < 0 ? [] : steps.slice(index + 1);
      const args = { ...router.fill(words, row).arguments, ...withoutEmptyAnswers(answers ?? {}) };
      const { language, request: written } = gate;
      const step = { tool: row.name, words, arguments: args, asked: answers !== null, language, written };
      return [rest.length > 0 ? { ...step, rest: rest.join(', then ') } : step];
    }
    /** What the words mean; where that is a write that they do not order, what they mean besides. */
    function routed(words: string): Route {
      const route = router.route(words, view);
      const only = route.decision === 'candidates' ? gate.only(route.candidates) : null;
      if (only !== null) {
        const filled = router.fill(words, only);
        return { ...route, row: only, ...filled, decision: filled.missing.length > 0 ? 'ask' : 'run' };
      }
      const warning = gate.warning(words, view);
      if (warning !== null && warning !== route.row && route.steps.length === 1) {
        const filled = router.fill(words, warning);
        const decision = filled.missing.length > 0 ? 'ask' : 'run';
        return { ...route, row: warning, ...filled, steps: [words], decision };
      }
      if (route.row === null || gate.objectionTo(route.row, route.arguments) === null) return route;
      const other = router.route(words, gate.within(view));
      return isSure(other) ? other : route;
    }
    const whole = routed(request);
    const routes: Array<{ readonly words: string; readonly route: Route }> = [];
    for (const words of whole.steps.length > 1 ? whole.steps : []) {
      // Many orders in one request are read one by one.
      await pause();
      routes.push({ words, route: routed(words) });
    }
    await pause();
    const isOfOne = new Set(routes.map(({ route }) => route.row)).size < 2;
    const inList = isOfOne ? gate.listed(request, whole, routed) : [];
    const listed = inList.length > routes.length ? inList : [];
    const steps = [listed, routes].find(({ length }) => length > 1) ?? [{ words: request, route: whole }];
    const unsure = steps.find(
      ({ route }) =>
        !isSure(route) || (route.row !== null && gate.objectionTo(route.row, route.arguments) !== null),
    );
    if (unsure === undefined && steps.length === 1 && gate.orders.length === 0 && whole.row !== null) {
      const left = leftOut(request, whole);
      if (left.length > 0) return unnamed(left, whole.row, whole.confidence);
    }
    if (unsure === undefined) {
      const left = gate.withoutStep(
        steps.flatMap(({ words, route }) =>
          route.row ? [{ row: route.row, words, arguments: route.arguments }] : [],
        ),
      );
      if (left !== null) return notUnderstood(left);
      return steps.map(({ words, route }) => ({
        tool: route.row?.name ?? '',
        words,
        arguments: { ...route.arguments, ...withoutEmptyAnswers(answers ?? {}) },
        asked: false,
        language: gate.language,
        written: gate.request,
        ...(listed.length > 1 ? { isListed: true } : {}),
      }));
    }
    const unclear = gate.orders.find(
      (words) => words.length < request.length * 0.9 && !isSure(routed(words)),
    );
    if (steps.length === 1 && unclear !== undefined) return notUnderstood(unclear);
    if (steps.length === 1 && gate.isAboutWriting && !gate.isOrder && whole.decision === 'decline')
      return declined(NOT_ORDERED);
    const answer = undecided(whole, gate);
    // Who orders something of OpenObserve is not helped by questions about data.
    const isNoWrite = answer.answer.endsWith(INSTEAD) || (!gate.isOrder && !gate.isAboutWriting);
    if (steps.length === 1 && answer.decision === 'decline' && isNoWrite)
      return questions.decline(answer.answer, gate.request, context);
    if (steps.length === 1) return answer;
    const part = undecided(unsure.route, gate);
    return {
      ...part,
      answer: `Nothing was done yet, because one of the steps is not clear: "${unsure.words}". ${part.answer}`,
    };
  }

  /** Why nothing is done, where the words speak of a write that they do not order; null where they do neither. */
  async function spokenOf(gate: WriteGate, { view }: CallContext): Promise<AskAnswer | null> {
    await pause();
    if (gate.orders.length > 0 || !gate.speaksOfWrite) return null;
    await pause();
    const route = (await loadRouter()).route(gate.said, view);
    // What was translated word by word may have more than the name in it.
    const args = gate.said === gate.request ? route.arguments : {};
    const objection = route.row === null || !isSure(route) ? null : gate.objectionTo(route.row, args);
    return objection === null ? null : declined(objection);
  }

  return { planFor, spokenOf };
}
